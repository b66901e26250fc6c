import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/facts/markdown.ts';
import { read } from './support.ts';

describe('reStructuredText', () => {
  const text = `=====
Churn
=====

.. image:: https://ci/badge.svg
   :alt: build

Predicts who *leaves*, see the \`paper <https://example.org/p>\`_ and Kaggle_,
with \`\`train.py\`\` and :class:\`Model\`.

.. _Kaggle: https://kaggle.com/x

Install
-------

Run this::

    pip install .

    make

.. code-block:: python
   :linenos:

   import churn

1. First step
2. Second step goes
   on here

.. note:: Needs a GPU.

.. a comment
   about bias

=======  ====
Model    AUC
=======  ====
GBM      0.93
=======  ====

Notes
~~~~~

+------+-----+
| Name | F1  |
+======+=====+
| tiny | 0.7 |
+------+-----+

>>> churn.train()
1
`;

  it('gives the same shape', async () => {
    const { value } = await read(markdown, 'README.rst', text);
    expect(value.headings).toEqual([
      { depth: 1, text: 'Churn', line: 2 },
      { depth: 2, text: 'Install', line: 13 },
      { depth: 3, text: 'Notes', line: 42 },
    ]);
    expect(
      value.paragraphs.filter(({ kind }) => kind !== 'cell').map(({ kind, text, line }) => [kind, text, line]),
    ).toEqual([
      ['text', 'Predicts who leaves, see the paper and Kaggle, with train.py and Model.', 8],
      ['text', 'Run this:', 16],
      ['item', 'First step', 27],
      ['item', 'Second step goes on here', 28],
      ['text', 'Needs a GPU.', 31],
    ]);
    expect(value.code.map(({ language, text, line }) => [language, text, line])).toEqual([
      [null, 'pip install .\n\nmake', 18],
      ['python', 'import churn', 25],
      ['python', '>>> churn.train()\n1', 51],
    ]);
    expect(value.links.map(({ url, text, line, image }) => [url, text, line, image])).toEqual([
      ['https://ci/badge.svg', 'build', 5, true],
      ['https://example.org/p', 'paper', 8, false],
      ['https://kaggle.com/x', 'Kaggle', 8, false],
    ]);
    expect(value.tables.map(({ line, rows }) => [line, rows])).toEqual([
      [
        36,
        [
          ['Model', 'AUC'],
          ['GBM', '0.93'],
        ],
      ],
      [
        45,
        [
          ['Name', 'F1'],
          ['tiny', '0.7'],
        ],
      ],
    ]);
  });
});
