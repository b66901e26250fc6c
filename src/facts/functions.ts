import type { Facts, Position } from '../model.ts';
import { memo } from './memo.ts';
import type { Assignment, Block, Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';
import { scopesWithin } from './requests/raw.ts';

/** A function of the repository. */
export interface OwnFunction {
  readonly module: Module;
  readonly scope: number;
}

/** Functions of the view by their bare name; those of a class by the name of the method. */
export const functionsByName: (facts: Facts) => ReadonlyMap<string, readonly OwnFunction[]> = memo((facts) => {
  const found = new Map<string, OwnFunction[]>();
  for (const { value: module } of facts.documents(python)) {
    for (const [scope, { kind, name, parent }] of module.scopes.entries()) {
      if (kind === 'function') put(found, name, { module, scope });
      // Making an instance runs its constructor.
      const around = module.scopes[parent];
      if (kind === 'function' && name === '__init__' && around?.kind === 'class')
        put(found, around.name, { module, scope });
      if (kind === 'function' && name === '__call__' && around?.kind === 'class')
        put(found, around.name, { module, scope });
    }
  }
  return found;
});

/** Calls of the view by the bare name of what is called. */
export const callersByName: (
  facts: Facts,
) => ReadonlyMap<string, readonly { readonly module: Module; readonly call: Call }[]> = memo((facts) => {
  const found = new Map<string, { module: Module; call: Call }[]>();
  for (const { value: module } of facts.documents(python)) {
    for (const call of module.calls) {
      const name = calledName(call);
      if (name !== null) put(found, name, { module, call });
    }
  }
  return found;
});

function put<Key, T>(map: Map<Key, T[]>, key: Key, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Bare name of what is called: `step` of `self.optimizer.step()`. */
export function calledName({ callee }: Call): string | null {
  return callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : null;
}

/** The receiver of a method's call. */
export function receiverOf({ callee }: Call): Expression | null {
  return callee.kind === 'attribute' ? callee.base : null;
}

/** `self.model` of an expression of names alone, `models[]` where there are items; `null` for everything else. */
export function pathOf(expression: Expression | null, depth = 0): string | null {
  if (expression === null || depth > 12) return null;
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'attribute') {
    const base = pathOf(expression.base, depth + 1);
    return base === null ? null : `${base}.${expression.name}`;
  }
  if (expression.kind === 'subscript') {
    const base = pathOf(expression.base, depth + 1);
    return base === null ? null : `${base}[]`;
  }
  return null;
}

/** `model` of `self.model` and of `model.module`. */
export function lastOf(path: string | null): string | null {
  return (
    path
      ?.replaceAll('[]', '')
      .replace(/\.(?:module|_orig_mod)$/, '')
      .split('.')
      .at(-1) ?? null
  );
}

/** Names that many classes have a method of. */
const common =
  /^(?:load|get|set|run|read|open|save|write|fit|transform|predict|call|forward|step|update|add|init|main|close|start|create|build|make|process|parse|from_\w+|load_state_dict|__call__)$/;

/** Whether a call can mean a function of the repository, by what is known of either. */
export function canMean(call: Call, caller: Module, { module, scope }: OwnFunction): boolean {
  const { qualified } = call;
  if (qualified === null) return caller === module || !common.test(calledName(call) ?? '');
  if (qualified.startsWith('.')) {
    const own = module.scopes[scope];
    return caller === module && own !== undefined && qualified.replaceAll('()', '').endsWith(calledName(call) ?? '');
  }
  const plain = qualified.replaceAll(/\(\)|\[\]/g, '');
  return (
    module.names.some((name) => plain === name || plain.startsWith(`${name}.`) || plain.includes(`.${name}.`)) ||
    startsBeside(plain, module)
  );
}

/** An import by a part of the path only, as scripts of one folder do it. */
function startsBeside(plain: string, module: Module): boolean {
  const segments = plain.split('.');
  const folders = module.path.replace(/(?:\/__init__)?\.pyw?$/, '').split('/');
  return segments.slice(0, -1).some((segment) => segment !== '' && folders.includes(segment));
}

/** Calls that stand in one of the scopes, in order. */
export function callsIn(module: Module, scopes: ReadonlySet<number>): readonly Call[] {
  let byScope = callsByScope.get(module);
  if (byScope === undefined) {
    byScope = new Map();
    for (const call of module.calls) put(byScope, call.scope, call);
    callsByScope.set(module, byScope);
  }
  if (scopes.size === 1) for (const scope of scopes) return byScope.get(scope) ?? [];
  return [...scopes].flatMap((scope) => byScope.get(scope) ?? []).sort((a, b) => a.index - b.index);
}

const callsByScope = new WeakMap<Module, Map<number, Call[]>>();

/** What is assigned to a name in a scope, or to a dotted path anywhere in the module, in order. */
export function givenTo(module: Module, target: string, scope: number | null): readonly Assignment[] {
  let known = assignments.get(module);
  if (known === undefined) {
    known = new Map();
    for (const one of module.assignments)
      for (const key of targetsOf(one.target)) {
        put(known, `${one.scope}:${key}`, one);
        put(known, key, one);
      }
    assignments.set(module, known);
  }
  return known.get(scope === null ? target : `${scope}:${target}`) ?? [];
}

const assignments = new WeakMap<Module, Map<string, Assignment[]>>();

function targetsOf(target: Expression): readonly string[] {
  if (target.kind === 'sequence') return target.items.flatMap(targetsOf);
  const path = pathOf(target);
  return path === null ? [] : [path];
}

/** The outermost function or, outside of all, the module that a scope stands in; a method for what stands in it. */
export function functionAround(module: Module, scope: number): number {
  let found = 0;
  for (let at = scope; at > 0; at = module.scopes[at]?.parent ?? 0) {
    if (module.scopes[at]?.kind === 'function') found = at;
  }
  return found;
}

/** The class whose body a scope stands in, or -1. */
export function classAround(module: Module, scope: number): number {
  for (let at = scope; at > 0; at = module.scopes[at]?.parent ?? 0) if (module.scopes[at]?.kind === 'class') return at;
  return -1;
}

/** Whether a place lies within the lines of a block. */
export function isInside({ at, endLine }: Pick<Block, 'at' | 'endLine'>, place: Position): boolean {
  return at.cell === place.cell && at.line <= place.line && place.line <= endLine;
}

const deepest = 3;
const most = 60;

/**
 * Whether something holds in one of the scopes, or in a function of the repository that is called there, directly or
 * through others. Functions are told by their bare names, so that methods of unknown instances count, too.
 */
export function holdsBelow(
  facts: Facts,
  calls: readonly Call[],
  holds: (one: OwnFunction) => boolean,
  depth = 0,
  seen = new Set<string>(),
): boolean {
  if (depth > deepest || seen.size > most) return false;
  const functions = functionsByName(facts);
  const names = new Set<string>();
  for (const call of calls) {
    const name = calledName(call);
    if (name !== null && !seen.has(name)) names.add(name);
    // A function that is handed over is called, too.
    for (const { value } of [...call.arguments, ...call.keywords]) {
      if (value.kind === 'name' && !seen.has(value.name) && functions.has(value.name)) names.add(value.name);
    }
  }
  for (const name of names) seen.add(name);
  for (const name of names) {
    for (const one of (functions.get(name) ?? []).slice(0, most)) {
      if (holds(one)) return true;
      const within = callsIn(one.module, scopesWithin(one.module, one.scope));
      if (holdsBelow(facts, within, holds, depth + 1, seen)) return true;
    }
  }
  return false;
}
