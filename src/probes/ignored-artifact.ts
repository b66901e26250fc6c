import { gitignore } from '../facts/ignore.ts';
import { ignoresArtifacts } from '../facts/ignored-artifacts.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const ignoredArtifact: Probe<Options> = {
  about: 'patterns of `.gitignore` that keep data, models, checkpoints or what runs leave behind out of Git',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'examples'],
  needs: () => [{ reader: gitignore }],
  run: (facts) => ({
    seen: facts.documents(gitignore).flatMap(({ path, value }) =>
      value.patterns
        .filter(({ pattern }) => ignoresArtifacts(pattern, path))
        .slice(0, 5)
        .map(({ line }) => finding(path, { line, column: 1 }, 'keeps artifacts out of Git')),
    ),
  }),
};
