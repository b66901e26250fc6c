import type { Role } from './rows.ts';

const words: readonly (readonly [Role, ReadonlySet<string>])[] = [
  ['test', new Set(['test', 'tst', 'testing', 'xtest', 'ytest', 'testx', 'testy', 'testset', 'testdata', 'holdout'])],
  [
    'validation',
    new Set(['val', 'valid', 'validation', 'xval', 'yval', 'xvalid', 'yvalid', 'dev', 'valx', 'valy', 'valset']),
  ],
  ['train', new Set(['train', 'trn', 'training', 'xtrain', 'ytrain', 'trainx', 'trainy', 'trainset', 'traindata'])],
];

/** What data are for, as their name tells: `X_test`, `testX`, `train_df`. */
export function roleOfName(name: string): Role | null {
  const parts = name
    .slice(0, 80)
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/);
  const roles = words.flatMap(([role, known]) => (parts.some((part) => known.has(part)) ? [role] : []));
  // `TrainAndValid.csv` is for both.
  return roles.length === 1 ? (roles[0] ?? null) : null;
}
