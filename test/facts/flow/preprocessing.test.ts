import { describe, expect, it } from 'vitest';
import { flawsOf, lineOf, notebook, told } from './support.ts';

const head = `import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split, cross_val_score, KFold
from sklearn.preprocessing import StandardScaler, LabelEncoder
frame = pd.read_csv("churn.csv")
`;
const tail = `model = LogisticRegression().fit(X_train, y_train)
print(model.score(X_test, y_test))
`;

describe('what is fitted before a split', () => {
  it('is followed from where data are read to where the model is judged', async () => {
    expect(
      await told(`${head}X = StandardScaler().fit_transform(frame.drop("churn", axis=1))
X_train, X_test, y_train, y_test = train_test_split(X, frame["churn"])
${tail}`),
    ).toEqual(['preprocessing certain train.py:6 (5 → 6 → 7 → 8 → 9)']);
  });

  it('counts by columns that are written back into the frame', async () => {
    expect(
      await told(`${head}frame["age"] = StandardScaler().fit_transform(frame[["age"]])
train, test = train_test_split(frame)
model = LogisticRegression().fit(train[["age"]], train["churn"])
model.predict(test[["age"]])
`),
    ).toEqual(['preprocessing certain train.py:6 (5 → 6 → 7 → 8 → 9)']);
  });

  it('does not count for columns that are dropped, nor for copies that are not used', async () => {
    expect(
      await told(`${head}frame["age"] = StandardScaler().fit_transform(frame[["age"]])
plotted = StandardScaler().fit_transform(frame)
X = frame.drop(columns=["age", "churn"])
X_train, X_test, y_train, y_test = train_test_split(X, frame["churn"])
${tail}`),
    ).toEqual([]);
  });

  it('leaves the target alone, be it by name or by place', async () => {
    expect(
      await told(`${head}y = LabelEncoder().fit_transform(frame["churn"])
frame["churn"] = LabelEncoder().fit_transform(frame["churn"])
X_train, X_test, y_train, y_test = train_test_split(frame.drop("churn", axis=1), y)
${tail}`),
    ).toEqual([]);
  });

  it('counts where what was fitted on all rows is applied after the split', async () => {
    expect(
      await told(`${head}X, y = frame.drop("churn", axis=1), frame["churn"]
scaler = StandardScaler()
scaler.fit(X)
X_train, X_test, y_train, y_test = train_test_split(X, y)
X_train = scaler.transform(X_train)
X_test = scaler.transform(X_test)
${tail}`),
    ).toEqual(['preprocessing certain train.py:8 (5 → 8 → 9 → 12 → 13)']);
  });

  it('counts before folds, through numbers of rows', async () => {
    expect(
      await told(`${head}X, y = frame.drop("churn", axis=1).values, frame["churn"].values
X = StandardScaler().fit_transform(X)
folds = KFold(n_splits=5)
for fit, rest in folds.split(X):
    model = LogisticRegression().fit(X[fit], y[fit])
    print(model.score(X[rest], y[rest]))
`),
    ).toEqual(['preprocessing certain train.py:7 (5 → 7 → 9 → 10 → 11)']);
  });

  it('is only advice for a training part that is folded again', async () => {
    expect(
      await told(`${head}X_train, X_test, y_train, y_test = train_test_split(frame.drop("churn", axis=1), frame["churn"])
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)
print(cross_val_score(LogisticRegression(), X_train, y_train))
`),
    ).toEqual(['preprocessing hint train.py:8 (5 → 8 → 9)']);
  });

  it('is only advice for statistics of plain frames', async () => {
    expect(
      await told(`${head}frame["age"] = frame["age"].fillna(frame["age"].mean())
X_train, X_test, y_train, y_test = train_test_split(frame.drop("churn", axis=1), frame["churn"])
${tail}`),
    ).toEqual(['preprocessing hint train.py:6 (5 → 6 → 7 → 8 → 9)']);
  });

  it('is less sure where a call on the way is not resolved', async () => {
    expect(
      await told(`${head}from company import clean
X = StandardScaler().fit_transform(clean(frame.drop("churn", axis=1)))
X_train, X_test, y_train, y_test = train_test_split(X, frame["churn"])
${tail}`),
    ).toEqual(['preprocessing likely train.py:7 (5 → 7 → 8 → 9 → 10)']);
  });

  it('knows branches that a flag keeps from being taken', async () => {
    const script = (flag: string) => `${head}def prepare(X, scale):
    if scale:
        X = StandardScaler().fit_transform(X)
    return X
X = prepare(frame.drop("churn", axis=1), ${flag})
X_train, X_test, y_train, y_test = train_test_split(X, frame["churn"])
${tail}`;
    expect(await told(script('True'))).toEqual(['preprocessing certain train.py:8 (5 → 8 → 11 → 12 → 13)']);
    expect(await told(script('False'))).toEqual([]);
  });

  it('takes the train_test_split of Hugging Face, and a home-made one, for what they are', async () => {
    expect(
      await told(`from datasets import load_dataset
data = load_dataset("imdb", split="train")
parts = data.train_test_split(test_size=0.1)
`),
    ).toEqual([]);
    expect(
      await told(`${head}def train_test_split(X, y):
    return X, y
X = StandardScaler().fit_transform(frame.drop("churn", axis=1))
a, b = train_test_split(X, frame["churn"])
`),
    ).toEqual([]);
  });

  it('goes through helpers, classes and other modules', async () => {
    const flaws = await flawsOf({
      'features.py': `from sklearn.decomposition import PCA

class Features:
    def __init__(self, size):
        self.pca = PCA(size)

    def build(self, rows):
        return self.pca.fit_transform(rows)
`,
      'train.py': `import pandas as pd
from features import Features
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC

def main():
    frame = pd.read_csv("cells.csv")
    X = Features(5).build(frame.drop("kind", axis=1))
    X_train, X_test, y_train, y_test = train_test_split(X, frame["kind"])
    model = SVC()
    model.fit(X_train, y_train)
    print(model.score(X_test, y_test))

if __name__ == "__main__":
    main()
`,
    });
    expect(flaws.map(lineOf)).toEqual([
      'preprocessing certain features.py:8 (train.py:7 → 8 → train.py:9 → train.py:11 → train.py:12)',
    ]);
  });

  it('goes through the cells of a notebook in order', async () => {
    const flaws = await flawsOf({
      'churn.ipynb': notebook([
        'from sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import MinMaxScaler\n',
        'X = MinMaxScaler().fit_transform(X)\n',
        'X_train, X_test, y_train, y_test = train_test_split(X, y)\n',
      ]),
    });
    expect(flaws.map(({ kind, confidence, trace }) => [kind, confidence, trace.map(({ cell }) => cell)])).toEqual([
      ['preprocessing', 'likely', [1, 2]],
    ]);
  });

  it('knows Spark, whose models predict by transforming', async () => {
    expect(
      await told(`from pyspark.sql import SparkSession
from pyspark.ml.feature import StandardScaler, VectorAssembler
from pyspark.ml.classification import LogisticRegression
frame = SparkSession.builder.getOrCreate().read.csv("churn.csv")
frame = VectorAssembler(inputCols=["a"], outputCol="raw").transform(frame)
frame = StandardScaler(inputCol="raw", outputCol="features").fit(frame).transform(frame)
train, test = frame.randomSplit([0.8, 0.2])
model = LogisticRegression().fit(train)
model.transform(test).show()
`),
    ).toEqual(['preprocessing certain train.py:6 (4 → 6 → 7 → 8 → 9)']);
  });
});
