import type { Facts } from '../../model.ts';
import { memo } from '../memo.ts';
import type { ApiPattern } from './api.ts';
import type { Call, Module } from './module.ts';
import { python } from './reader.ts';

export interface LocatedCall {
  readonly module: Module;
  readonly call: Call;
}

/** All calls of a view by the qualified name of what is called. */
const byName: (facts: Facts) => ReadonlyMap<string, readonly LocatedCall[]> = memo((facts) => {
  const calls = new Map<string, LocatedCall[]>();
  for (const { value: module } of facts.documents(python)) {
    for (const call of module.calls) {
      if (call.qualified === null || call.qualified.startsWith('.')) continue;
      const known = calls.get(call.qualified);
      if (known === undefined) calls.set(call.qualified, [{ module, call }]);
      else known.push({ module, call });
    }
  }
  return calls;
});

/** Calls whose qualified name matches; each name is looked at once, however often it is called. */
export function callsOf(facts: Facts, pattern: ApiPattern): readonly LocatedCall[] {
  return [...byName(facts)].flatMap(([name, calls]) => (pattern.matches(name) ? calls : []));
}
