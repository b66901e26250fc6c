import type { Draft } from './draft.ts';
import { read } from './expressions.ts';
import { BINARY, CONSTANT, FORMAT_STRING, INDEX, MEMBER, NAME, STRINGS } from './kinds.ts';
import type { Expression } from './module.ts';
import type { Node } from './syntax.ts';

const BITWISE_OR = 6;
const DOTTED = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/**
 * Reads an annotation and gives the expression that names the class of what is annotated: `Net` of `Net`, `"Net"`,
 * `Optional[Net]`, `Net | None` and `Annotated[Net, …]`; `null` where there is none.
 */
export function annotated(node: Node, draft: Draft): Expression | null {
  switch (node.nodeType) {
    case NAME:
    case MEMBER:
      return read(node, draft);
    case STRINGS: {
      const [only, ...more] = node.d.strings;
      if (only === undefined || more.length > 0 || only.nodeType === FORMAT_STRING || !DOTTED.test(only.d.value))
        return null;
      return dotted(only.d.value, draft.at(node.start), draft);
    }
    case BINARY: {
      const left = annotated(node.d.leftExpr, draft);
      const right = annotated(node.d.rightExpr, draft);
      if (node.d.operator !== BITWISE_OR) return null;
      if (isNone(node.d.rightExpr)) return left;
      return isNone(node.d.leftExpr) ? right : null;
    }
    case INDEX: {
      const name = lastName(node.d.leftExpr);
      const items = node.d.items.map(({ d }) => annotated(d.valueExpr, draft));
      if (name === 'Optional' || name === 'Annotated' || name === 'Final' || name === 'ClassVar')
        return items[0] ?? null;
      const base = annotated(node.d.leftExpr, draft);
      if (name !== 'Union') return base;
      const classes = node.d.items.flatMap(({ d }, index) => (isNone(d.valueExpr) ? [] : [items[index] ?? null]));
      return classes.length === 1 ? (classes[0] ?? null) : null;
    }
    case CONSTANT:
      return null;
    default:
      read(node, draft);
      return null;
  }
}

function dotted(text: string, at: Expression['at'], draft: Draft): Expression {
  const [first = '', ...more] = text.split('.');
  let expression: Expression & { kind: 'name' | 'attribute' } = { kind: 'name', name: first, qualified: null, at };
  draft.names.wait(expression, draft.scope);
  for (const name of more.slice(0, 16)) {
    expression = { kind: 'attribute', base: expression, name, qualified: null, at };
    draft.names.wait(expression, draft.scope);
  }
  return expression;
}

function lastName(node: Node): string {
  if (node.nodeType === NAME) return node.d.value;
  return node.nodeType === MEMBER ? node.d.member.d.value : '';
}

function isNone(node: Node): boolean {
  return node.nodeType === CONSTANT && node.d.constType === 27;
}
