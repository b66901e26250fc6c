/**
 * Whether a pattern of a file such as .gitignore may be turned into a regular expression: many wildcards side by side
 * make matching take forever, and nobody needs them.
 */
export function bearable(pattern: string): boolean {
  if (pattern.length > 1000) return false;
  const segments = pattern.split('/');
  const folders = segments.filter((segment) => segment === '**').length;
  return folders <= 3 && segments.every((segment) => (segment.match(/\*+/g) ?? []).length <= 3);
}

/** The folder that a path stands in, with its slash; empty at the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
