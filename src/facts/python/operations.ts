import type { Draft } from './draft.ts';
import { read } from './expressions.ts';
import { BINARY } from './kinds.ts';
import type { Expression } from './module.ts';
import type { BinaryNode } from './syntax.ts';

/** By Pyright's `OperatorType`. */
const OPERATORS: Readonly<Record<number, string>> = {
  0: '+',
  3: '&',
  6: '|',
  8: '^',
  10: '/',
  12: '==',
  13: '//',
  15: '>',
  16: '>=',
  17: '<<',
  19: '!=',
  20: '<',
  21: '<=',
  22: '@',
  24: '%',
  26: '*',
  28: '!=',
  29: '**',
  31: '>>',
  33: '-',
  36: 'and',
  37: 'or',
  39: 'is',
  40: 'is not',
  41: 'in',
  42: 'not in',
};
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=', 'is', 'is not', 'in', 'not in']);

export const UNARY_OPERATORS: Readonly<Record<number, string>> = { 0: '+', 5: '~', 33: '-', 38: 'not' };

/** Reads `left operator right`; of a chain such as `a < b < c` every link is a comparison. */
export function readBinary(node: BinaryNode, draft: Draft): Expression {
  const at = draft.at(node.d.leftExpr.start);
  const left = read(node.d.leftExpr, draft);
  const operator = OPERATORS[node.d.operator] ?? '';
  if (!COMPARISONS.has(operator)) {
    return { kind: 'operation', operator, operands: [left, read(node.d.rightExpr, draft)], at };
  }
  const comparison = { operator, left, right: left, at, scope: draft.scope };
  draft.comparisons.push(comparison);
  const right = read(node.d.rightExpr, draft);
  comparison.right = chained(node, right);
  return { kind: 'operation', operator, operands: [left, right], at };
}

/** The `b` of `a < b < c`, which the parser nests as `a < (b < c)`. */
function chained(node: BinaryNode, right: Expression): Expression {
  const { rightExpr } = node.d;
  if (rightExpr.nodeType !== BINARY || rightExpr.d.hasParens === true || right.kind !== 'operation') return right;
  return COMPARISONS.has(right.operator) ? (right.operands[0] ?? right) : right;
}
