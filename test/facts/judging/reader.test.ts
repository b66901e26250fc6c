import { describe, expect, it } from 'vitest';
import { judging } from '../../../src/facts/judging/reader.ts';
import { read } from '../support.ts';

async function signs(text: string, path = 'train.py'): Promise<string[]> {
  return [...(await read(judging, path, text)).value].map(([sign, { line }]) => `${sign} ${line}`).sort();
}

describe('signs of how models are judged', () => {
  it('are names in use, not comments, imports or docstrings', async () => {
    expect(
      await signs(`"""Computes the f1_score."""
from sklearn.metrics import (
    f1_score,
    roc_auc_score,
)
# roc_auc_score(y, p)
print(roc_auc_score(y_test, predicted))
`),
    ).toEqual(['held-out data 7', 'metric area 7', 'threshold-free metric 7']);
  });

  it('stand in the fields of f-strings and in quoted names', async () => {
    expect(
      await signs(`print(f"report: {classification_report(y, predicted)}")
model.compile(metrics=["accuracy"])
`),
    ).toEqual(['metric accuracy 2', 'metric report 1', 'slices 1']);
  });

  it('keep what is called apart from what is only named alike', async () => {
    expect(
      await signs('model = stable_baselines3.PPO("MlpPolicy", env)\nkeras.Model.fit(x, y, validation_split=0.1)\n'),
    ).toEqual(['held-out data 2']);
  });

  it('come to an end on long lines of one kind', async () => {
    for (const text of [
      '"'.repeat(200_000),
      'f"{'.repeat(50_000),
      `import ${'('.repeat(100_000)}`,
      'a'.repeat(500_000),
    ])
      expect(await signs(text)).toBeInstanceOf(Array);
  });
});
