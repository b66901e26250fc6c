import type { Expression, Module } from '../python/module.ts';

const deepest = 40;

/** Every expression that stands in one of the scopes, outermost ones and their parts. */
export function* expressionsIn(module: Module, scopes: ReadonlySet<number>): Generator<Expression> {
  for (const call of module.calls) {
    if (!scopes.has(call.scope)) continue;
    yield* parts(call.callee, 0);
    for (const { value } of call.arguments) yield* parts(value, 0);
    for (const { value } of call.keywords) yield* parts(value, 0);
  }
  for (const { scope, value } of module.assignments) if (scopes.has(scope)) yield* parts(value, 0);
  for (const { scope, value } of module.returns) if (scopes.has(scope) && value !== null) yield* parts(value, 0);
  for (const { scope, left, right } of module.comparisons) {
    if (!scopes.has(scope)) continue;
    yield* parts(left, 0);
    yield* parts(right, 0);
  }
  for (const { scope, value } of module.shown) if (scopes.has(scope)) yield* parts(value, 0);
  for (const { scope, test } of module.blocks) if (scopes.has(scope) && test !== null) yield* parts(test, 0);
}

/** Parts of calls are left to the list of calls, which holds them all. */
function* parts(expression: Expression, depth: number): Generator<Expression> {
  yield expression;
  if (depth > deepest) return;
  for (const part of children(expression)) yield* parts(part, depth + 1);
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'attribute':
      return [expression.base];
    case 'subscript':
      return [expression.base, ...expression.index];
    case 'sequence':
      return expression.items;
    case 'operation':
      return expression.operands;
    case 'mapping':
      return expression.entries.map(({ value }) => value);
    case 'other':
      return expression.parts;
    case 'string':
      return expression.parts ?? [];
    default:
      return [];
  }
}
