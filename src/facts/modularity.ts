import type { Facts } from '../model.ts';
import { memo } from './memo.ts';
import { notebookState } from './notebook/state.ts';
import { absolute, packageOf } from './python/dotted.ts';
import { pythonImports } from './python/imports.ts';
import { pythonOutline } from './python/outline.ts';

/** How the Python code of a repository is divided into files. */
export interface Modularity {
  /** Modules with functions or classes that other files of the repository import. */
  readonly shared: readonly { readonly path: string; readonly line: number; readonly by: string }[];
  /** Further files with code, and how many functions and classes each has. */
  readonly scripts: readonly { readonly path: string; readonly definitions: number; readonly lines: number }[];
  readonly notebooks: readonly { readonly path: string; readonly lines: number }[];
}

const packaging = /(?:^|\/)(?:setup|conftest|noxfile|__init__|versioneer)\.py$/;
/** Fewer lines are a settings file or a launcher. */
const leastLines = 5;

/** Who imports whom is told from import statements and paths alone, generously: the end of a path is enough for a match. */
export const modularityOf: (facts: Facts) => Modularity = memo((facts) => {
  const outlines = facts
    .documents(pythonOutline)
    .filter(({ path }) => !packaging.test(path) && facts.place(path) !== 'tests');
  const named = new Map<string, string[]>();
  for (const { path, value } of outlines) {
    if (value.definitions.length === 0) continue;
    for (const name of endings(path)) named.set(name, [...(named.get(name) ?? []), path]);
  }
  const by = new Map<string, string>();
  for (const { path: importer, value } of facts.documents(pythonImports)) {
    const within = packageOf(importer);
    for (const { module } of value) {
      const name = module.startsWith('.') ? absolute(module, within) : module;
      for (const path of named.get(name) ?? []) if (path !== importer && !by.has(path)) by.set(path, importer);
    }
  }
  return {
    shared: outlines.flatMap(({ path, value }) => {
      const importer = by.get(path);
      return importer === undefined ? [] : [{ path, line: value.definitions[0]?.line ?? 1, by: importer }];
    }),
    scripts: outlines
      .filter(({ path, value }) => !by.has(path) && value.lines >= leastLines)
      .map(({ path, value }) => ({ path, definitions: value.definitions.length, lines: value.lines })),
    notebooks: facts
      .documents(notebookState)
      .filter(({ value }) => value.language === 'python' && value.lines > 0)
      .map(({ path, value }) => ({ path, lines: value.lines })),
  };
});

/** `a.b.c`, `b.c` and `c` for `a/b/c.py`. */
function endings(path: string): readonly string[] {
  const segments = path
    .replace(/\.pyw?$/i, '')
    .split('/')
    .slice(-8);
  return segments.map((_, at) => segments.slice(at).join('.'));
}
