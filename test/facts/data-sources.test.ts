import { describe, expect, it } from 'vitest';
import { originIn, sourceOf } from '../../src/facts/data-sources.ts';
import { readMarkdown } from '../../src/facts/markdown.ts';

describe('where data comes from', () => {
  it.each([
    'We use the Telco Customer Churn dataset.',
    'The data was collected by the city of Ghent between 2019 and 2021.',
    'Images were labelled by us; the dataset is available on request from the authors.',
    'Download the data and unpack it into `data/`.',
    'All records are synthetic data made by `generate.py`.',
    'Run `dvc pull` first.',
    'Source: https://archive.ics.uci.edu/dataset/2/adult',
    'Trained on CIFAR-10, a dataset of small pictures.',
  ])('is told by: %s', (text) => {
    expect(originIn(text)).not.toBeNull();
  });

  it.each([
    'The data is loaded from the CSV file and split into train and test data.',
    'Data is read from `data/train.csv`.',
    'The Training Dataset has 400 rows; the Test Dataset has 100.',
    'Our Custom Dataset class reads pictures.',
    'A web application that predicts customer churn using a machine learning model.',
    'Download the model from the release page.',
  ])('is not told by: %s', (text) => {
    expect(originIn(text)).toBeNull();
  });

  it('takes a link for a source where data is spoken of, unless it leads to a tool or into the repository', () => {
    const at = (text: string) => sourceOf(readMarkdown(text).value)?.line ?? null;
    expect(at('# Net\n\n## Data\nSee [the archive](https://example.net/archive).\n')).toBe(4);
    expect(at('# Net\n\n## Data\nVersioned with [DVC](https://dvc.org/doc).\n')).toBeNull();
    expect(at('# Net\n\n## Data\nSee [the table](data/table.csv).\n')).toBeNull();
    expect(at('# Net\n\n## Authors\n[Ada](https://example.net/ada)\n')).toBeNull();
  });
});
