import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notebook } from '../../../src/facts/notebook.ts';
import { python } from '../../../src/facts/python/reader.ts';
import { notebookText } from './read.ts';

const FRAGMENTS = [
  ...'()[]{}:;,.@=+-*%!?$`\\"\'#\n',
  '\n  ',
  '\n\t',
  '"""',
  "f'{",
  'f"""{x!r:{y}}"""',
  'def f(',
  'class A(B):\n',
  'self.x = ',
  'import a.b as c\n',
  'from . import *\n',
  'if x:\n  ',
  'elif ',
  'else:',
  'try:\n ',
  'except E as e:\n ',
  'with a as b:',
  'for x in y:',
  'lambda ',
  'yield ',
  'await ',
  'async ',
  'match x:\n  case ',
  'global x\n',
  'nonlocal x\n',
  'x := ',
  'print "a"',
  '0x',
  '\\N{',
  '__proto__',
  'constructor',
  '\ud800',
  '\0',
  '\u2028',
];
const source = fc.oneof(
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('any text at all', () => {
  it('is read as Python without throwing', () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(python.parse({ path: 'a.py', text, firstLine: 1 })).toMatchObject({ value: { path: 'a.py' } });
      }),
      { numRuns: 1500 },
    );
  });

  it('is read as a cell without throwing, whatever the shell', () => {
    fc.assert(
      fc.property(
        source,
        fc.constantFrom('', '%%time\n', '%%bash\n', '!', 'x = !', '%timeit -n 1 ', '  %'),
        (text, before) => {
          const cells = notebookText(['import a', before + text]);
          expect(python.parse({ path: 'a.ipynb', text: cells, firstLine: 1 })).not.toBeNull();
        },
      ),
      { numRuns: 800 },
    );
  });

  it('throws nothing but an Error as a notebook', () => {
    const wild = fc.oneof(
      fc.string(),
      fc.json(),
      fc.anything().map((value) => JSON.stringify({ cells: value, metadata: value, worksheets: value }) ?? ''),
    );
    fc.assert(
      fc.property(wild, (text) => {
        for (const reader of [python, notebook]) {
          try {
            reader.parse({ path: 'a.ipynb', text, firstLine: 1 });
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
            expect((error as Error).name).toBe('Error');
            expect((error as Error).message).toMatch(/notebook/);
          }
        }
      }),
      { numRuns: 800 },
    );
  });
});

describe('hostile files', () => {
  const many = (unit: string) => unit.repeat(Math.floor(400_000 / unit.length));
  it.each([
    ['brackets', many('(')],
    ['one long line', `x = "${many('a')}"`],
    ['a long sum', `x = ${many('a+')}a`],
    ['quotes', many('"""')],
    ['blank lines', many('\n')],
    ['a long dotted import', `import ${many('a.')}a`],
    ['many except clauses', `try: pass\n${many('except: pass\n')}`],
    ['many assignments to one name', many('x = x.f()\n')],
    ['many open brackets', many('f(\nx = 1\n')],
    ['long elif chains', `if a: pass\n${many('elif a: pass\n')}`],
    [
      'classes that inherit from all before',
      `${Array.from({ length: 300 }, (_, index) => `class C${index}(${Array.from({ length: index }, (_, base) => `C${base}`).join(', ')}): pass\n`).join('')}c = C299()\n${'c.f()\n'.repeat(5000)}`,
    ],
    ['star imports and unknown names', `${'from m import *\n'.repeat(10_000)}${'f()\n'.repeat(50_000)}`],
    ['attributes that hang on each other', `class A:\n def f(self):\n${'  self.x = self.x.y()\n'.repeat(20_000)}`],
  ])(
    'ends with %s',
    (_, text) => {
      expect(python.parse({ path: 'a.py', text, firstLine: 1 })).not.toBeNull();
      expect(python.parse({ path: 'a.ipynb', text: notebookText([text]), firstLine: 1 })).not.toBeNull();
    },
    60_000,
  );
});
