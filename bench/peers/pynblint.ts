import type { Case, Suite } from './suite.ts';

const tests = 'tests/unit/test_nb_linting_functions.py';

/** Their function → our rule. What lies beyond both (names that are long, empty cells, comments) is left out. */
const rules: Readonly<Record<string, string>> = {
  non_linear_execution: 'code/notebook-order',
  untitled_notebook: 'code/notebook-named',
  duplicate_notebook_not_renamed: 'code/notebook-named',
};

/** The rules that https://github.com/collab-uniba/pynblint and ours share, on its own notebooks. */
export const pynblint: Suite = {
  name: 'pynblint',
  repo: 'collab-uniba/pynblint',
  least: 1,
  cases: (copy) =>
    [...copy.text(tests).matchAll(/@pytest\.mark\.parametrize\(([\s\S]*?)\)\s*def test_(\w+)\(/g)].flatMap(
      ([, table = '', name = '']): Case[] => {
        const rule = rules[name];
        if (rule === undefined) return [];
        return [...table.matchAll(/\("([^"]+\.ipynb)", (True|False)\)/g)].map(([, file = '', expected]) => ({
          name: `${name} ${file}`,
          files: { [file]: copy.text(`tests/fixtures/${file}`) },
          rules: [rule],
          expected: expected === 'True' ? 'finding' : 'silent',
          strict: true,
        }));
      },
    ),
};
