import { quotedNeedles, spelled } from '../facts/python/column-names.ts';
import type { Expression, Module } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { finding } from '../finding.ts';
import type { Position, Probe } from '../model.ts';

interface Options {
  readonly names: readonly string[];
}

const frames = ['pandas', 'polars', 'pyspark', 'dask'];
const removing =
  /^(?:drop|pop|drop_columns|exclude|without|anonymi[sz]e\w*|pseudonymi[sz]e\w*|hash\w*|mask\w*|redact\w*|encrypt\w*|deidentify\w*)$/i;
const list =
  /(?:drop|exclude|remove|ignore|unused|unwanted|irrelevant|pii|sensitive|identif|anonymi[sz]|hash|mask|redact)/i;

export const droppedColumn: Probe<Options> = {
  about: 'named columns that Python code drops, hashes or masks, directly or through a list that says so',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['names'],
    properties: { names: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[a-z0-9_]+$' } } },
  },
  needs: ({ names }) => [
    {
      reader: python,
      needles: [...new Set(names.flatMap(quotedNeedles))].flatMap((name) => frames.map((frame) => `${frame}&&${name}`)),
    },
  ],
  run: (facts, { names }) => {
    const wanted = new Set(names);
    return {
      seen: facts
        .documents(python)
        .flatMap(({ value }) =>
          dropped(value, wanted).map((at) => finding(value.path, at, 'removes or hides an identifier')),
        ),
    };
  },
};

function dropped(module: Module, wanted: ReadonlySet<string>): readonly Position[] {
  const found: Position[] = [];
  for (const { callee, arguments: given, keywords, at } of module.calls) {
    if (callee.kind !== 'attribute' && callee.kind !== 'name') continue;
    if (removing.test(callee.name) && [...given, ...keywords].some(({ value }) => holds(value, wanted, 0)))
      found.push(at);
    // `frame["email"].apply(hash_value)`: what is applied says what becomes of it.
    else if (
      callee.kind === 'attribute' &&
      /^(?:apply|map|map_elements|transform)$/.test(callee.name) &&
      holds(callee.base, wanted, 0) &&
      given.some(({ value }) => (value.kind === 'name' || value.kind === 'attribute') && list.test(value.name))
    ) {
      found.push(at);
    }
  }
  for (const { target, value, at } of module.assignments) {
    const named = target.kind === 'name' || target.kind === 'attribute';
    if (named && list.test(target.name) && holds(value, wanted, 0)) found.push(at);
  }
  return found;
}

function holds(expression: Expression, wanted: ReadonlySet<string>, depth: number): boolean {
  if (depth > 12) return false;
  const inside = (one: Expression) => holds(one, wanted, depth + 1);
  switch (expression.kind) {
    case 'string':
      return expression.value.length < 60 && wanted.has(spelled(expression.value));
    case 'sequence':
      return expression.items.some(inside);
    case 'operation':
      return expression.operands.some(inside);
    case 'subscript':
      return expression.index.some(inside);
    case 'mapping':
      return expression.entries.some(({ key, value }) => (key !== null && inside(key)) || inside(value));
    default:
      return false;
  }
}
