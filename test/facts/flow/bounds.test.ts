import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flawsIn } from '../../../src/facts/flow/flaws.ts';
import { Leaks } from '../../../src/facts/flow/leaks.ts';
import { Machine } from '../../../src/facts/flow/machine.ts';
import { Repository } from '../../../src/facts/flow/repository.ts';
import { python } from '../../../src/facts/python/reader.ts';
import { read } from '../support.ts';

const name = fc.constantFrom('X', 'y', 'df', 'f', 'g', 'self', 'model', 'scaler', 'X_train', 'X_test', 'kf');
const expression: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    name,
    fc.constantFrom('StandardScaler()', 'SVC()', 'KFold()', 'pd.read_csv("a.csv")', '3', '"a"', 'None', 'True'),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom(
          'fit',
          'fit_transform',
          'transform',
          'predict',
          'score',
          'split',
          'drop',
          'mean',
          'sample',
          'loc',
          'append',
        ),
        tie('expression'),
      )
      .map(([base, method, argument]) => `${base}.${method}(${argument})`),
    fc.tuple(tie('expression'), tie('expression')).map(([base, index]) => `${base}[${index}]`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `${a}[${b}:]`),
    fc
      .tuple(name, tie('expression'))
      .map(([called, argument]) => `${called}(${argument}, *${argument}, k=${argument})`),
    fc
      .tuple(tie('expression'), name, tie('expression'))
      .map(([element, variable, source]) => `[${element} for ${variable} in ${source}]`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `train_test_split(${a}, ${b})`),
    fc.tuple(name, tie('expression')).map(([parameter, body]) => `(lambda ${parameter}: ${body})`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} if ${b} else ${a})`),
  ),
})).expression;
const simple = fc.oneof(
  expression,
  fc.tuple(name, expression).map(([target, value]) => `${target} = ${value}`),
  fc.tuple(name, name, expression).map(([a, b, value]) => `${a}, ${b} = ${value}`),
  fc.tuple(name, expression, expression).map(([target, index, value]) => `${target}[${index}] = ${value}`),
  fc.tuple(name, expression).map(([target, value]) => `self.${target} = ${value}`),
);
const block = fc
  .tuple(
    fc.oneof(
      fc.tuple(name, name).map(([called, parameter]) => `def ${called}(self, ${parameter}):`),
      name.map((called) => `class ${called}:`),
      expression.map((test) => `if ${test}:`),
      fc.tuple(name, expression).map(([variable, source]) => `for ${variable} in ${source}:`),
      expression.map((source) => `with ${source} as X:`),
    ),
    fc.array(simple, { minLength: 1, maxLength: 4 }),
  )
  .map(([header, body]) => `${header}\n${body.map((line) => `    ${line}\n`).join('')}    return X\n`);
const program = fc
  .array(fc.oneof(simple, block), { maxLength: 14 })
  .map(
    (parts) =>
      `import pandas as pd\nfrom sklearn.model_selection import train_test_split, KFold\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\n${parts.join('\n')}\n`,
  );

describe('arbitrary programs', () => {
  it('neither throw nor take more than the steps that they are given', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (text) => {
        const { value } = await read(python, 'a.py', text);
        expect(Array.isArray(flawsIn([value]))).toBe(true);
        const machine = new Machine(new Repository([value]), new Leaks(), 50, 60);
        machine.bounded(() => machine.moduleNames(value));
        expect(machine.bounded(() => machine.step())).toBeTypeOf('boolean');
      }),
      { numRuns: 300 },
    );
  });

  it('that call each other without end come to one', async () => {
    const calls = Array.from(
      { length: 40 },
      (_, index) => `    X = f${(index + 1) % 40}(X)\n    X = f${(index + 7) % 40}(X)\n`,
    );
    const text = `from sklearn.preprocessing import StandardScaler\n${calls
      .map((body, index) => `def f${index}(X):\n${body}    return StandardScaler().fit_transform(X)\n`)
      .join('')}f0(X)\n`;
    const { value } = await read(python, 'a.py', text);
    expect(flawsIn([value])).toEqual([]);
  });

  it('of ten thousand lines are read as far as the steps reach', async () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, index) => `X${index} = StandardScaler().fit_transform(X${index - 1}).copy()`,
    );
    const { value } = await read(
      python,
      'a.py',
      `from sklearn.preprocessing import StandardScaler\nX = 1\n${lines.join('\n')}\n`,
    );
    expect(flawsIn([value])).toEqual([]);
  });
});
