import { describe, expect, it } from 'vitest';
import { python } from '../../../src/facts/python/reader.ts';
import { moduleOf, notebookText, read } from './read.ts';

const notebookOf = (...cells: string[]) => moduleOf(notebookText(cells), 'notebooks/train.ipynb');

describe('notebooks', () => {
  it('are one module over all cells, with positions in cells', () => {
    const text = JSON.stringify({
      nbformat: 4,
      metadata: {},
      cells: [
        { cell_type: 'markdown', source: '# Title' },
        { cell_type: 'code', source: ['import pandas as pd\n', 'df = pd.read_csv("a.csv")'] },
        { cell_type: 'code', source: '\ndf.dropna()\ndf' },
      ],
    });
    const module = moduleOf(text, 'a.ipynb');
    expect(module).toMatchObject({ notebook: true, names: [], lines: 4, scopes: [{ kind: 'module' }] });
    expect(module.calls.map(({ qualified, at }) => [qualified, at])).toEqual([
      ['pandas.read_csv', { line: 2, column: 6, cell: 1 }],
      ['pandas.read_csv().dropna', { line: 2, column: 1, cell: 2 }],
    ]);
    expect(module.shown).toMatchObject([{ value: { name: 'df' }, at: { line: 3, column: 1, cell: 2 } }]);
  });

  it('keep commands and strip them from the code', () => {
    const module = notebookOf(
      '%matplotlib inline\n!pip install torch==2.1 \\\n    numpy\nimport torch',
      'files = !ls data\ntorch.load(files)\n?torch.save\ntorch.save??',
      'for x in y:\n    !echo {x}\nif a:\n    %cd ..\nelse:\n    b()',
      'pip install -q wandb',
    );
    expect(module.commands.map(({ text, at }) => [at.cell, at.line, at.column, text])).toEqual([
      [0, 1, 1, '%matplotlib inline'],
      [0, 2, 1, '!pip install torch==2.1  numpy'],
      [1, 1, 1, 'files = !ls data'],
      [1, 3, 1, '?torch.save'],
      [1, 4, 1, 'torch.save??'],
      [2, 2, 5, '!echo {x}'],
      [2, 4, 5, '%cd ..'],
      [3, 1, 1, 'pip install -q wandb'],
    ]);
    expect(module.calls.map(({ at }) => [at.cell, at.line, at.column])).toEqual([
      [1, 2, 1],
      [2, 6, 5],
    ]);
    expect(module.assignments.map(({ target }) => 'name' in target && target.name)).toEqual(['files', 'x']);
  });

  it('keep the Python of %time and %%time', () => {
    const module = notebookOf(
      '%%time\nmodel.fit(x)',
      '%time model.a(x)',
      '%timeit -n 10 -r 3 model.b(x)',
      'r = %timeit -o model.c(x)',
      '%time for x in y: model.d(x)',
      '%lprun -f helper -s model.e(x)',
    );
    expect(module.calls.map(({ callee }) => 'name' in callee && callee.name)).toEqual(['fit', 'a', 'b', 'c', 'd', 'e']);
    expect(module.calls.slice(1, 4).map(({ at }) => at.column)).toEqual([7, 20, 16]);
  });

  it('drop bodies in other languages', () => {
    const module = notebookOf(
      '%%bash\npip install torch\nls',
      '# first\n%%writefile train.py\nimport os\nos.remove("x")',
      '%%sql\nselect 1',
    );
    expect(module.calls).toEqual([]);
    expect(module.imports).toEqual([]);
    expect(module.commands.map(({ text, at }) => `${at.cell}:${at.line} ${text}`)).toEqual([
      '0:1 %%bash',
      '0:2 pip install torch',
      '0:3 ls',
      '1:2 %%writefile train.py',
      '1:3 import os',
      '1:4 os.remove("x")',
      '2:1 %%sql',
      '2:2 select 1',
    ]);
  });

  it('leave strings, brackets and operators alone', () => {
    const module = notebookOf('x = """\n%s\n!no\n"""\ny = (a\n     % b)\nz = a \\\n  % f()\nw = "50%" != c # ok?\n');
    expect(module.commands).toEqual([]);
    expect(module.strings.map(({ value }) => value)).toEqual(['\n%s\n!no\n', '50%']);
    expect(module.calls).toHaveLength(1);
  });

  it('lose only the bad cell', () => {
    const { module, gaps } = read(notebookText(['import a', 'a.one(', 'a.two()']), 'x.ipynb');
    expect(module.calls.map(({ qualified }) => qualified)).toEqual(['a.two']);
    expect(gaps).toEqual([{ reason: 'a bracket is never closed in cell 2', line: 1, text: 'a.one(' }]);
  });

  it('resolve names by the order of cells', () => {
    const module = notebookOf('from a import A, B\nm = A()\nm.f()', 'm = B()', 'm.f()');
    expect(module.calls.map(({ qualified }) => qualified)).toEqual(['a.A', 'a.A().f', 'a.B', 'a.B().f']);
  });

  it('in another language are no Python', () => {
    const parse = (metadata: unknown) =>
      python.parse({ path: 'a.ipynb', text: notebookText(['x <- 1'], metadata), firstLine: 1 });
    expect(parse({ kernelspec: { name: 'ir', language: 'R' } })).toBeNull();
    expect(parse({ language_info: { name: 'julia' } })).toBeNull();
    expect(parse({})).not.toBeNull();
  });
});

describe('the reader', () => {
  it('takes Python files and notebooks, each under its cap', () => {
    const cap = python.cap as (path: string) => string;
    expect(['a.py', 'A.PYW', 'b/c.ipynb', 'a.pyc', 'py', 'a.pyi'].map((path) => python.matches(path))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([cap('a.py'), cap('b.ipynb')]).toEqual(['text', 'notebook']);
  });
});
