import { annotated } from './annotations.ts';
import type { Draft } from './draft.ts';
import { read } from './expressions.ts';
import { bindParameters, parameterTypes, readParameters } from './inner.ts';
import { STATEMENTS, STRINGS } from './kinds.ts';
import type { Expression } from './module.ts';
import { readBody } from './statements.ts';
import { isDocstring } from './strings.ts';
import type { ClassNode, Decorator, FunctionNode, Suite } from './syntax.ts';

export function readFunction(node: FunctionNode, draft: Draft): void {
  const { d } = node;
  const decorators = readDecorators(d.decorators, draft);
  const parameters = readParameters(d.params, draft);
  const types = parameterTypes(d.params, draft);
  if (d.returnAnnotation !== undefined) annotated(d.returnAnnotation, draft);
  const name = d.name.d.value;
  const qualified = draft.qualify(name);
  define(name, qualified, draft);

  const inClass = draft.names.isClass(draft.scope);
  const { block, fallback } = draft;
  const outer = draft.enter({
    kind: 'function',
    name,
    qualified,
    at: draft.at(d.firstToken.start),
    endLine: draft.line(node.start + node.length),
    docstring: isDocumented(d.suite),
    async: d.isAsync,
    parameters,
    decorators,
    bases: [],
  });
  draft.block = -1;
  draft.fallback = false;
  bindParameters(d.params, types, draft);
  const [first] = d.params;
  if (inClass && first?.d.name !== undefined && first.d.category === 0 && !isStatic(decorators)) {
    bindSelf(first.d.name.d.value, name, outer, decorators, draft);
  }
  readBody(d.suite.d.statements, draft, true);
  draft.scope = outer;
  draft.block = block;
  draft.fallback = fallback;
}

export function readClass(node: ClassNode, draft: Draft): void {
  const { d } = node;
  const decorators = readDecorators(d.decorators, draft);
  const bases: Expression[] = [];
  for (const { d: argument } of d.arguments) {
    const value = read(argument.valueExpr, draft);
    if (argument.name === undefined) bases.push(value);
  }
  const name = d.name.d.value;
  const qualified = draft.qualify(name);
  define(name, qualified, draft);
  const outer = draft.enter({
    kind: 'class',
    name,
    qualified,
    at: draft.at(d.firstToken.start),
    endLine: draft.line(node.start + node.length),
    docstring: isDocumented(d.suite),
    async: false,
    parameters: [],
    decorators,
    bases,
  });
  draft.names.classes.define(draft.scope, qualified, bases);
  readBody(d.suite.d.statements, draft, true);
  draft.scope = outer;
}

function readDecorators(decorators: readonly Decorator[], draft: Draft): Expression[] {
  return decorators.map(({ d }) => read(d.expr, draft));
}

function define(name: string, qualified: string, draft: Draft): void {
  const { scope, fallback } = draft;
  draft.names.define(scope, name, `.${qualified}`, 'definition', fallback);
}

function bindSelf(
  self: string,
  method: string,
  classScope: number,
  decorators: readonly Expression[],
  draft: Draft,
): void {
  const onClass =
    self === 'cls' || method === '__new__' || decorators.some((decorator) => named(decorator, 'classmethod'));
  const qualified = draft.names.classes.method(draft.scope, classScope, self, onClass);
  draft.names.self(draft.scope, self, qualified);
}

function isStatic(decorators: readonly Expression[]): boolean {
  return decorators.some((decorator) => named(decorator, 'staticmethod'));
}

function named(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}

function isDocumented({ d }: Suite): boolean {
  const [statement] = d.statements;
  const first = statement?.nodeType === STATEMENTS ? statement.d.statements[0] : undefined;
  return first?.nodeType === STRINGS && isDocstring(first);
}
