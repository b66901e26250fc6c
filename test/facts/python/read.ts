import type { Call, Expression, Module } from '../../../src/facts/python/module.ts';
import { python } from '../../../src/facts/python/reader.ts';
import type { Gap } from '../../../src/model.ts';

/** Reads source text as the file of a repository. */
export function read(text: string, path = 'train.py'): { readonly module: Module; readonly gaps: readonly Gap[] } {
  const parsed = python.parse({ path, text, firstLine: 1 });
  if (parsed === null || parsed instanceof Promise) throw new Error('expected a module');
  return { module: parsed.value, gaps: parsed.gaps ?? [] };
}

export function moduleOf(text: string, path?: string): Module {
  return read(text, path).module;
}

/** Qualified names of all calls, in order. */
export function called(text: string, path?: string): (string | null)[] {
  return moduleOf(text, path).calls.map(({ qualified }) => qualified);
}

/** The only call of something with this name. */
export function callOf(module: Module, qualified: string): Call {
  const [call, ...more] = module.calls.filter((one) => one.qualified === qualified);
  if (call === undefined || more.length > 0) throw new Error(`${more.length + (call ? 1 : 0)} calls of ${qualified}`);
  return call;
}

/** An expression as text, to compare its shape at a glance. */
export function show(expression: Expression | null): string {
  if (expression === null) return '';
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'attribute':
      return `${show(expression.base)}.${expression.name}`;
    case 'string':
      return JSON.stringify(expression.value);
    case 'number':
    case 'constant':
      return String(expression.value);
    case 'call':
      return `call ${expression.call}`;
    case 'sequence':
      return `${expression.type}(${expression.items.map(show).join(', ')})`;
    case 'mapping':
      return `{${expression.entries.map(({ key, value }) => `${key === null ? '**' : show(key)}: ${show(value)}`).join(', ')}}`;
    case 'subscript':
      return `${show(expression.base)}[${expression.index.map(show).join(', ')}]`;
    case 'slice':
      return expression.parts.map(show).join(':');
    case 'operation':
      return `(${expression.operator} ${expression.operands.map(show).join(' ')})`;
    case 'other':
      return `<${expression.type} ${expression.parts.map(show).join(' ')}>`;
  }
}

/** A notebook of format 4 with these code cells. */
export function notebookText(
  cells: readonly string[],
  metadata: unknown = { kernelspec: { language: 'python' } },
): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata,
    cells: cells.map((source) => ({ cell_type: 'code', execution_count: 1, metadata: {}, outputs: [], source })),
  });
}
