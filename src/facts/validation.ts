import type { Facts, Need, Position } from '../model.ts';
import { memo } from './memo.ts';
import { api } from './python/api.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';
import { touches } from './python/touches.ts';

/** A place where code of the repository itself checks data: its columns, types, missing values or ranges. */
export interface DataCheck {
  readonly path: string;
  readonly at: Position;
  /** It stands in something that is named for it: `validate_schema`, `DataValidation`, `checks.py`. */
  readonly named: boolean;
}

/** Code that raises or asserts, and looks at what only frames have; and what is named for checking data. */
export const checkNeed: Need = {
  reader: python,
  needles: [
    '.columns&&raise ', '.columns&&assert ', '.dtypes&&raise ', '.dtypes&&assert ', '.isnull()&&raise ', '.isnull()&&assert ', '.isna()&&raise ', '.isna()&&assert ', '.duplicated(&&raise ', '.duplicated(&&assert ',
    'alidat&&.columns', 'alidat&&.dtypes', 'alidat&&.isnull()', 'alidat&&.isna()', 'alidat&&schema', 'alidat&&Schema', 'alidat&&pydantic&&to_dict', 'check_&&.columns', 'check_&&.isnull()', 'check_&&.isna()', 'check_&&.dtypes',
  ],
}; // biome-ignore format: a table

const strong = new Set([
  'columns',
  'dtypes',
  'isnull',
  'isna',
  'notnull',
  'notna',
  'duplicated',
  'is_unique',
  'null_count',
]);
const sizes = new Set(['shape']);
/** What turns a frame into rows that a schema can take. */
const rows = new Set(['to_dict', 'iterrows', 'itertuples', 'DictReader', 'to_dicts']);
const framed = /^(?:pandas|polars|pyspark|dask|modin|cudf|geopandas|datasets)\b/;
const checking =
  /(?:^|_)(?:validat\w*|check\w*|verif\w*|schema\w*|quality|sanity|expectations?|integrity|health|assert\w*|ensure\w*|drift)(?:_|$)/;
const aboutData =
  /(?:^|_)(?:data\w*|df|frame|columns?|cols|schema\w*|types?|dtypes?|rows?|nulls?|missing|values?|ranges?|features?|inputs?|raw|csv|file|quality|duplicates?|drift|target|labels?|distribution\w*|split\w*|batch)(?:_|$)/;
/** A request to an API is checked elsewhere. */
const request =
  /request|payload|token|user|auth|form|email|password|url|config|model_card|cross_validat|args?$|device|checkpoint|response/;

/** Every place where own code checks data; in tests only what asserts on data that was read, not made up. */
export const checksOf: (facts: Facts) => readonly DataCheck[] = memo((facts) =>
  Object.freeze(
    facts
      .documents(python)
      .flatMap(({ path, value }) => (facts.place(path) === 'tests' ? checksInTests(value) : checksIn(value))),
  ),
);

const reading = api([
  'pandas.read_*',
  'polars.read_*',
  'polars.scan_*',
  'pyspark.sql.**.read.*',
  'dask.dataframe.read_*',
]);
const asserted = new Set([...strong, 'shape', 'between', 'nunique', 'unique', 'empty']);

function checksInTests(module: Module): DataCheck[] {
  const reads = module.calls.some(
    ({ qualified, arguments: [first] }) =>
      qualified !== null && reading.matches(qualified) && first !== undefined && isPath(first.value),
  );
  if (!reads) return [];
  return module.asserts
    .filter(({ test }) => touches(test, module, asserted))
    .map(({ at }) => ({ path: module.path, at, named: true }));
}

/** A path that is written down or kept in a constant, rather than one of a temporary folder or a buffer. */
function isPath(expression: Expression): boolean {
  if (expression.kind === 'string') return !expression.value.includes('\n');
  if (expression.kind === 'name') return /^[A-Z_\d]+$/.test(expression.name);
  return (
    expression.kind === 'attribute' && /path|file|data|csv/i.test(expression.name) && !/tmp|temp/i.test(expression.name)
  );
}

/** Statements and functions of one module that are looked at. */
const most = 300;

function checksIn(module: Module): DataCheck[] {
  if (!module.imports.some((one) => framed.test(one.module))) return [];
  const found: DataCheck[] = [];
  const file = spelled(module.path.slice(module.path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''));
  const seen = new Set<number>();
  const add = (scope: number, at: Position): void => {
    const top = functionOf(module, scope);
    if (seen.has(top) && top !== 0) return;
    seen.add(top);
    found.push({ path: module.path, at, named: isNamed(module, top, file) });
  };
  for (const { test, at, scope } of module.asserts) if (touches(test, module, strong)) add(scope, at);
  for (const call of module.calls.filter(raises).slice(0, most)) {
    if (dependsOnFrame(module, call)) add(call.scope, call.at);
  }
  // What is named for checking and looks at the frame reports by what it returns, writes or logs.
  let left = most;
  for (const [index, scope] of module.scopes.entries()) {
    if (scope.kind !== 'function' || seen.has(index) || !isNamed(module, index, file)) continue;
    left -= 1;
    if (left < 0) break;
    const looked = looksAt(module, index);
    if (looked.strong && looked.decides) add(index, scope.at);
  }
  return found;
}

/** Named by its own name, with what it is about, or by its class or file. */
function isNamed(module: Module, index: number, file: string): boolean {
  const names: string[] = [];
  for (let at = index; at > 0; at = module.scopes[at]?.parent ?? 0) names.push(spelled(module.scopes[at]?.name ?? ''));
  names.push(file);
  return names.some(
    (name) =>
      checking.test(name) &&
      !request.test(name) &&
      (aboutData.test(name) || names.some((other) => other !== name && aboutData.test(other))),
  );
}

function spelled(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.\s]/g, '_')
    .toLowerCase();
}

function raises({ callee }: Call): boolean {
  const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  return /(?:Error|Exception|Invalid\w*)$/.test(name) || (name === 'exit' && callee.kind === 'attribute');
}

/** An `if` around it asks for something of a frame, itself or by a name that was assigned from it. */
function dependsOnFrame(module: Module, call: Call): boolean {
  const scope = functionOf(module, call.scope);
  for (let at = call.block, turn = 0; at >= 0 && turn < 20; at = module.blocks[at]?.parent ?? -1, turn += 1) {
    const block = module.blocks[at];
    if (
      block === undefined ||
      block.test === null ||
      (block.kind !== 'if' && block.kind !== 'else' && block.kind !== 'for')
    )
      continue;
    if (touches(block.test, module, strong)) return true;
    for (const name of namesIn(block.test, 0).slice(0, 5)) {
      const from = module.assignments.some(
        ({ target, value, scope: where }) =>
          target.kind === 'name' &&
          target.name === name &&
          functionOf(module, where) === scope &&
          touches(value, module, strong),
      );
      if (from) return true;
    }
  }
  return false;
}

function looksAt(module: Module, index: number): { strong: boolean; decides: boolean } {
  const inside = (scope: number): boolean => functionOf(module, scope) === index;
  const parts = [
    ...module.assignments.filter(({ scope }) => inside(scope)).map(({ value }) => value),
    ...module.blocks.filter(({ scope }) => inside(scope)).flatMap(({ test }) => (test === null ? [] : [test])),
    ...module.returns.filter(({ scope }) => inside(scope)).flatMap(({ value }) => (value === null ? [] : [value])),
    ...module.calls.filter(({ scope }) => inside(scope)).map(({ callee }) => callee),
  ];
  const decides =
    module.blocks.some(({ scope, kind }) => kind === 'if' && inside(scope)) ||
    module.returns.some(({ scope, value }) => inside(scope) && value?.kind === 'operation');
  // The size of the frame held against what is expected of it.
  const sized = module.blocks.some(
    ({ scope, kind, test }) =>
      kind === 'if' && inside(scope) && test?.kind === 'operation' && touches(test, module, sizes),
  );
  const modelled = module.imports.some((one) => one.module.startsWith('pydantic'));
  const byRow = modelled && parts.some((part) => touches(part, module, rows));
  return {
    strong: byRow || sized || parts.some((part) => touches(part, module, strong)),
    decides: byRow || decides,
  };
}

/** The function that a scope stands in; comprehensions and lambdas belong to it. */
function functionOf(module: Module, scope: number): number {
  let at = scope;
  while (at > 0 && module.scopes[at]?.kind !== 'function') at = module.scopes[at]?.parent ?? 0;
  return at;
}

function namesIn(expression: Expression, depth: number): readonly string[] {
  if (depth > 8) return [];
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind === 'operation') return expression.operands.flatMap((one) => namesIn(one, depth + 1));
  if (expression.kind === 'other') return expression.parts.flatMap((one) => namesIn(one, depth + 1));
  return [];
}
