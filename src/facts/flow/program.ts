import type { Position } from '../../model.ts';
import type { Assignment, Call, Expression, Module } from '../python/module.ts';

/** One thing that a scope does, in the order in which it is written. */
export type Statement =
  | { readonly kind: 'assign'; readonly of: Assignment; readonly at: Position; readonly block: number }
  | { readonly kind: 'call'; readonly of: Call; readonly at: Position; readonly block: number }
  | { readonly kind: 'return'; readonly value: Expression | null; readonly at: Position; readonly block: number }
  | { readonly kind: 'shown'; readonly value: Expression; readonly at: Position; readonly block: number };

/** A module by its scopes: what each of them does, and what it defines. */
export interface Program {
  readonly module: Module;
  readonly statements: readonly (readonly Statement[])[];
  /** Functions and classes that a scope defines, by name; the last one counts. */
  readonly definitions: readonly ReadonlyMap<string, number>[];
  /** Targets of comprehensions, by the scope of the comprehension. */
  readonly loops: readonly (readonly Assignment[])[];
  /** Comprehensions and lambdas by where they begin. */
  readonly inner: ReadonlyMap<string, number>;
  /** Names of columns that are taken as the target somewhere. */
  readonly targets: ReadonlySet<string>;
}

const known = new WeakMap<Module, Program>();

export function programOf(module: Module): Program {
  let program = known.get(module);
  if (program === undefined) {
    program = derive(module);
    known.set(module, program);
  }
  return program;
}

function derive(module: Module): Program {
  const { scopes } = module;
  const statements: Statement[][] = scopes.map(() => []);
  const definitions = scopes.map(() => new Map<string, number>());
  const loops: Assignment[][] = scopes.map(() => []);
  const inner = new Map<string, number>();
  for (const [index, { kind, name, parent, at }] of scopes.entries()) {
    if (kind === 'function' || kind === 'class') definitions[parent]?.set(name, index);
    else if (kind !== 'module') inner.set(placeKey(at, kind), index);
  }
  for (const assignment of module.assignments) {
    const inside = scopes[assignment.scope]?.kind;
    if (inside === 'comprehension') loops[assignment.scope]?.push(assignment);
    else if (inside !== 'lambda')
      statements[assignment.scope]?.push({
        kind: 'assign',
        of: assignment,
        at: assignment.at,
        block: assignment.block,
      });
  }
  for (const call of module.calls) {
    if (call.statement) statements[call.scope]?.push({ kind: 'call', of: call, at: call.at, block: call.block });
  }
  for (const { value, at, scope, block } of module.returns)
    statements[scope]?.push({ kind: 'return', value, at, block });
  for (const { value, at, scope } of module.shown) statements[scope]?.push({ kind: 'shown', value, at, block: -2 });
  for (const list of statements) list.sort((a, b) => compare(a.at, b.at));
  return {
    module,
    statements: statements.map(withBlocks),
    definitions,
    loops,
    inner,
    targets: targetsOf(module),
  };
}

/** A bare expression has no block of its own: it stands in that of its neighbour. */
function withBlocks(list: readonly Statement[]): readonly Statement[] {
  let block = -1;
  return list.map((one) => {
    if (one.block !== -2) block = one.block;
    return one.block === -2 ? { ...one, block } : one;
  });
}

export function placeKey({ line, column, cell }: Position, kind: string): string {
  return `${kind} ${cell ?? 0}:${line}:${column}`;
}

export function compare(a: Position, b: Position): number {
  return (a.cell ?? 0) - (b.cell ?? 0) || a.line - b.line || a.column - b.column;
}

const targetName = /^(?:[yY]\w{0,3}|y_\w+|labels?|targets?|\w+_(?:labels?|target))$/;
const ownTarget = /^(?:y|labels?|targets?|class|outcome|species|diagnosis)$/i;

function targetsOf(module: Module): Set<string> {
  const found = new Set<string>();
  const add = (value: Expression | undefined, depth = 0): void => {
    if (value === undefined || depth > 3) return;
    if (value.kind === 'string') found.add(value.value);
    else if (value.kind === 'sequence') for (const item of value.items.slice(0, 2)) add(item, depth + 1);
  };
  for (const { target, value } of module.assignments) {
    if (target.kind === 'name' && targetName.test(target.name)) column(module, value, add, 0);
    if (target.kind === 'sequence' && value.kind === 'sequence')
      for (const [index, item] of target.items.entries())
        if (item.kind === 'name' && targetName.test(item.name)) column(module, value.items[index], add, 0);
    // `target = "churn"`
    if (target.kind === 'name' && /^(?:target|label)\w*$/i.test(target.name)) add(value);
  }
  for (const call of module.calls) {
    for (const { name, value } of call.keywords) if (/^(?:labelCol|target|label)$/.test(name)) add(value);
    // The second array that is split is what is predicted.
    if (call.callee.kind === 'name' && call.callee.name === 'train_test_split')
      column(module, call.arguments[1]?.value, add, 0);
  }
  for (const { value } of module.strings) if (value.length < 12 && ownTarget.test(value)) found.add(value);
  return found;
}

function column(
  module: Module,
  value: Expression | undefined,
  add: (value: Expression | undefined) => void,
  depth: number,
): void {
  if (value === undefined || depth > 4) return;
  if (value.kind === 'subscript') {
    for (const index of value.index) add(index);
    for (const index of value.index) if (index.kind === 'sequence') for (const item of index.items) add(item);
  } else if (value.kind === 'attribute') {
    if (/^(?:values|T|cat|codes|str)$/.test(value.name)) column(module, value.base, add, depth + 1);
    else add({ kind: 'string', value: value.name, formatted: false, at: value.at });
  } else if (value.kind === 'call') {
    const call = module.calls[value.call];
    if (call?.callee.kind === 'attribute') {
      if (call.callee.name === 'pop') add(call.arguments[0]?.value);
      else column(module, call.callee.base, add, depth + 1);
    }
    for (const { value: one } of call?.arguments ?? []) column(module, one, add, depth + 1);
  }
}
