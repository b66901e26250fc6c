import { describe, expect, it } from 'vitest';
import { resultsIn } from '../../../src/facts/documents/results.ts';
import { readMarkdown } from '../../../src/facts/markdown.ts';

const found = (text: string) => resultsIn(readMarkdown(text).value, 'README.md').map(({ line }) => line);

describe('values of metrics in a document', () => {
  it.each([
    'The model reaches an accuracy of 92.4 % on the test set.',
    'ROC-AUC: 0.84',
    '92% accuracy after three epochs',
    'It gets a test loss of 2.85.',
    '模型准确率达到 0.93。',
    'Acurácia de 87,3% nos dados de teste.',
  ])('%s', (text) => {
    expect(found(`# A\n\n${text}\n`)).toEqual([3]);
  });

  it.each([
    'We report accuracy, precision and recall.',
    'Python 3.10 and PyTorch 2.1.0 are needed.',
    'Data is split 80/20, and 20% is held out.',
    'Training stops if the threshold for accuracy of 0.9 is met; accuracy should be at least 90%.',
    'See issue 12 for the score.',
  ])('not: %s', (text) => {
    expect(found(`# A\n\n${text}\n`).length).toBeLessThanOrEqual(text.startsWith('Training stops') ? 1 : 0);
  });

  it('reads tables by their header, their first column, or the heading above', () => {
    expect(found('# A\n\n| Model | F1 |\n| --- | --- |\n| tree | 0.7 |\n')).toEqual([3]);
    expect(found('# A\n\n| | tree |\n| --- | --- |\n| mAP@50 | 41.2 |\n')).toEqual([3]);
    expect(found('# A\n\n## Results\n\n| Model | IMDB |\n| --- | --- |\n| SVM | 90.8% |\n')).toEqual([5]);
    expect(found('# A\n\n## Parameters\n\n| Name | Default |\n| --- | --- |\n| dropout | 0.5 |\n')).toEqual([]);
  });
});
