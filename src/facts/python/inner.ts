import { annotated } from './annotations.ts';
import type { Draft } from './draft.ts';
import { read } from './expressions.ts';
import { COMPREHENSION_FOR, DICTIONARY_ENTRY } from './kinds.ts';
import type { Expression, Scope } from './module.ts';
import type { ComprehensionNode, LambdaNode, Node, ParameterNode } from './syntax.ts';
import { assign } from './targets.ts';

const KINDS = ['normal', 'args', 'kwargs'] as const;
const PLAIN = { docstring: false, async: false, parameters: [], decorators: [], bases: [] } as const;

/**
 * Reads a comprehension or generator. Its parts are the element (key and value of a dictionary), what is looped
 * over, and the conditions; it is a scope of its own, in which its variables are loop targets.
 */
export function readComprehension(node: ComprehensionNode, draft: Draft): Expression {
  const at = draft.at(node.start);
  const { expr, forIfNodes } = node.d;
  const [first] = forIfNodes;
  // The outermost iterable is evaluated outside.
  const source = first?.nodeType === COMPREHENSION_FOR ? read(first.d.iterableExpr, draft) : null;
  const endLine = draft.line(node.start + node.length);
  const outer = draft.enter({
    ...PLAIN,
    kind: 'comprehension',
    name: '<comprehension>',
    qualified: draft.qualify('<comprehension>'),
    at,
    endLine,
  });
  const flow: Expression[] = [];
  for (const part of forIfNodes) {
    if (part.nodeType === COMPREHENSION_FOR) {
      const value = part === first && source !== null ? source : read(part.d.iterableExpr, draft);
      flow.push(value);
      assign(part.d.targetExpr, value, 'loop', draft.at(part.d.targetExpr.start), draft);
    } else flow.push(read(part.d.testExpr, draft));
  }
  const elements = expr.nodeType === DICTIONARY_ENTRY ? [expr.d.keyExpr, expr.d.valueExpr] : [expr];
  const parts = [...elements.map((element) => read(element, draft)), ...flow];
  draft.scope = outer;
  return { kind: 'other', type: 'comprehension', parts, at };
}

export function readLambda(node: LambdaNode, draft: Draft): Expression {
  const at = draft.at(node.start);
  const parameters = readParameters(node.d.params, draft);
  const endLine = draft.line(node.start + node.length);
  const outer = draft.enter({
    ...PLAIN,
    kind: 'lambda',
    name: '<lambda>',
    qualified: draft.qualify('<lambda>'),
    at,
    endLine,
    parameters,
  });
  bindParameters(node.d.params, [], draft);
  const body = read(node.d.expr, draft);
  draft.scope = outer;
  return { kind: 'other', type: 'lambda', parts: [body], at };
}

/** Reads parameters in the scope around the function, where defaults and annotations are evaluated. */
export function readParameters(params: readonly ParameterNode[], draft: Draft): Scope['parameters'] {
  const parameters: Scope['parameters'][number][] = [];
  for (const { d } of params) {
    // `*` and `/` alone stand for no parameter.
    if (d.name === undefined) continue;
    parameters.push({
      name: d.name.d.value,
      annotation: d.annotation === undefined ? null : draft.text(d.annotation),
      default: d.defaultValue === undefined ? null : read(d.defaultValue, draft),
      kind: KINDS[d.category] ?? 'normal',
    });
  }
  return parameters;
}

/** Makes the parameters known in the function's own scope. `types` are their annotated classes in order. */
export function bindParameters(
  params: readonly ParameterNode[],
  types: readonly (Expression | null)[],
  draft: Draft,
): void {
  for (const [index, { d }] of params.entries()) {
    if (d.name === undefined) continue;
    const type = d.category === 0 ? (types[index] ?? null) : null;
    draft.names.bind(draft.scope, d.name.d.value, null, 0, type, false);
  }
}

/** The annotated class of every parameter. */
export function parameterTypes(params: readonly ParameterNode[], draft: Draft): (Expression | null)[] {
  return params.map(({ d }) => (d.annotation === undefined ? null : annotated(d.annotation as Node, draft)));
}
