import { closest, distance } from 'fastest-levenshtein';

/**
 * The candidate that a misspelt word most likely stands for, or `null` where none is near: at most a third of the
 * letters may differ, or all be there in another order. Case does not count. Of equally near candidates the first one wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase().slice(0, 100);
  const list = [...candidates];
  const lowered = list.map((candidate) => candidate.toLowerCase());
  if (list.length === 0 || wanted === '') return null;
  const found = closest(wanted, lowered);
  const allowed = Math.max(1, Math.floor(Math.max(wanted.length, found.length) / 3));
  const near = distance(wanted, found) <= allowed || letters(wanted) === letters(found);
  return near ? (list[lowered.indexOf(found)] ?? null) : null;
}

function letters(word: string): string {
  return [...word].sort().join('');
}
