/** More entries than this are taken for an attack or a mistake, such as auditing a whole disk. */
export const MAX_ENTRIES = 500_000;

/** Whether `path` is relative, separated by `/`, stays below its root and does not reach into a `.git`. */
export function isSafePath(path: string): boolean {
  if (path === '' || path.includes('\0')) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git');
}

/** Compares by UTF-16 code units, the order of `Source.entries`. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/**
 * The path that people see for a name on disk or in Git, which may be any bytes: what is not UTF-8 becomes U+FFFD.
 * A number keeps the path apart from those in `taken`, so that nobody hides a file behind another one.
 */
export function pathOf(name: Buffer, taken: { has(path: string): boolean }): string {
  const path = name.toString('utf8');
  let unique = path;
  for (let number = 2; taken.has(unique); number++) unique = `${path}~${number}`;
  return unique;
}
