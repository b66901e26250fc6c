import { describe, expect, it } from 'vitest';
import { called, read } from './read.ts';

describe('files with syntax errors', () => {
  it('reads on after a bracket that is never closed', () => {
    const source = `
import torch

def first():
    torch.first()

x = torch.tensor([1, 2

def second():
    torch.second()
    torch.inner(
    torch.after()

class Net:
    def forward(self):
        torch.third()
`;
    expect(called(source)).toEqual(
      expect.arrayContaining(['torch.first', 'torch.second', 'torch.after', 'torch.third']),
    );
    const { gaps } = read(source);
    expect(gaps.map(({ line, text }) => [line, text.trim()])).toEqual([
      [7, 'x = torch.tensor([1, 2'],
      [11, 'torch.inner('],
    ]);
    expect(gaps[0]?.reason).toBe('a bracket is never closed');
  });

  it('reads on after a string that is never closed', () => {
    const { module, gaps } = read('import a\na.one()\nx = """open\n\ndef f():\n    a.two()\n');
    expect(module.calls.map(({ qualified }) => qualified)).toEqual(['a.one', 'a.two']);
    expect(gaps).toEqual([{ reason: 'a string is never closed', line: 3, text: 'x = """open' }]);
  });

  it('does not cut strings that go on at the margin', () => {
    const { module } = read(
      'import a\na.run("""\nselect x\nfrom y\n""")\nz = a.f(1\n\ndef g():\n    a.h("""\nimport b\n""")\n',
    );
    expect(module.calls.map(({ qualified }) => qualified)).toEqual(['a.run', 'a.h']);
    expect(module.imports).toHaveLength(1);
  });

  it('reads Python 2 without a gap', () => {
    const source = `
import pandas as pd
print "rows: %d" % len(pd.read_csv("a.csv"))
try:
    print >>log, pd.x(), 0777, ur"x"
except IOError, e:
    exec code
    print \`e\`
`;
    const { module, gaps } = read(source);
    expect(module.calls.map(({ qualified }) => qualified)).toEqual(
      expect.arrayContaining(['len', 'pandas.read_csv', 'pandas.x']),
    );
    expect(gaps.filter(({ text }) => text.includes('pd'))).toEqual([]);
  });

  it('says what was skipped on a bad line', () => {
    const { module, gaps } = read('import a\na.one()\n$ pip install torch==1.0\nraise E, a.lost()\na.two()\n');
    expect(module.calls.map(({ qualified }) => qualified)).toEqual(expect.arrayContaining(['a.one', 'a.two']));
    expect(gaps.map(({ text }) => text).join('\n')).toContain('pip install torch');
    expect(gaps[0]?.line).toBe(3);
  });

  it('gives up only on the block that is nested too deeply', () => {
    const { module, gaps } = read(`import a\na.one()\nx = ${'('.repeat(60_000)}\ndef f():\n    a.two()\n`);
    expect(module.calls.map(({ qualified }) => qualified)).toEqual(['a.one', 'a.two']);
    expect(gaps.map(({ line }) => line)).toEqual([3]);
    expect(gaps[0]?.reason).toContain('nested too deeply');
  });

  it('reads long sums as far as they are understood, and says so', () => {
    const { module, gaps } = read(
      `x = ${Array.from({ length: 400 }, (_, index) => `f${index}()`).join(' + ')}\ny = g()`,
    );
    expect(module.calls.at(-1)?.callee).toMatchObject({ name: 'g' });
    expect(gaps).toHaveLength(1);
  });

  it('reads nothing of nothing', () => {
    expect(read('').module).toMatchObject({ calls: [], lines: 0, docstring: false });
    expect(read('# only\n\n   # comments').module.lines).toBe(0);
  });
});
