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
  const right = read(node.d.rightExpr, draft);
  const operator = OPERATORS[node.d.operator] ?? '';
  if (COMPARISONS.has(operator)) {
    draft.comparisons.push({ operator, left: chained(node, left), right, at, scope: draft.scope });
  }
  return { kind: 'operation', operator, operands: [left, right], at };
}

/** The `b` of `a < b < c`, which the parser nests as `(a < b) < c`. */
function chained(node: BinaryNode, left: Expression): Expression {
  const { leftExpr } = node.d;
  if (leftExpr.nodeType !== BINARY || leftExpr.d.hasParens === true || left.kind !== 'operation') return left;
  return COMPARISONS.has(left.operator) ? (left.operands[1] ?? left) : left;
}
