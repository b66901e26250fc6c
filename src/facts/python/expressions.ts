import type { Draft } from './draft.ts';
import { readComprehension, readLambda } from './inner.ts';
import * as kind from './kinds.ts';
import type { Call, Expression } from './module.ts';
import { readBinary, UNARY_OPERATORS } from './operations.ts';
import { readStrings } from './strings.ts';
import type { ArgumentNode, CallNode, Node } from './syntax.ts';
import { assign } from './targets.ts';

/** Shared by everything that has none. */
const NOTHING = Object.freeze([]) as unknown as never[];
const CONSTANTS = new Map<number, true | false | null>([
  [15, false],
  [27, null],
  [34, true],
]);

/** Reads an expression: gives it, and notes the calls, strings, comparisons and names in it in order of evaluation. */
export function read(node: Node, draft: Draft): Expression {
  switch (node.nodeType) {
    case kind.NAME: {
      const expression = {
        kind: 'name' as const,
        name: node.d.value,
        qualified: null,
        at: draft.at(node.d.token.start),
      };
      draft.names.wait(expression, draft.scope);
      return expression;
    }
    case kind.MEMBER: {
      const at = draft.at(node.d.leftExpr.start);
      const base = read(node.d.leftExpr, draft);
      const expression = { kind: 'attribute' as const, base, name: node.d.member.d.value, qualified: null, at };
      draft.names.wait(expression, draft.scope);
      return expression;
    }
    case kind.CALL:
      return readCall(node, draft, false);
    case kind.STRINGS:
      return readStrings(node, draft);
    case kind.NUMBER:
      return { kind: 'number', value: Number(node.d.value), at: draft.at(node.start) };
    case kind.CONSTANT: {
      const value = CONSTANTS.get(node.d.constType);
      const at = draft.at(node.start);
      return value === undefined
        ? { kind: 'name', name: '__debug__', qualified: '__debug__', at }
        : { kind: 'constant', value, at };
    }
    case kind.ELLIPSIS:
      return { kind: 'constant', value: '...', at: draft.at(node.start) };
    case kind.BINARY:
      return readBinary(node, draft);
    case kind.UNARY: {
      const at = draft.at(node.d.operatorToken.start);
      const operand = read(node.d.expr, draft);
      const operator = UNARY_OPERATORS[node.d.operator] ?? '';
      if (operator === '-' && operand.kind === 'number') return { kind: 'number', value: -operand.value, at };
      return { kind: 'operation', operator, operands: [operand], at };
    }
    case kind.INDEX: {
      const at = draft.at(node.d.leftExpr.start);
      const base = read(node.d.leftExpr, draft);
      return { kind: 'subscript', base, index: node.d.items.map((item) => readArgument(item, draft)), at };
    }
    case kind.LIST:
      return readSequence('list', node, draft);
    case kind.TUPLE:
      return readSequence('tuple', node, draft);
    case kind.SET:
      return readSequence('set', node, draft);
    case kind.DICTIONARY:
      return readDictionary(node, draft);
    case kind.SLICE: {
      const { startValue, endValue, stepValue } = node.d;
      const at = draft.at(node.start);
      const parts = [startValue, endValue, stepValue].map((part) => (part === undefined ? null : read(part, draft)));
      return { kind: 'slice', parts, at };
    }
    case kind.COMPREHENSION:
      return readComprehension(node, draft);
    case kind.LAMBDA:
      return readLambda(node, draft);
    case kind.TERNARY: {
      const at = draft.at(node.d.ifExpr.start);
      const test = read(node.d.testExpr, draft);
      const parts = [read(node.d.ifExpr, draft), test, read(node.d.elseExpr, draft)];
      return { kind: 'other', type: 'conditional', parts, at };
    }
    case kind.WALRUS: {
      const at = draft.at(node.d.name.start);
      const value = read(node.d.rightExpr, draft);
      assign(node.d.name, value, 'walrus', at, draft);
      return { kind: 'other', type: 'walrus', parts: [value], at };
    }
    case kind.AWAIT:
      return other('await', node, [node.d.expr], draft);
    case kind.UNPACK:
      return other('unpack', node, [node.d.expr], draft);
    case kind.YIELD:
      return other('yield', node, node.d.expr === undefined ? NOTHING : [node.d.expr], draft);
    case kind.YIELD_FROM:
      return other('yield from', node, [node.d.expr], draft);
    case kind.ERROR: {
      for (const { d } of node.d.decorators ?? NOTHING) read(d.expr, draft);
      return node.d.child === undefined ? other('error', node, NOTHING, draft) : read(node.d.child, draft);
    }
    case kind.ANNOTATION:
      read(node.d.annotation, draft);
      return read(node.d.valueExpr, draft);
    default:
      return other('error', node, NOTHING, draft);
  }
}

/** Reads a call; `statement` where its value is thrown away. */
export function readCall(node: CallNode, draft: Draft, statement: boolean): Expression {
  const at = draft.at(node.d.leftExpr.start);
  const callee = read(node.d.leftExpr, draft);
  const { args } = node.d;
  let named = 0;
  for (const argument of args) if (argument.d.name !== undefined) named++;
  // Arrays of the right size: growing ones take four times the memory, and there are very many.
  const positional: { value: Expression; star: '' | '*' | '**' }[] =
    named === args.length ? NOTHING : new Array(args.length - named);
  const keywords: { name: string; value: Expression }[] = named === 0 ? NOTHING : new Array(named);
  let place = 0;
  for (let index = 0; index < args.length; index++) {
    const { name, argCategory, valueExpr } = (args[index] as ArgumentNode).d;
    const value = read(valueExpr, draft);
    if (name !== undefined) keywords[index - place] = { name: name.d.value, value };
    else positional[place++] = { value, star: argCategory === 0 ? '' : argCategory === 1 ? '*' : '**' };
  }
  const index = draft.calls.length;
  const call: Call = {
    index,
    callee,
    qualified: null,
    arguments: positional,
    keywords,
    at,
    scope: draft.scope,
    block: draft.block,
    statement,
  };
  draft.calls.push(call);
  draft.names.wait(call, draft.scope);
  return { kind: 'call', call: index, at };
}

function readArgument(argument: ArgumentNode, draft: Draft): Expression {
  return read(argument.d.valueExpr, draft);
}

function readSequence(
  type: 'list' | 'tuple' | 'set',
  node: { readonly start: number; readonly d: { readonly items: readonly Node[] } },
  draft: Draft,
): Expression {
  const at = draft.at(node.start);
  const items = node.d.items.map((item) => read(item, draft));
  const [only] = items;
  // `[x for x in y]` is a comprehension, not a list with one in it.
  if (type !== 'tuple' && node.d.items[0]?.nodeType === kind.COMPREHENSION && only !== undefined) return only;
  return { kind: 'sequence', type, items, at };
}

function readDictionary(node: Extract<Node, { nodeType: typeof kind.DICTIONARY }>, draft: Draft): Expression {
  const at = draft.at(node.start);
  const entries: { readonly key: Expression | null; readonly value: Expression }[] = [];
  for (const item of node.d.items) {
    if (item.nodeType === kind.COMPREHENSION) return read(item, draft);
    if (item.nodeType === kind.DICTIONARY_ENTRY) {
      const key = read(item.d.keyExpr, draft);
      entries.push({ key, value: read(item.d.valueExpr, draft) });
    } else if (item.nodeType === kind.DICTIONARY_EXPAND) entries.push({ key: null, value: read(item.d.expr, draft) });
  }
  return { kind: 'mapping', entries, at };
}

function other(type: string, node: Node, parts: readonly Node[], draft: Draft): Expression {
  const at = draft.at(node.start);
  return { kind: 'other', type, parts: parts.map((part) => read(part, draft)), at };
}
