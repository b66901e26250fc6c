import type { Position } from '../../model.ts';
import type { Draft } from './draft.ts';
import { read } from './expressions.ts';
import { ANNOTATION, LIST, MEMBER, NAME, TUPLE, UNPACK } from './kinds.ts';
import type { Assignment, Expression, Scope } from './module.ts';
import type { Node } from './syntax.ts';

/** Notes `target = value` and what the target's names stand for from now on. `type` is the annotated class. */
export function assign(
  target: Node,
  value: Expression,
  kind: Assignment['kind'],
  at: Position,
  draft: Draft,
  type: Expression | null = null,
): void {
  const expression = readTarget(target, draft);
  const { scope, block } = draft;
  draft.assignments.push({ target: expression, value, kind, at, scope, block });
  if (kind === 'augmented') return;
  if (type !== null) bindTo(expression, value, 0, type, draft, scope);
  else bind(expression, kind === 'loop' ? null : value, 0, draft, kind === 'walrus' ? walrusScope(draft) : scope);
}

/** What is annotated without being assigned: its class is all that is known. */
export function declare(target: Node, type: Expression | null, draft: Draft): void {
  const expression = readTarget(target, draft);
  if (type !== null) bindTo(expression, null, 0, type, draft, draft.scope);
}

/** Reads a target: a name in it is not looked up, since it gets its meaning only now. */
function readTarget(node: Node, draft: Draft): Expression {
  switch (node.nodeType) {
    case NAME:
      return { kind: 'name', name: node.d.value, qualified: null, at: draft.at(node.d.token.start) };
    case MEMBER: {
      const at = draft.at(node.d.leftExpr.start);
      const base = read(node.d.leftExpr, draft);
      const expression = { kind: 'attribute' as const, base, name: node.d.member.d.value, qualified: null, at };
      draft.names.wait(expression, draft.scope, true);
      return expression;
    }
    case TUPLE:
    case LIST: {
      const at = draft.at(node.start);
      const items = node.d.items.map((item) => readTarget(item, draft));
      return { kind: 'sequence', type: node.nodeType === TUPLE ? 'tuple' : 'list', items, at };
    }
    case UNPACK:
      return { kind: 'other', type: 'unpack', parts: [readTarget(node.d.expr, draft)], at: draft.at(node.start) };
    case ANNOTATION:
      return readTarget(node.d.valueExpr, draft);
    default:
      return read(node, draft);
  }
}

/** `items` tells how often `value` was unpacked on the way to the target. */
function bind(target: Expression, value: Expression | null, items: number, draft: Draft, scope: number): void {
  if (target.kind === 'sequence') {
    const parts = items === 0 && value?.kind === 'sequence' ? value.items : undefined;
    const pairs = parts?.length === target.items.length && !parts.some(unpacked) && !target.items.some(unpacked);
    for (const [index, item] of target.items.entries()) {
      if (pairs) bind(item, parts?.[index] ?? null, 0, draft, scope);
      else bind(item, value, items + 1, draft, scope);
    }
  } else if (target.kind === 'other') {
    for (const part of target.parts) bind(part, null, 0, draft, scope);
  } else bindTo(target, value, items, null, draft, scope);
}

function bindTo(
  target: Expression,
  value: Expression | null,
  items: number,
  type: Expression | null,
  draft: Draft,
  scope: number,
): void {
  if (target.kind === 'name') draft.names.bind(scope, target.name, value, items, type, draft.fallback);
  else if (target.kind === 'attribute' && target.base.kind === 'name') {
    draft.names.member(scope, target.base.name, target.name, value, items, type);
  }
}

/** `:=` in a comprehension binds in the scope around it. */
function walrusScope({ scope, scopes }: Draft): number {
  let at = scope;
  while (scopes[at]?.kind === 'comprehension') at = (scopes[at] as Scope).parent;
  return at;
}

function unpacked(expression: Expression): boolean {
  return expression.kind === 'other' && expression.type === 'unpack';
}
