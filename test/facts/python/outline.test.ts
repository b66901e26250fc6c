import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pythonOutline } from '../../../src/facts/python/outline.ts';
import { python } from '../../../src/facts/python/reader.ts';
import { read } from '../support.ts';

/** `line kind qualified documented` as the scanner sees it. */
async function scanned(text: string): Promise<readonly string[]> {
  const { definitions } = (await read(pythonOutline, 'a.py', text)).value;
  const qualified = (index: number): string => {
    const { name, parent } = definitions[index] ?? { name: '', parent: -1 };
    return parent < 0 ? name : `${qualified(parent)}.${name}`;
  };
  return definitions.map(({ line, kind, documented }, index) => `${line} ${kind} ${qualified(index)} ${documented}`);
}

/** The same as the parser sees it. */
async function parsed(text: string): Promise<readonly string[]> {
  const { scopes } = (await read(python, 'a.py', text)).value;
  const qualified = (index: number): string => {
    const scope = scopes[index];
    if (scope === undefined || index === 0) return '';
    const outer = qualified(scope.parent);
    return outer === '' ? scope.name : `${outer}.${scope.name}`;
  };
  return scopes.flatMap(({ kind, at, docstring }, index) =>
    kind === 'function' || kind === 'class' ? [`${at.line} ${kind} ${qualified(index)} ${docstring}`] : [],
  );
}

const module = `"""Module.

def in_a_docstring(): pass
"""
import typing
from typing import overload

if typing.TYPE_CHECKING:
    def conditional():
        '''Doc.'''
else:
    def conditional(): return 1

TEXT = 'it''s # no comment' + "def not_here():" + """
class NorHere:
    \\"""
    '''
"""  # def comment(): "doc"

@overload
def load(path: str) -> "list[str]": ...
@overload
def load(path: bytes) -> 'list[bytes]': ...
def load(
    path,  # a comment with a quote: "
    *,
    names: dict[str, int] = {"a": 1, ')': 2},
    key=lambda row: row["def"],
) -> typing.Union[
    "list[str]",
    None,
]:
    # A comment before it.

    r"""Read."""
    def inner():
        "Nested."
        class Deep:
            pass
    return inner

class Model(
    Base,
    metaclass=Meta,
):
    x: int = 1

    def __init__(self): self.x = 1

    @property
    def size(self) -> int:
        u'Size.'
        return self.x

    @size.setter
    def size(self, value):
        self.x = value

    if x:
        async def call(self):
            f"""no docstring {self}"""
    for y in range(3):
        pass
    class Inner: "One line."
    @decorated(
        "with", by=["brackets"],
    )
    def last(self):
\t\tb"no docstring"

def 数える(x): "Doc"; return x
async \\
  def joined(): pass
class Empty: ...
`;

describe('the outline of a Python file', () => {
  it('is what the parser sees, in a file of everything that is hard', async () => {
    expect(await scanned(module)).toEqual(await parsed(module));
  });

  it('knows stubs, bases and decorators', async () => {
    const { definitions } = (await read(pythonOutline, 'a.py', module)).value;
    const named = (name: string) => definitions.filter((one) => one.name === name);
    expect(named('load').map(({ empty, decorators }) => [empty, decorators])).toEqual([
      [true, ['overload']],
      [true, ['overload']],
      [false, []],
    ]);
    expect(named('size').map(({ decorators, derived }) => [decorators, derived])).toEqual([
      [['property'], true],
      [['setter'], true],
    ]);
    expect(named('Empty')).toMatchObject([{ empty: true, derived: false }]);
    expect(named('last')).toMatchObject([{ decorators: ['decorated'], documented: false }]);
  });

  it('is what the parser sees, for programs of any shape', async () => {
    const { tree } = fc.letrec<{ tree: readonly string[] }>((tie) => ({
      tree: fc
        .array(
          fc.oneof(
            { maxDepth: 4 },
            fc.constantFrom(
              ['x = """', 'def no(): pass', '"""'],
              ["y = 'a\\'b' # 'def"],
              ['z = [', '    1, # )', '    2,', ']'],
              ['pass'],
              ['print("#")'],
              ["'''a", '  b', "'''"],
              ['f(r"\\\\", b\'"\')'],
              [''],
              ['# def c():'],
            ),
            fc
              .tuple(
                fc.constantFrom(
                  'def f(a, b=":"):',
                  'async def g(*, c: "x" = {1: 2}) -> dict[str, int]:',
                  'class C:',
                  'class D(B, k="("):',
                  'if x:',
                  'for a in b:',
                  'with open("f") as f:',
                  'while True:  # class E:',
                ),
                fc.constantFrom([], ['"""Doc."""'], ["r'Doc'"], ['# note', '"Doc"'], ['f"no"']),
                tie('tree'),
              )
              .map(([head, doc, body]) => [head, ...[...doc, ...body, 'pass'].map((line) => `    ${line}`)]),
          ),
          { maxLength: 4 },
        )
        .map((parts) => parts.flat()),
    }));
    await fc.assert(
      fc.asyncProperty(tree, fc.constantFrom('\n', '\r\n'), async (lines, end) => {
        const text = lines.join(end);
        expect(await scanned(text)).toEqual(await parsed(text));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['unclosed signatures', 'def a(\n'],
    ['unclosed strings', '"""a\n'],
    ['quotes', '"'],
    ['blanks', ' '],
    ['deep nesting', 'def a(((((((('],
    ['decorators', '@a\n'],
    ['comments in bodies', 'def a():\n#\n'],
    ['backslashes', '"\\'],
    ['definitions', 'class a:\n'],
  ])('ends with a megabyte of %s', async (_, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect((await read(pythonOutline, 'a.py', text)).value.lines).toBeGreaterThanOrEqual(0);
  });
});
