import { describe, expect, it } from 'vitest';
import { type Notebook, notebook } from '../../../src/facts/notebook.ts';

function read(content: unknown): Notebook {
  const parsed = notebook.parse({
    path: 'a.ipynb',
    text: typeof content === 'string' ? content : JSON.stringify(content),
    firstLine: 1,
  });
  if (parsed === null || parsed instanceof Promise) throw new Error('expected a notebook');
  return parsed.value;
}

describe('notebook of format 4', () => {
  const value = read({
    nbformat: 4,
    metadata: { kernelspec: { name: 'python3', language: 'python' }, language_info: { name: 'python' } },
    cells: [
      { cell_type: 'markdown', source: ['# Title\n', 'text'] },
      {
        cell_type: 'code',
        execution_count: 7,
        source: 'a\r\nb',
        outputs: [
          { output_type: 'stream', name: 'stdout', text: ['ab\n', 'é'] },
          { output_type: 'display_data', data: { 'image/png': 'QUJD', 'text/plain': 'x' }, metadata: {} },
          { output_type: 'error', ename: 'ValueError', evalue: 'no', traceback: ['t'] },
        ],
      },
      { cell_type: 'raw', source: 'r' },
    ],
  });

  it('gives cells in order with their text', () => {
    expect(value.language).toBe('python');
    expect(value.nbformat).toBe(4);
    expect(value.cells.map(({ index, kind, source, executionCount }) => [index, kind, source, executionCount])).toEqual(
      [
        [0, 'markdown', '# Title\ntext', null],
        [1, 'code', 'a\nb', 7],
        [2, 'raw', 'r', null],
      ],
    );
  });

  it('measures outputs', () => {
    const [stream, image, error] = value.cells[1]?.outputs ?? [];
    expect(stream).toMatchObject({ type: 'stream', error: null, images: 0 });
    expect(stream?.bytes).toBeGreaterThanOrEqual(5);
    expect(image).toMatchObject({ type: 'display_data', images: 1 });
    expect(error).toMatchObject({ type: 'error', error: 'ValueError' });
  });
});

describe('notebook of format 3', () => {
  it('takes cells of all worksheets', () => {
    const value = read({
      nbformat: 3,
      metadata: { name: '' },
      worksheets: [
        { cells: [{ cell_type: 'heading', level: 2, source: 'Data' }] },
        {
          cells: [
            {
              cell_type: 'code',
              language: 'python',
              input: ['x = 1'],
              prompt_number: 3,
              outputs: [
                { output_type: 'pyout', png: 'QUJD', text: '1' },
                { output_type: 'pyerr', ename: 'KeyError' },
              ],
            },
          ],
        },
      ],
    });
    expect(value.cells).toMatchObject([
      { index: 0, kind: 'markdown', source: '## Data' },
      {
        index: 1,
        kind: 'code',
        source: 'x = 1',
        executionCount: 3,
        outputs: [
          { type: 'execute_result', images: 1 },
          { type: 'error', error: 'KeyError' },
        ],
      },
    ]);
  });
});

describe('what is no notebook', () => {
  it.each([
    ['', 'an empty file, not a notebook'],
    ['{', 'malformed JSON, not a notebook'],
    ['[]', 'not a notebook: no JSON object'],
    ['{"cells": 3}', 'not a notebook: it has no list of cells'],
    ['version https://git-lfs.github.com/spec/v1\noid x', 'a Git LFS pointer, not a notebook'],
    ['{\n<<<<<<< HEAD\n', 'a notebook with an unresolved merge conflict'],
  ])('is refused in words: %j', (text, message) => expect(() => read(text)).toThrow(new Error(message)));

  it('never quotes the content', () => {
    expect(() => read('{"password": hunter2}')).toThrow(/^(?!.*hunter2)/);
  });
});

describe('odd notebooks', () => {
  it('keeps places of cells that make no sense', () => {
    const value = read({
      cells: [null, 3, { cell_type: 'code', source: 5, outputs: {}, execution_count: 'x' }, { cell_type: 'code' }],
    });
    expect(
      value.cells.map(({ index, kind, source, executionCount, outputs }) => [
        index,
        kind,
        source,
        executionCount,
        outputs.length,
      ]),
    ).toEqual([
      [0, 'raw', '', null, 0],
      [1, 'raw', '', null, 0],
      [2, 'code', '', null, 0],
      [3, 'code', '', null, 0],
    ]);
  });

  it('takes nothing from prototypes', () => {
    expect(read('{"cells": [{"__proto__": {"cell_type": "code", "source": "x"}}]}').cells[0]).toMatchObject({
      kind: 'raw',
      source: '',
    });
    expect(read('{"cells": [], "metadata": {"constructor": 1}}').language).toBe('python');
  });

  it('survives lone surrogates and deep nesting', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const value = read(
      `{"cells": [{"cell_type": "code", "source": "\\ud800", "outputs": [{"output_type": "stream", "text": ${deep}}]}]}`,
    );
    expect(value.cells[0]).toMatchObject({ source: '\ud800', outputs: [{ type: 'stream', bytes: 0 }] });
  });

  it.each([
    [{ kernelspec: { name: 'ir' } }, 'r'],
    [{ kernelspec: { name: 'julia-1.9' } }, 'julia'],
    [{ language_info: { name: 'Scala' } }, 'scala'],
    [{ kernelspec: { name: 'conda-env-ml-py' } }, 'python'],
    [null, 'python'],
  ])('tells the language of %j', (metadata, language) => expect(read({ cells: [], metadata }).language).toBe(language));
});
