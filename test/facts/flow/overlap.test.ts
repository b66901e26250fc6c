import { describe, expect, it } from 'vitest';
import { told } from './support.ts';

describe('rows that are trained and judged on', () => {
  it('are told where a model has seen all that it is judged on', async () => {
    expect(
      await told(`import pandas as pd
from sklearn.svm import SVC
from sklearn.metrics import accuracy_score
frame = pd.read_csv("wine.csv")
X, y = frame.drop("kind", axis=1), frame["kind"]
model = SVC()
model.fit(X, y)
print(accuracy_score(y, model.predict(X)))
`),
    ).toEqual(['overlap certain train.py:8 (4 → 7 → 8)']);
  });

  it('are none where rows are split or folded elsewhere, or the score says that it is one of training', async () => {
    const script = (more: string) => `from sklearn.svm import SVC
from sklearn.model_selection import cross_val_score
${more}`;
    const certain = async (text: string) => (await told(script(text))).filter((one) => !one.includes(' hint '));
    expect(await certain('model = SVC()\nmodel.fit(X, y)\nprint(model.score(X, y))\n')).toHaveLength(1);
    expect(
      await certain('print(cross_val_score(SVC(), X, y))\nmodel = SVC().fit(X, y)\nprint(model.score(X, y))\n'),
    ).toEqual([]);
    expect(await certain('model = SVC()\nmodel.fit(X, y)\ntrain_score = model.score(X, y)\n')).toEqual([]);
  });

  it('are told for samples of the same rows, and not for what a sample leaves', async () => {
    const script = (test: string) => `import pandas as pd
from sklearn.svm import SVC
frame = pd.read_csv("wine.csv")
train = frame.sample(frac=0.8)
test = ${test}
model = SVC().fit(train.drop("kind", axis=1), train["kind"])
print(model.score(test.drop("kind", axis=1), test["kind"]))
`;
    expect(await told(script('frame.sample(frac=0.2)'))).toEqual(['overlap likely train.py:7 (3 → 6 → 7)']);
    expect(await told(script('frame.drop(train.index)'))).toEqual([]);
  });

  it('are told for copies that are drawn before the split', async () => {
    expect(
      await told(`import pandas as pd
from sklearn.utils import resample
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC
frame = pd.read_csv("fraud.csv")
rare = resample(frame[frame.fraud == 1], n_samples=500)
frame = pd.concat([frame[frame.fraud == 0], rare])
X_train, X_test, y_train, y_test = train_test_split(frame.drop("fraud", axis=1), frame["fraud"])
print(SVC().fit(X_train, y_train).score(X_test, y_test))
`),
    ).toEqual(['overlap certain train.py:6 (5 → 6 → 8 → 9 → 9)']);
  });
});

describe('held-out rows that something is fitted on', () => {
  it('are told by the split, or by name', async () => {
    expect(
      await told(`from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
first, second = train_test_split(rows)
scaler = StandardScaler().fit(first)
second = scaler.fit_transform(second)
X_test = scaler.fit_transform(X_test)
`),
    ).toEqual(['test fit certain train.py:5 (3 → 5)', 'test fit likely train.py:6 (6)']);
  });

  it('are left alone by what only transforms or draws a picture', async () => {
    expect(
      await told(`from sklearn.manifold import TSNE
from sklearn.preprocessing import StandardScaler, Normalizer
scaler = StandardScaler().fit(X_train)
X_test = Normalizer().fit_transform(scaler.transform(X_test))
TSNE().fit_transform(X_test)
`),
    ).toEqual([]);
  });
});
