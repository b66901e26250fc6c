/** A path within the repository, without `.` and `..`. What leads out of it, or is absolute, ends at the root. */
export function join(folder: string, path: string): string {
  const segments = path.startsWith('/') ? [] : folder.split('/').filter((segment) => segment !== '');
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

/** Where `cd` leads. A place that only a variable tells is taken for where one is, the checkout itself for the root. */
export function changed(directory: string, word: string, script: string): string {
  if (
    /^(?:\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|WORKSPACE)\}?|\$\(git rev-parse --show-toplevel\)|\$\{\{\s*github\.workspace\s*\}\})/.test(
      word,
    )
  ) {
    return join('', word.replace(/^[^/]*/, '').replace(/^\/+/, ''));
  }
  if (/dirname/.test(word)) {
    return join(
      script.slice(0, Math.max(0, script.lastIndexOf('/'))),
      word.slice(word.lastIndexOf(')') + 1).replace(/^\/+/, ''),
    );
  }
  if (/^[/~]|\$|^-$/.test(word)) return directory;
  return join(directory, word);
}
