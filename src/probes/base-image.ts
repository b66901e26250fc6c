import { container } from '../facts/containers.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/** Images that the repository builds itself need no tag; one that only a variable names cannot be judged: a hint. */
export const baseImage: Probe<Options> = {
  about: 'images that containers start from, with a version or digest, or without',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'examples'],
  needs: () => [{ reader: container }],
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const { path, value } of facts.documents(container)) {
      for (const { image, tag, digest, variable, own, line } of value.images) {
        if (own) continue;
        const at = { line, column: 1 };
        if (digest !== null || (tag !== null && !/^latest(-|$)/.test(tag)))
          seen.push(finding(path, at, `${image} is pinned`));
        else if (variable) missing.push(finding(path, at, 'the version comes from a variable', 'hint'));
        else
          missing.push(finding(path, at, tag === null ? `${image} has no tag` : `${image} is the latest of the day`));
      }
    }
    return { seen, missing };
  },
};
