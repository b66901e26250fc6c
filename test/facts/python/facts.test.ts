import { describe, expect, it } from 'vitest';
import { callOf, moduleOf, show } from './read.ts';

const TRAIN = `"""Trains the churn model."""
import torch
from churn.data import load

EPOCHS = -3


@torch.compile(mode="fast")
async def train(net, *args, lr: float = 1e-3, **options):
    """Docs."""
    with torch.no_grad(), open("log.txt") as log:
        for epoch, batch in enumerate(load(f"/data/{epoch}/x" "y")):
            if 0 < epoch <= EPOCHS:
                net.fit(batch, *args, epochs=3, **options)
            elif epoch == 2:
                await net.stop()
            else:
                raise ValueError("no")
    return [x.item() for x in batch if x], lambda y: y.z()


class Trainer(Base, metaclass=Meta):
    size: int = 3

    def run(self):
        while self.more():
            self.total += 1
        assert self.total, "none"


if __name__ == "__main__":
    train(1)
    model
`;

describe('facts of a module', () => {
  const module = moduleOf(TRAIN);

  it('describes itself', () => {
    expect(module.docstring).toBe(true);
    expect(module.main).toBe(true);
    expect(module.notebook).toBe(false);
    expect(module.lines).toBe(25);
  });

  it('lists scopes', () => {
    expect(
      module.scopes.map(({ kind, qualified, parent, at, endLine }) => [kind, qualified, parent, at.line, endLine]),
    ).toEqual([
      ['module', '', -1, 1, 33],
      ['function', 'train', 0, 9, 19],
      ['comprehension', 'train.<comprehension>', 1, 19, 19],
      ['lambda', 'train.<lambda>', 1, 19, 19],
      ['class', 'Trainer', 0, 22, 28],
      ['function', 'Trainer.run', 4, 25, 28],
    ]);
    const [, train, , , trainer] = module.scopes;
    expect(train).toMatchObject({ async: true, docstring: true, name: 'train' });
    expect(train?.parameters.map(({ name, annotation, kind }) => [name, annotation, kind])).toEqual([
      ['net', null, 'normal'],
      ['args', null, 'args'],
      ['lr', 'float', 'normal'],
      ['options', null, 'kwargs'],
    ]);
    expect(train?.parameters.map((one) => show(one.default))).toEqual(['', '', '0.001', '']);
    expect(train?.decorators.map(show)).toEqual(['call 0']);
    expect(trainer?.bases.map(show)).toEqual(['Base']);
  });

  it('nests blocks', () => {
    expect(
      module.blocks.map(({ kind, parent, scope, at, test }) => [kind, parent, scope, at.line, show(test)]),
    ).toEqual([
      ['with', -1, 1, 11, 'call 1'],
      ['with', 0, 1, 11, 'call 2'],
      ['for', 1, 1, 12, 'call 4'],
      ['if', 2, 1, 13, '(< 0 (<= epoch EPOCHS))'],
      ['else', 2, 1, 15, '(== epoch 2)'],
      ['else', 2, 1, 17, ''],
      ['while', -1, 5, 26, 'call 10'],
      ['if', -1, 0, 31, '(== __name__ "__main__")'],
    ]);
  });

  it('keeps arguments of calls, and where they stand', () => {
    const fit = module.calls[5];
    expect(fit?.arguments.map(({ star, value }) => star + show(value))).toEqual(['batch', '*args', '**options']);
    expect(fit?.keywords.map(({ name, value }) => `${name}=${show(value)}`)).toEqual(['epochs=3']);
    expect(fit).toMatchObject({ index: 5, at: { line: 14, column: 17 }, scope: 1, block: 3, statement: true });
    expect(module.calls[6]).toMatchObject({ at: { line: 16, column: 23 }, statement: true, block: 4 });
    expect(callOf(module, '.train')).toMatchObject({ scope: 0, block: 7, statement: true });
  });

  it('lists assignments of every kind', () => {
    const seen = module.assignments.map(({ target, value, kind, scope }) => [kind, show(target), show(value), scope]);
    expect(seen).toEqual([
      ['plain', 'EPOCHS', '-3', 0],
      ['with', 'log', 'call 2', 1],
      ['loop', 'tuple(epoch, batch)', 'call 4', 1],
      ['loop', 'x', 'batch', 2],
      ['annotated', 'size', '3', 4],
      ['augmented', 'self.total', '1', 5],
    ]);
  });

  it('lists strings without docstrings, returns, asserts, comparisons and what is shown', () => {
    expect(module.strings.map(({ value, formatted }) => (formatted ? `f ${value}` : value))).toEqual([
      'fast',
      'log.txt',
      'f /data/{}/xy',
      'no',
      'none',
      '__main__',
    ]);
    expect(module.returns.map(({ value, scope }) => [show(value), scope])).toEqual([
      ['tuple(<comprehension call 8 batch x>, <lambda call 9>)', 1],
    ]);
    expect(module.asserts.map(({ test }) => show(test))).toEqual(['self.total']);
    expect(module.comparisons.map(({ operator, left, right }) => `${show(left)} ${operator} ${show(right)}`)).toEqual([
      '0 < epoch',
      'epoch <= EPOCHS',
      'epoch == 2',
      '__name__ == "__main__"',
    ]);
    expect(module.shown.map(({ value }) => show(value))).toEqual(['model']);
  });
});

describe('expressions', () => {
  const value = (source: string) => show(moduleOf(`x = ${source}`).assignments.at(-1)?.value ?? null);
  it.each([
    ['{"a": 1, **rest}', '{"a": 1, **: rest}'],
    ['data[1:, -1]', 'data[1::, -1]'],
    ['a if b else None', '<conditional a b null>'],
    ['not a and b', '(and (not a) b)'],
    ['{k: v for k, v in d}', '<comprehension k v d>'],
    ['(yield a)', '<yield a>'],
    ['[*a, ...]', 'list(<unpack a>, ...)'],
    ['{1, 0x10, 1_000, 2.5}', 'set(1, 16, 1000, 2.5)'],
    ['b"x" b"y"', '"xy"'],
    ['"\\u00e9\\n"', '"é\\n"'],
    ['a @ b // c', '(// (@ a b) c)'],
    ['a is not b', '(is not a b)'],
  ])('reads %s', (source, shape) => expect(value(source)).toBe(shape));

  it('reads chained and unpacked assignments in order', () => {
    const { assignments } = moduleOf('a = b = c, (d, *e) = f()');
    expect(assignments.map(({ target, value }) => `${show(target)} = ${show(value)}`)).toEqual([
      'a = call 0',
      'b = call 0',
      'tuple(c, tuple(d, <unpack e>)) = call 0',
    ]);
  });

  it('gives what an attribute names when it is set', () => {
    const { assignments } = moduleOf('import torch\ntorch.backends.cudnn.deterministic = True');
    expect(assignments[0]?.target).toMatchObject({ qualified: 'torch.backends.cudnn.deterministic' });
  });

  it('reads match statements', () => {
    const module = moduleOf(
      'match kind():\n    case {"a": x, **rest} if ok(x): f(x)\n    case Net(y) | [y, *_]: pass\n    case _: pass',
    );
    expect(module.assignments.map(({ target }) => show(target))).toEqual(['x', 'rest', 'y', 'y']);
    expect(module.blocks.map(({ kind }) => kind)).toEqual(['match', 'match', 'match']);
    expect(module.calls).toHaveLength(3);
  });

  it('reads try statements', () => {
    const { blocks } = moduleOf('try:\n    a()\nexcept E as e:\n    b()\nelse:\n    c()\nfinally:\n    d()');
    expect(blocks.map(({ kind, test }) => `${kind} ${show(test)}`)).toEqual(['try ', 'except E', 'else ', 'finally ']);
  });

  it('counts columns in parentheses and over line breaks of every kind', () => {
    const { calls } = moduleOf('x = (\r\n  df.a()\r\n    .b()\r\n)\ry(é, z())');
    expect(calls.map(({ at }) => [at.line, at.column])).toEqual([
      [2, 3],
      [2, 3],
      [5, 6],
      [5, 1],
    ]);
  });
});
