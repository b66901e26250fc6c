import type { Expression, Module } from './module.ts';

const deepest = 12;

/** Whether an expression reads one of these attributes anywhere: of a name, of the result of a call, of a part of it. */
export function touches(expression: Expression, module: Module, attributes: ReadonlySet<string>, depth = 0): boolean {
  if (depth > deepest) return false;
  const into = (parts: readonly Expression[]): boolean =>
    parts.some((part) => touches(part, module, attributes, depth + 1));
  switch (expression.kind) {
    case 'attribute':
      return attributes.has(expression.name) || into([expression.base]);
    case 'call': {
      const call = module.calls[expression.call];
      return call !== undefined && into([call.callee, ...call.arguments.map(({ value }) => value)]);
    }
    case 'subscript':
      return into([expression.base]);
    case 'operation':
      return into(expression.operands);
    case 'sequence':
      return into(expression.items);
    case 'other':
      return into(expression.parts);
    default:
      return false;
  }
}
