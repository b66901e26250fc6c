import { gitignore, ignoreRules } from '../facts/ignore.ts';
import { folderOf } from '../facts/patterns.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly paths: readonly string[];
}

export const ignoredPath: Probe<Options> = {
  about: 'paths that `.gitignore` keeps out of Git, counted from the top and from every folder with a `.gitignore`',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['paths'],
    properties: { paths: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  needs: () => [{ reader: gitignore }],
  run: (facts, { paths }) => {
    const { ignores } = ignoreRules(facts);
    const folders = new Set(['', ...facts.documents(gitignore).map(({ path }) => folderOf(path))]);
    return {
      seen: [...folders].flatMap((folder) =>
        paths.flatMap((path) => {
          const by = ignores(folder + path);
          return by === null ? [] : [finding(by.path, { line: by.line, column: 1 }, `keeps ${path} out of Git`)];
        }),
      ),
    };
  },
};
