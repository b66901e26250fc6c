/** Folders that are put on the import path rather than into a dotted name. */
const ROOTS = new Set(['src', 'lib', 'python', 'source', 'code']);
const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Dotted names under which code of the repository can import the file, shortest first; none for a notebook. */
export function dottedNames(path: string): string[] {
  const match = /\.pyw?$/i.exec(path);
  if (match === null) return [];
  const segments = path.slice(0, match.index).split('/');
  if (segments.at(-1) === '__init__') segments.pop();
  const last = segments.at(-1);
  return last === undefined || !IDENTIFIER.test(last) ? [] : fromRoots(segments);
}

/** The package in which relative imports of the file begin, dotted; empty at an import root. */
export function packageOf(path: string): string {
  return fromRoots(path.split('/').slice(0, -1))[0] ?? '';
}

/**
 * The absolute name for `module` as imported by a file of the package, `.data` in `churn` being `churn.data`.
 * Dots that lead out of the known tree are dropped.
 */
export function absolute(module: string, within: string): string {
  let dots = 0;
  while (module[dots] === '.') dots++;
  if (dots === 0) return module;
  const parts = within === '' ? [] : within.split('.');
  const base = parts.slice(0, Math.max(0, parts.length - (dots - 1)));
  return [...base, module.slice(dots)].filter((part) => part !== '').join('.');
}

/**
 * The names that an absolute name may stand for in a file of the package, `utils` in `project.jobs` being `utils`,
 * `project.jobs.utils` or `project.utils`: the folder of the script that was started is on the path, whichever that is.
 */
export function startedBelow(name: string, within: string): string[] {
  const names = [name];
  for (let folder = within; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('.'))))
    names.push(`${folder}.${name}`);
  return names;
}

function fromRoots(segments: readonly string[]): string[] {
  const names: string[] = [];
  for (let start = segments.length; start >= 0; start--) {
    const before = segments[start - 1];
    const usable = start < segments.length;
    if (before === undefined || !IDENTIFIER.test(before)) {
      if (usable) names.push(segments.slice(start).join('.'));
      break;
    }
    if (usable && ROOTS.has(before)) names.push(segments.slice(start).join('.'));
  }
  return names;
}
