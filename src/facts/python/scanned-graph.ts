import type { Facts } from '../../model.ts';
import { memo } from '../memo.ts';
import { folderOf, nameOf } from '../patterns.ts';
import { pythonImports } from './imports.ts';

/** Gives the modules and notebooks of the repository that a file imports itself. */
export type Imports = (path: string) => readonly string[];

/**
 * Which files import which, by the scan of import statements alone: no file has to be parsed. A name stands for every
 * file whose path ends in it, since nobody knows which folder is on the path when the program starts.
 */
export const scannedImports: (facts: Facts) => Imports = memo((facts) => {
  const byLast = new Map<string, string[]>();
  for (const { path } of facts.documents(pythonImports)) {
    const module = path.replace(/(\/__init__)?\.pyw?$/i, '');
    if (module === path) continue;
    const last = nameOf(module);
    const same = byLast.get(last);
    if (same === undefined) byLast.set(last, [module]);
    else same.push(module);
  }
  const pathOf = new Map(
    facts.documents(pythonImports).map(({ path }) => [path.replace(/(\/__init__)?\.pyw?$/i, ''), path]),
  );
  const known = new Map<string, readonly string[]>();
  return (path) => {
    let imports = known.get(path);
    if (imports === undefined) {
      const found = new Set<string>();
      for (const { module } of facts.document(pythonImports, path) ?? []) {
        for (const one of resolve(module, path, byLast)) found.add(pathOf.get(one) ?? one);
      }
      found.delete(path);
      imports = [...found].sort();
      known.set(path, imports);
    }
    return imports;
  };
});

/** The given files and all that they import, directly or through others. */
export function importedFrom(imports: Imports, paths: Iterable<string>): ReadonlySet<string> {
  const reached = new Set(paths);
  for (const path of reached) for (const next of imports(path)) reached.add(next);
  return reached;
}

function resolve(module: string, importer: string, byLast: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const dots = module.length - module.replace(/^\.+/, '').length;
  const segments = module
    .slice(dots)
    .split('.')
    .filter((part) => part !== '');
  const last = segments.at(-1);
  if (last === undefined) return [];
  const suffix = segments.join('/');
  const candidates = byLast.get(last) ?? [];
  if (dots > 0) {
    let folder = folderOf(importer);
    for (let up = 1; up < dots; up += 1) folder = folderOf(folder.slice(0, -1));
    return candidates.filter((one) => one === folder + suffix);
  }
  const beside = candidates.filter((one) => one === folderOf(importer) + suffix);
  return beside.length > 0 ? beside : candidates.filter((one) => one === suffix || one.endsWith(`/${suffix}`));
}
