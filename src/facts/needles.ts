/** Tells whether a text holds one of many needles. `a&&b` is held where all its parts are. */
export interface Needles {
  heldBy(text: string): boolean;
  /** The needles that a text holds. */
  among(text: string): ReadonlySet<string>;
}

/**
 * Compiles needles into one regular expression of literals, ten times as fast over hundreds of needles as looking for
 * one after the other. Of a needle in parts the last is searched; the others are the more common ones.
 */
export function needlesOf(list: readonly string[]): Needles {
  const needles = [...new Set(list)].map((needle) => needle.split('&&'));
  /** What is searched → what must stand beside it, one list for each needle that ends so. */
  const beside = new Map<string, (readonly string[])[]>();
  for (const parts of needles) {
    const last = parts.at(-1) ?? '';
    beside.set(last, [...(beside.get(last) ?? []), parts.slice(0, -1)]);
  }
  // At one place the longest comes first, and stands for those that it begins with.
  const searched = [...beside.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const starts = new Map(searched.map((one) => [one, searched.filter((other) => one.startsWith(other))]));
  const expression = new RegExp(
    searched.map((one) => one.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|') || '(?!)',
    'g',
  );
  const complete = (one: string, text: string) =>
    beside.get(one)?.some((others) => others.every((other) => text.includes(other))) === true;
  return {
    heldBy: (text) => {
      const refused = new Set<string>();
      expression.lastIndex = 0;
      for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
        const [found] = match;
        if (!refused.has(found)) {
          if (starts.get(found)?.some((one) => complete(one, text)) === true) return true;
          refused.add(found);
        }
        expression.lastIndex = match.index + 1;
      }
      return false;
    },
    among: (text) =>
      new Set(needles.filter((parts) => parts.every((part) => text.includes(part))).map((parts) => parts.join('&&'))),
  };
}
