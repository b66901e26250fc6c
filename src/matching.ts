import { partsOf } from './fingerprint.ts';

/** Something that fails, at a place or (where `path` is null) as a whole. */
export interface Failing {
  readonly rule: string;
  readonly path: string | null;
  readonly message: string;
  /** Empty for a rule without a place. */
  readonly fingerprint: string;
}

export interface Matching<Before, After> {
  readonly pairs: readonly (readonly [Before, After])[];
  /** In `before` only. */
  readonly gone: readonly Before[];
  /** In `after` only. */
  readonly fresh: readonly After[];
}

/**
 * Pairs what fails in one state with what fails in another: the same content in the same surroundings first, then
 * the same content in the same file, then in another one (moved), then the same message where only the line itself
 * was edited, or where nothing else in the file is told so. Each counts once, so that a second copy of an old finding is new; only one without a place stands for all
 * of its rule.
 *
 * @param isSecret rules of credentials, which are never taken for edited; and for moved only where `exact`
 * @param exact the fingerprints tell one credential from another
 */
export function match<Before extends Failing, After extends Failing>(
  before: readonly Before[],
  after: readonly After[],
  isSecret: (rule: string) => boolean,
  exact = false,
): Matching<Before, After> {
  const pairs: [Before, After][] = [];
  let gone: readonly Before[] = before;
  let fresh: readonly After[] = after;
  for (const keyOf of [...keys(isSecret, exact), onlyOne(before, after, isSecret)]) {
    // The last comes out first, so the first goes in last.
    const waiting = grouped([...gone].reverse(), keyOf);
    const taken = new Set<Before>();
    fresh = fresh.filter((one) => {
      const key = keyOf(one);
      const other = key === null ? undefined : waiting.get(key)?.pop();
      if (other === undefined) return true;
      taken.add(other);
      pairs.push([other, one]);
      return false;
    });
    gone = gone.filter((one) => !taken.has(one));
  }
  // A rule that fails as a whole, before or now, fails at each of its places.
  const wholes = new Map(before.filter(({ path }) => path === null).map((one) => [one.rule, one]));
  const any = new Map(before.map((one) => [one.rule, one]));
  const old = new Set<Before>();
  fresh = fresh.filter((one) => {
    const other = wholes.get(one.rule) ?? (one.path === null ? any.get(one.rule) : undefined);
    if (other === undefined) return true;
    old.add(other);
    pairs.push([other, one]);
    return false;
  });
  return { pairs, gone: gone.filter((one) => !old.has(one)), fresh };
}

/** What is said of a file only once, before and now, is the same although its line was rewritten. */
function onlyOne(before: readonly Failing[], after: readonly Failing[], isSecret: (rule: string) => boolean): Key {
  // `has 0 words` and `has 1 word` say the same of a file.
  const said = ({ rule, path, message }: Failing) =>
    JSON.stringify([rule, path, message.replace(/\d+( \w+?)?s?\b/g, '#$1')]);
  const [was, is] = [grouped(before, said), grouped(after, said)];
  return (one) => {
    const key = said(one);
    const once = was.get(key)?.length === 1 && is.get(key)?.length === 1;
    return once && one.path !== null && !isSecret(one.rule) ? key : null;
  };
}

/** The members of each group in their order; those without a key are in none. */
export function grouped<T, K>(list: readonly T[], keyOf: (one: T) => K | null): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

type Key = (one: Failing) => string | null;

function keys(isSecret: (rule: string) => boolean, exact: boolean): readonly Key[] {
  const key = (...parts: readonly (string | null)[]) => JSON.stringify(parts);
  const edited =
    (side: 'above' | 'below'): Key =>
    ({ rule, path, message, fingerprint }) => {
      const around = partsOf(fingerprint)[side];
      return around === '' || isSecret(rule) ? null : key(rule, path, message, around);
    };
  return [
    ({ rule, path, fingerprint }) => key(rule, path, fingerprint),
    ({ rule, path, fingerprint }) => key(rule, path, partsOf(fingerprint).content),
    ({ rule, path, fingerprint }) =>
      path === null || (isSecret(rule) && !exact) ? null : key(rule, partsOf(fingerprint).content),
    edited('above'),
    edited('below'),
  ];
}
