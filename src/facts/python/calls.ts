import type { Facts } from '../../model.ts';
import { memo } from '../memo.ts';
import type { ApiPattern } from './api.ts';
import type { Call, Module } from './module.ts';
import { python } from './reader.ts';

export interface LocatedCall {
  readonly module: Module;
  readonly call: Call;
}

type ByName = Map<string, LocatedCall[]>;

/** All calls of a view by the first segment of what is called, then by its whole qualified name. */
const byRoot: (facts: Facts) => ReadonlyMap<string, ByName> = memo((facts) => {
  const roots = new Map<string, ByName>();
  for (const { value: module } of facts.documents(python)) {
    for (const call of module.calls) {
      if (call.qualified === null || call.qualified.startsWith('.')) continue;
      const root = /^[^.()[]*/.exec(call.qualified)?.[0] ?? '';
      const names = roots.get(root) ?? new Map<string, LocatedCall[]>();
      roots.set(root, names);
      const known = names.get(call.qualified);
      if (known === undefined) names.set(call.qualified, [{ module, call }]);
      else known.push({ module, call });
    }
  }
  return roots;
});

/** Calls whose qualified name matches; each name is looked at once, however often it is called. */
export function callsOf(facts: Facts, pattern: ApiPattern): readonly LocatedCall[] {
  const roots = byRoot(facts);
  const wanted = pattern.roots === null ? [...roots.values()] : pattern.roots.flatMap((root) => roots.get(root) ?? []);
  return wanted.flatMap((names) => [...names].flatMap(([name, calls]) => (pattern.matches(name) ? calls : [])));
}
