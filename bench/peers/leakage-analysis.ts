import type { Case, Suite } from './suite.ts';

const call = /template\(\s*"([^"]+)",\s*\[([^\]]*)\]/g;
const subjects = [
  { tests: 'tests/test_preprocessing.py', rule: 'evaluation/no-preprocessing-leak' },
  { tests: 'tests/test_overlap.py', rule: 'evaluation/no-overlap' },
];
const exclusions: Readonly<Record<string, string>> = {};

/** The cases of https://github.com/malusamayo/leakage-analysis: a script leaks if its tests name a method that is tainted. */
export const leakageAnalysis: Suite = {
  name: 'leakage-analysis',
  repo: 'malusamayo/leakage-analysis',
  least: 0.95,
  cases: (copy) =>
    subjects.flatMap(({ tests, rule }) =>
      [...copy.text(tests).matchAll(call)].map(([, file = '', methods = '']): Case => {
        const excluded = exclusions[file];
        return {
          name: file,
          files: { 'script.py': copy.text(`tests/inputs/${file}`) },
          rules: [rule],
          expected: methods.trim() === '' ? 'silent' : 'finding',
          ...(excluded === undefined ? {} : { excluded }),
        };
      }),
    ),
};
