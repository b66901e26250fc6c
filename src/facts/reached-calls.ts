import type { Call, Module } from './python/module.ts';
import type { TestFunction } from './tests.ts';

const mostScopes = 60;

/**
 * Calls of a test and of what it reaches in its module: helpers that it calls, fixtures that it asks for, and what the
 * class sets up before each test.
 */
export function reachedCalls({ module, scope, calls }: TestFunction): readonly Call[] {
  if (scope === 0) return calls;
  const named = functionsByName(module);
  const reached = new Set([scope]);
  const all: Call[] = [];
  const reach = (name: string): void => {
    for (const one of named.get(name) ?? []) if (reached.size < mostScopes) reached.add(one);
  };
  const around = module.scopes[scope]?.parent ?? 0;
  for (const name of ['setUp', 'setUpClass', 'setup_method', 'setup_class', 'asyncSetUp']) {
    for (const one of named.get(name) ?? []) if (module.scopes[one]?.parent === around) reached.add(one);
  }
  for (const one of reached) {
    for (const { name } of module.scopes[one]?.parameters ?? []) reach(name);
    for (const call of module.calls) {
      if (!stands(module, call.scope, one)) continue;
      all.push(call);
      const { callee } = call;
      if (callee.kind === 'name') reach(callee.name);
      else if (callee.kind === 'attribute' && callee.base.kind === 'name' && /^(self|cls)$/.test(callee.base.name))
        reach(callee.name);
    }
  }
  return all;
}

function functionsByName(module: Module): ReadonlyMap<string, readonly number[]> {
  let found = known.get(module);
  if (found === undefined) {
    const names = new Map<string, number[]>();
    for (const [index, { kind, name }] of module.scopes.entries()) {
      if (kind !== 'function') continue;
      const same = names.get(name);
      if (same === undefined) names.set(name, [index]);
      else same.push(index);
    }
    found = names;
    known.set(module, found);
  }
  return found;
}

const known = new WeakMap<Module, ReadonlyMap<string, readonly number[]>>();

function stands(module: Module, inner: number, outer: number): boolean {
  for (let at = inner; at > 0; at = module.scopes[at]?.parent ?? 0) if (at === outer) return true;
  return false;
}
