import type { Case, Suite } from './suite.ts';

const call = /template\(\s*"([^"]+)",\s*\[([^\]]*)\]/g;
const subjects = [
  { tests: 'tests/test_preprocessing.py', rules: ['evaluation/no-preprocessing-leak', 'evaluation/no-test-fit'] },
  { tests: 'tests/test_overlap.py', rules: ['evaluation/no-overlap'] },
];
const exclusions: Readonly<Record<string, string>> = {
  'nb_277256.py': 'encoders of features that are fitted on all rows count as learned state here',
  'nb_1090319.py': 'pandas.cut with edges that are written down learns nothing from rows',
  'nb_1255091.py': 'the bands of qcut are only looked at, and dropped before the split',
};

/** The cases of https://github.com/malusamayo/leakage-analysis: a script leaks if its tests name a method that is tainted. */
export const leakageAnalysis: Suite = {
  name: 'leakage-analysis',
  repo: 'malusamayo/leakage-analysis',
  least: 0.95,
  cases: (copy) =>
    subjects.flatMap(({ tests, rules }) =>
      [...copy.text(tests).matchAll(call)].map(([, file = '', methods = '']): Case => {
        const excluded = exclusions[file];
        return {
          name: file,
          files: { 'script.py': copy.text(`tests/inputs/${file}`) },
          rules,
          expected: methods.trim() === '' ? 'silent' : 'finding',
          ...(excluded === undefined ? {} : { excluded }),
        };
      }),
    ),
};
