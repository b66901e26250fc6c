import type { Confidence, Facts, Need, Position } from '../model.ts';
import { memo } from './memo.ts';
import type { Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** A comparison with not-a-number, which is the same whatever is compared. */
export interface NanComparison {
  readonly path: string;
  readonly at: Position;
  readonly operator: string;
  readonly confidence: Confidence;
}

const operators = ['== ', '!= ', '==', '!=', 'is ', 'is not '];
const nouns = [
  'np.nan',
  'np.NaN',
  'np.NAN',
  'numpy.nan',
  'math.nan',
  'pd.NA',
  'pd.NaT',
  'nan',
  'torch.nan',
  'float("nan")',
  "float('nan')",
  'float("NaN")',
  "float('NaN')",
];

export const nanNeed: Need = {
  reader: python,
  needles: [
    ...operators.flatMap((operator) => nouns.map((noun) => operator + noun)),
    ...nouns.filter((noun) => noun !== 'nan').flatMap((noun) => [`${noun} ==`, `${noun} !=`]),
  ],
};

const nan = /^(?:numpy|math|torch|jax\.numpy|cupy|cmath)\.(?:nan|NaN|NAN)$|^pandas\.(?:NA|NaT)$/;
/** In whose expressions NaN equals NaN. */
const equal = /^(?:polars|pyspark|duckdb|sqlalchemy|ibis)(?:\.|$)/;

/** Comparisons of the view with NaN, in order. */
export const nanComparisonsOf: (facts: Facts) => readonly NanComparison[] = memo((facts) =>
  Object.freeze(facts.documents(python).flatMap(({ value }) => comparisonsIn(value))),
);

function comparisonsIn(module: Module): NanComparison[] {
  return module.comparisons.flatMap(({ operator, left, right, at }): NanComparison[] => {
    if (!/^(?:==|!=|is|is not)$/.test(operator)) return [];
    const sides = [left, right].filter((one) => isNan(one, module));
    if (sides.length === 0) return [];
    const identity = operator.startsWith('is');
    const other = [left, right].find((one) => !isNan(one, module));
    if (other !== undefined && equal.test(qualifiedOf(other, module) ?? '')) return [];
    // Where such columns are about, nobody can tell whose an expression is.
    const unsure = module.imports.some(({ module: from }) => equal.test(from)) && other !== undefined;
    // A notebook that compares NaN with itself shows what it is.
    const shown = other === undefined && module.notebook;
    return [{ path: module.path, at, operator, confidence: identity || unsure || shown ? 'hint' : 'certain' }];
  });
}

function isNan(expression: Expression, module: Module): boolean {
  if (expression.kind === 'name') return expression.qualified !== null && nan.test(expression.qualified);
  if (expression.kind === 'attribute') {
    if (expression.qualified !== null) return nan.test(expression.qualified);
    const { base, name } = expression;
    return base.kind === 'name' && base.qualified === null && /^(?:np|numpy)$/.test(base.name) && /^nan$/i.test(name);
  }
  if (expression.kind !== 'call') return false;
  const call = module.calls[expression.call];
  const value = call?.arguments[0]?.value;
  return (
    /^(?:float|numpy\.float\d*)$/.test(call?.qualified ?? '') &&
    value?.kind === 'string' &&
    /^[+-]?nan$/i.test(value.value)
  );
}

function qualifiedOf(expression: Expression, module: Module): string | null {
  if (expression.kind === 'name' || expression.kind === 'attribute') return expression.qualified;
  if (expression.kind === 'subscript') return qualifiedOf(expression.base, module);
  return expression.kind === 'call' ? (module.calls[expression.call]?.qualified ?? null) : null;
}
