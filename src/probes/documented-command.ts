import { documentedCommands } from '../facts/documents/commands.ts';
import { pageNeed } from '../facts/documents/pages.ts';
import { globs } from '../facts/globs.ts';
import { memo } from '../facts/memo.ts';
import { nameOf } from '../facts/patterns.ts';
import { finding } from '../finding.ts';
import type { Facts, Probe } from '../model.ts';

interface Options {
  readonly scripts: readonly string[];
}

export const documentedCommand: Probe<Options> = {
  about:
    'commands in the README, and in the documents that it leads to, that run a script of the repository, by the name of the script',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['scripts'],
    properties: { scripts: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  in: ['code', 'docs', 'examples'],
  needs: () => [pageNeed],
  run: (facts, { scripts }) => {
    const wanted = globs(scripts);
    const known = names(facts);
    return {
      seen: documentedCommands(facts).flatMap(({ path, line, words }) => {
        if (/^(?:pytest|tox|nox|coverage)$/.test(words[0] ?? '') || words.includes('pytest')) return [];
        const script = words
          .map(nameOf)
          .find((word) => /\.(?:py|sh|ipynb|R|jl|m)$/.test(word) && wanted(word) && known.has(word));
        return script === undefined ? [] : [finding(path, { line, column: 1 }, `tells to run ${script}`)];
      }),
    };
  },
};

const names: (facts: Facts) => ReadonlySet<string> = memo((facts) => new Set([...facts.tree.keys()].map(nameOf)));
