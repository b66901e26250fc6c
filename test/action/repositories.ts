import type { Tree } from './harness.ts';

/** A small machine-learning repository. */
export const churn = {
  'README.md': '# Churn\n\nPredicts churn. Train with `python train.py`.\n',
  'requirements.txt': 'scikit-learn==1.5.2\npandas==2.2.3\n',
  'train.py': [
    'import pandas as pd',
    'from sklearn.linear_model import LogisticRegression',
    'from sklearn.model_selection import train_test_split',
    '',
    'frame = pd.read_csv("data/churn.csv")',
    'X, y = frame.drop(columns=["churn"]), frame["churn"]',
    'X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)',
    'model = LogisticRegression(random_state=0).fit(X_train, y_train)',
    'print(model.score(X_test, y_test))',
    '',
  ].join('\n'),
} as const satisfies Tree;

export const licence = 'MIT License\n\nPermission is hereby granted, free of charge, to any person\n';

/** Nothing is seeded any more, pandas is not pinned, and there is a licence. */
export const worse: Tree = {
  'train.py': churn['train.py'].replaceAll(', random_state=0', '').replaceAll('random_state=0', ''),
  'requirements.txt': 'scikit-learn==1.5.2\npandas\n',
  LICENSE: licence,
};
