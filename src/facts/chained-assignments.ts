import type { Confidence, Facts, Need, Position } from '../model.ts';
import { memo } from './memo.ts';
import type { Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** An assignment to a part of a part of a data frame, which may change a copy that nobody keeps. */
export interface ChainedAssignment {
  readonly path: string;
  /** It only reads, by a column and the label of a row, which is slow and easily meant as a position. */
  readonly reads: boolean;
  readonly at: Position;
  readonly confidence: Confidence;
}

export const chainedNeed: Need = { reader: python, needles: ['pandas&&][', 'pandas&&].loc[', 'pandas&&].iloc['] };

const made =
  'pandas\\.(?:DataFrame|read_(?!excel|html|hdf|json)\\w+|concat|merge|get_dummies|json_normalize|pivot_table|crosstab|read_(?:excel|json|hdf))\\(\\)|pandas\\.DataFrame\\.from_\\w+\\(\\)';
const kept =
  'copy|dropna|fillna|reset_index|set_index|sort_values|sort_index|merge|join|drop|rename|head|tail|sample|query|assign|astype|drop_duplicates|replace|append|apply|applymap|filter|reindex|round|interpolate|ffill|bfill|nlargest|nsmallest|pivot|transpose|infer_objects|convert_dtypes';
const frame = new RegExp(`^(?:${made})(?:\\.(?:${kept})\\(\\))*$`);
/** Of one module; more tell nothing new. */
const most = 300;
const mostReads = 20;
const framed = /^(?:df|[a-z]\w*_df|df_\w+|df\d+|dataframe|data_frame)$/;
const several = /dict|list|map|dfs|group|cache|by_|all_|s$/;
/** Parts of a frame that are no column. */
const properties =
  /^(?:loc|iloc|at|iat|ix|attrs|columns|index|values|T|dtypes|flags|style|plot|str|dt|cat|sparse|array|axes|shape|size|name|names)$/;

/** Chained assignments of the view, in order. */
export const chainedAssignmentsOf: (facts: Facts) => readonly ChainedAssignment[] = memo((facts) =>
  Object.freeze(facts.documents(python).flatMap(({ value }) => [...assignmentsIn(value), ...readsIn(value)])),
);

function assignmentsIn(module: Module): ChainedAssignment[] {
  const pandas = module.imports.some(({ module: from }) => /^pandas(?:\.|$)/.test(from));
  if (!pandas && !module.assignments.some(({ target }) => target.kind === 'subscript')) return [];
  const indexed = module.assignments.filter(({ target }) => target.kind === 'subscript' && target.base.kind !== 'name');
  return indexed.slice(0, most).flatMap(({ target, kind, at }): ChainedAssignment[] => {
    if (target.kind !== 'subscript' || (kind !== 'plain' && kind !== 'augmented')) return [];
    const confidence = chained(target, module, pandas);
    return confidence === null ? [] : [{ path: module.path, reads: false, at, confidence }];
  });
}

/** `first = frame["age"][0]` of a frame that is surely one. */
function readsIn(module: Module): ChainedAssignment[] {
  return module.assignments
    .filter(({ value }) => {
      if (value.kind !== 'subscript' || value.base.kind !== 'subscript') return false;
      return (
        value.index[0]?.kind === 'number' && isText(value.base) && isFrame(value.base.base, module, false) === 'certain'
      );
    })
    .slice(0, mostReads)
    .map(({ value }) => ({ path: module.path, reads: true, at: value.at, confidence: 'hint' }));
}

/** `frame[a][b]`, `frame.loc[a][b]`, `frame[a].loc[b]`, `frame.a[b]`; `null` for everything else. */
function chained(
  target: Extract<Expression, { kind: 'subscript' }>,
  module: Module,
  pandas: boolean,
): Confidence | null {
  // `.loc` and its likes at the end belong to the last index.
  const outer = withoutIndexer(target.base);
  if (outer.kind === 'attribute') {
    if (outer === target.base && !properties.test(outer.name) && isFrame(outer.base, module, false) === 'certain')
      return indexesRows(target, module) ? 'certain' : null;
    return null;
  }
  if (outer.kind !== 'subscript') return null;
  let inner: Expression = outer;
  const steps: Extract<Expression, { kind: 'subscript' }>[] = [target];
  while (inner.kind === 'subscript' && steps.length < 8) {
    steps.push(inner);
    inner = withoutIndexer(inner.base);
  }
  const known = isFrame(inner, module, pandas);
  if (known === null) return null;
  // A row and a column make a cell, and what lies in it may be a dictionary.
  if (steps.slice(1).some(isCell)) return 'hint';
  if (steps.length > 2 && isText(steps[0]) && !isText(steps[1])) return 'hint';
  return known;
}

function withoutIndexer(expression: Expression): Expression {
  return expression.kind === 'attribute' && /^(?:loc|iloc|at|iat|ix)$/.test(expression.name)
    ? expression.base
    : expression;
}

function isCell({ base, index }: Extract<Expression, { kind: 'subscript' }>): boolean {
  const located = base.kind === 'attribute' && /^(?:loc|iloc|at|iat|ix)$/.test(base.name);
  const items = index[0]?.kind === 'sequence' && index.length === 1 ? index[0].items : index;
  return (located && items.length > 1) || (base.kind === 'attribute' && /^i?at$/.test(base.name));
}

function isText(step: Extract<Expression, { kind: 'subscript' }> | undefined): boolean {
  return step?.index[0]?.kind === 'string';
}

/** `frame.age[frame.age < 0]` or `frame.age[3]`: what is indexed is a column. */
function indexesRows({ index }: Extract<Expression, { kind: 'subscript' }>, module: Module): boolean {
  const [first] = index;
  if (first === undefined) return false;
  if (first.kind === 'operation' || first.kind === 'number' || first.kind === 'slice') return true;
  return first.kind === 'call' && /\.(?:isna|isnull|notna|isin)$/.test(module.calls[first.call]?.qualified ?? '');
}

function isFrame(expression: Expression, module: Module, byName: boolean): 'certain' | 'likely' | null {
  const qualified = qualifiedOf(expression, module);
  if (qualified !== null && !qualified.startsWith('.')) {
    if (frame.test(qualified)) return holdsSeveral(expression, module) ? null : 'certain';
    if (/^(?:pandas|numpy|builtins|dict|list|json|collections|torch|polars)\b/.test(qualified)) return null;
  }
  if (!byName || expression.kind !== 'name' || !framed.test(expression.name) || several.test(expression.name))
    return null;
  return isContainer(expression.name, module) ? null : 'likely';
}

/** All sheets of a workbook, or the tables of a page. */
function holdsSeveral(expression: Expression, module: Module): boolean {
  if (expression.kind !== 'name') return false;
  return module.assignments.some(({ target, value }) => {
    if (target.kind !== 'name' || target.name !== expression.name || value.kind !== 'call') return false;
    const sheet = module.calls[value.call]?.keywords.find(({ name }) => name === 'sheet_name')?.value;
    return sheet !== undefined && sheet.kind !== 'string' && sheet.kind !== 'number';
  });
}

function isContainer(name: string, module: Module): boolean {
  return module.assignments.some(({ target, value, kind }) => {
    if (target.kind !== 'name' || target.name !== name || kind === 'with') return false;
    if (value.kind === 'mapping' || value.kind === 'sequence') return true;
    if (value.kind === 'other') return value.type === 'comprehension';
    return (
      value.kind === 'call' &&
      /^(?:dict|list|collections\.\w+|json\.loads?|pickle\.loads?|yaml\.\w+|numpy\.\w+)$|to_dict$|\.groupby/.test(
        module.calls[value.call]?.qualified ?? '',
      )
    );
  });
}

function qualifiedOf(expression: Expression, module: Module): string | null {
  if (expression.kind === 'name' || expression.kind === 'attribute') return expression.qualified;
  if (expression.kind !== 'call') return null;
  const called = module.calls[expression.call]?.qualified;
  return called === null || called === undefined ? null : `${called}()`;
}
