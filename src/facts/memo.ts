import type { Facts } from '../model.ts';

/**
 * Remembers what was derived from facts for as long as those facts live. Facts are frozen, so the answer
 * cannot go stale; each view is an object of its own and is remembered apart.
 */
export function memo<T>(derive: (facts: Facts) => T): (facts: Facts) => T {
  const known = new WeakMap<Facts, { readonly value: T }>();
  return (facts) => {
    let entry = known.get(facts);
    if (entry === undefined) {
      entry = { value: derive(facts) };
      known.set(facts, entry);
    }
    return entry.value;
  };
}
