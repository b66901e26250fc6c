import { container } from '../facts/containers.ts';
import { dockerignore as reader } from '../facts/dockerignore.ts';
import { copiesContext, ignoreFilesFor } from '../facts/environment/build-context.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const dockerignore: Probe<Options> = {
  about: 'Dockerfiles that copy their whole build context, with a .dockerignore that names something, or without',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: container }, { reader }],
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const { path, value } of facts.documents(container)) {
      if (value.dockerfile === null || /(?:^|\/)\.devcontainer\//.test(path)) continue;
      const line = copiesContext(value.dockerfile);
      if (line === null) continue;
      const at = { line, column: 1 };
      const files = ignoreFilesFor(facts, path).filter((one) => facts.document(reader, one) !== undefined);
      const [written] = files.filter((one) => facts.document(reader, one)?.some((pattern) => !pattern.startsWith('!')));
      if (written !== undefined) seen.push(finding(written, null, `keeps files out of the image of ${path}`));
      else if (files[0] !== undefined) missing.push(finding(files[0], null, 'names nothing to leave out'));
      else missing.push(finding(path, at, 'copies the whole folder, and no .dockerignore stands beside it'));
    }
    return { seen, missing };
  },
};
