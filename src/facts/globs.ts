import picomatch from 'picomatch';

const compiled = new Map<string, (path: string) => boolean>();

/**
 * A matcher for any of the globs (picomatch syntax, dot files included). A glob without a slash matches the
 * file name at any depth; a glob that ends in a slash matches everything below that folder.
 */
export function globs(patterns: readonly string[]): (path: string) => boolean {
  const key = patterns.join('\n');
  let matcher = compiled.get(key);
  if (matcher === undefined) {
    const normal = patterns.map((pattern) => {
      const below = pattern.endsWith('/') ? `${pattern}**` : pattern;
      return below.replace(/\/$/, '').includes('/') ? below.replace(/^\//, '') : `**/${below}`;
    });
    matcher = patterns.length === 0 ? () => false : picomatch(normal, { dot: true, nocase: true });
    compiled.set(key, matcher);
  }
  return matcher;
}
