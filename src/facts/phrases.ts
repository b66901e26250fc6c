const known = new Map<string, RegExp>();

/**
 * A matcher for any of the phrases in prose: whole words, any case, any white space between words; a phrase that ends
 * in `*` matches words that begin so.
 */
export function phrases(list: readonly string[]): RegExp {
  const key = list.join('\n');
  let expression = known.get(key);
  if (expression === undefined) {
    const alternatives = list.map((phrase) => {
      const open = phrase.endsWith('*');
      const words = (open ? phrase.slice(0, -1) : phrase)
        .split(/\s+/)
        .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return words.join('\\s+') + (open ? '' : '(?![\\p{L}\\p{N}_])');
    });
    expression = list.length === 0 ? /(?!)/ : new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${alternatives.join('|')})`, 'iu');
    known.set(key, expression);
  }
  return expression;
}

/** Text that stands where an author has yet to write. */
export const unwritten =
  /\[more information needed\]|\blorem ipsum\b|^\s*(todo|tbd|coming soon|n\/a|wip)\b|\byour (project|text) here\b|^\s*<[^>]{1,80}>\s*$/i;

/** The first two words of a phrase in the usual cases, in one line or across two: a text without them does not hold it. */
export function wordNeedles(phrase: string): readonly string[] {
  const [first = '', second] = phrase.toLowerCase().replace(/\*$/, '').split(/\s+/);
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const cased = (word: string) => [word, capital(word), word.toUpperCase()];
  if (second === undefined) return cased(first);
  const pairs = [
    [first, second],
    [capital(first), second],
    [capital(first), capital(second)],
    [first.toUpperCase(), second.toUpperCase()],
  ];
  return pairs.flatMap((pair) => [pair.join(' '), pair.join('\n')]);
}
