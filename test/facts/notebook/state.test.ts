import { describe, expect, it } from 'vitest';
import { notebookState } from '../../../src/facts/notebook/state.ts';
import { read } from '../support.ts';

interface Given {
  readonly type?: string;
  readonly source: string;
  readonly count?: number | null;
  readonly error?: string;
  readonly tags?: readonly string[];
  readonly text?: string;
}

async function state(cells: readonly Given[], metadata: object = {}) {
  const json = {
    metadata,
    nbformat: 4,
    nbformat_minor: 5,
    cells: cells.map(({ type = 'code', source, count = null, error, tags, text }) => ({
      cell_type: type,
      source,
      metadata: tags === undefined ? {} : { tags },
      ...(type === 'code' ? { execution_count: count } : {}),
      outputs: [
        ...(error === undefined ? [] : [{ output_type: 'error', ename: error, evalue: '', traceback: ['x'] }]),
        ...(text === undefined ? [] : [{ output_type: 'stream', name: 'stdout', text }]),
      ],
    })),
  };
  return (await read(notebookState, 'a.ipynb', JSON.stringify(json))).value;
}

const prose = (source: string): Given => ({ type: 'markdown', source });
const expected = async (cells: readonly Given[], metadata: object = {}) =>
  (await state(cells, metadata)).cells.filter(({ error }) => error !== null).map((cell) => cell.expected);

describe('what running a notebook left in it', () => {
  it('counts, outputs and lines of code', async () => {
    const cells = [
      prose('# Title'),
      { source: '%matplotlib inline\nimport numpy as np\n\n# a comment\nnp.ones(3)', count: 3, text: 'é' },
      { source: '  \n', count: 4 },
      { source: 'x', count: 0 },
    ];
    expect(await state(cells)).toMatchObject({
      language: 'python',
      lines: 3,
      outputs: 1,
      cells: [
        { index: 1, count: 3, outputs: 1, error: null },
        { index: 3, count: null, outputs: 0 },
      ],
    });
    expect((await state([{ source: 'x', text: 'a'.repeat(2_000_000) }])).bytes).toBeGreaterThan(2_000_000);
  });

  it('an error is expected where a tag, a magic or the metadata says so', async () => {
    expect(await expected([{ source: '1 / 0', error: 'ZeroDivisionError', tags: ['raises-exception'] }])).toEqual([
      true,
    ]);
    expect(await expected([{ source: '%%expect_exception TypeError\nf()', error: 'TypeError' }])).toEqual([true]);
    expect(await expected([{ source: 'f()', error: 'TypeError' }], { nbsphinx: { allow_errors: true } })).toEqual([
      true,
    ]);
    expect(await expected([{ source: 'f()', error: 'TypeError', tags: ['plot'] }])).toEqual([false]);
  });

  it('an error is expected where the words beside it speak of it', async () => {
    const failing = { source: 'a[0] = 1', error: 'TypeError' };
    expect(await expected([prose('Tuples cannot change, we get an error:'), failing])).toEqual([true]);
    expect(await expected([failing, prose('A `TypeError`, as tuples cannot change.')])).toEqual([true]);
    expect(await expected([{ ...failing, source: 'a[0] = 1  # this will not work' }])).toEqual([true]);
    expect(await expected([prose('The mean squared error is low. Error rate: 3 %'), failing])).toEqual([false]);
    expect(await expected([prose('This fails often'), { source: 'fit()', error: 'KeyboardInterrupt' }])).toEqual([
      false,
    ]);
  });

  it('an error that the author went past, in order and with prose, is a lesson', async () => {
    const lesson = (error: string, next: number) => [
      { source: 'a = ones(3)', count: 1 },
      prose('Rule 1 tells that the shapes differ.'),
      { source: 'a + b', count: 2, error },
      { source: 'a[:, None]', count: next },
    ];
    expect(await expected(lesson('ValueError', 3))).toEqual([true]);
    expect(await expected(lesson('ValueError', 9))).toEqual([false]);
    expect(await expected(lesson('FileNotFoundError', 3))).toEqual([false]);
  });

  it('names of exceptions are words', async () => {
    expect((await state([{ source: 'f()', error: 'a secret: hunter2' }])).cells[0]?.error).toBe('error');
  });

  it('an empty file is no notebook', async () => {
    expect(await notebookState.parse({ path: 'a.ipynb', text: '\n', firstLine: 1 })).toBeNull();
  });
});
