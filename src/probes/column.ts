import { quotedNeedles, spelled } from '../facts/python/column-names.ts';
import type { Expression, Module } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { finding } from '../finding.ts';
import type { Finding, Position, Probe } from '../model.ts';

interface Options {
  readonly names: readonly string[];
  readonly least?: number;
  readonly requests?: boolean;
}

const framed = /^(pandas|polars|pyspark|dask|datasets|sklearn|modin|cudf|vaex|ibis|pandera|great_expectations)\b/;
/** Methods of data frames, and keywords of theirs and of plots, that take names of columns. */
const columnMethods = new Set([
  'groupby',
  'groupBy',
  'drop',
  'pop',
  'set_index',
  'sort_values',
  'pivot',
  'col',
  'select',
]);
const columnKeywords = new Set([
  'x',
  'y',
  'hue',
  'by',
  'on',
  'color',
  'col',
  'row',
  'column',
  'columns',
  'subset',
  'values',
]);
const frameSchema = /(SchemaModel|DataFrameModel|BaseFeatures)$/;
const requestSchema = /(BaseModel|TypedDict|NamedTuple)$/;
/** A table of constants is no data frame. */
const constant = /^[A-Z]+_[A-Z_\d]+$/;
const lookup = /lookup|regex|pattern|translation|labels$|messages$|replacements$/i;
/** What only a regular expression writes: a class of characters, a group that looks or does not capture, a counted class. */
const pattern = /\\[dDwWsSbB]|\(\?[:=!<iP]|\][+*{]/;

export const column: Probe<Options> = {
  about:
    'names of columns that Python code reads: subscripts and lists of column names, keys of rows, fields of a schema',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['names'],
    properties: {
      names: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[a-z0-9_]+$' } },
      least: {
        type: 'integer',
        minimum: 1,
        description:
          'How many of the names have to be read in one file; 1 where absent. For names that mean something only together.',
      },
      requests: {
        type: 'boolean',
        description: 'Fields of classes that describe requests and records count, too; true where absent.',
      },
    },
  },
  needs: ({ names }) => [
    { reader: python, needles: [...new Set(names.flatMap((name) => [...quotedNeedles(name), ` ${name}:`]))] },
  ],
  run: (facts, { names, least = 1, requests = true }) => {
    const wanted = new Set(names);
    return {
      seen: facts.documents(python).flatMap(({ value }) => {
        const first = new Map<string, Finding>();
        for (const { name, at } of columnsOf(value, requests)) {
          const plain = spelled(name);
          if (name.length < 60 && wanted.has(plain) && !first.has(plain)) {
            first.set(plain, finding(value.path, at, `reads the column ${plain}`));
          }
        }
        return first.size >= least ? [...first.values()] : [];
      }),
    };
  },
};

function columnsOf(module: Module, requests: boolean): { name: string; at: Position }[] {
  const found: { name: string; at: Position }[] = [];
  const take = (expression: Expression): void => {
    if (expression.kind === 'string' && !expression.formatted)
      found.push({ name: expression.value, at: expression.at });
    else if (expression.kind === 'sequence') expression.items.forEach(take);
  };
  const frames = module.imports.some(({ module: from }) => framed.test(from));
  const look = (expression: Expression, depth: number): void => {
    if (depth > 20) return;
    switch (expression.kind) {
      case 'subscript':
        if (expression.base.kind !== 'name' || !constant.test(expression.base.name)) expression.index.forEach(take);
        look(expression.base, depth + 1);
        break;
      case 'sequence':
        if (expression.items.length > 1) take(expression);
        break;
      case 'mapping':
        for (const { key, value } of expression.entries) {
          if (key !== null && !(value.kind === 'string' && pattern.test(value.value))) take(key);
          look(value, depth + 1);
        }
        break;
      case 'attribute':
        look(expression.base, depth + 1);
        break;
      case 'operation':
        for (const operand of expression.operands) look(operand, depth + 1);
        break;
      case 'other':
        for (const part of expression.parts) look(part, depth + 1);
        break;
      default:
    }
  };
  if (frames) {
    for (const { target, value } of module.assignments) {
      look(target, 0);
      // Keys of a table of constants are no columns, save where it says what becomes of columns.
      if (target.kind !== 'name' || value.kind !== 'mapping' || !lookup.test(target.name)) look(value, 0);
    }
    for (const call of module.calls) {
      look(call.callee, 0);
      const named = call.callee.kind === 'attribute' && columnMethods.has(call.callee.name);
      for (const { value } of call.arguments) {
        if (named) take(value);
        look(value, 0);
      }
      for (const { name, value } of call.keywords) {
        if (columnKeywords.has(name)) take(value);
        look(value, 0);
      }
    }
    for (const { value } of module.shown) look(value, 0);
  }
  for (const { target, kind, scope, at } of module.assignments) {
    const owner = module.scopes[scope];
    if (kind !== 'annotated' || target.kind !== 'name' || owner?.kind !== 'class') continue;
    const isSchema = (name: string) => frameSchema.test(name) || (requests && requestSchema.test(name));
    if (owner.bases.some((base) => (base.kind === 'name' || base.kind === 'attribute') && isSchema(base.name))) {
      found.push({ name: target.name, at });
    }
  }
  return found;
}
