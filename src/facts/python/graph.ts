import type { Facts } from '../../model.ts';
import { memo } from '../memo.ts';
import { packageOf, startedBelow } from './dotted.ts';
import type { Import, Module } from './module.ts';
import { python } from './reader.ts';

/** Which modules of the repository import which, over the modules that were parsed. */
export interface ImportGraph {
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  readonly importedBy: ReadonlyMap<string, ReadonlySet<string>>;
}

export const importGraph: (facts: Facts) => ImportGraph = memo((facts) => {
  const modules = facts.documents(python).map(({ value }) => value);
  const byName = new Map<string, string[]>();
  for (const module of modules) {
    if (module.notebook) continue;
    for (const name of module.names) byName.set(name, [...(byName.get(name) ?? []), module.path]);
  }
  const imports = new Map<string, Set<string>>();
  const importedBy = new Map<string, Set<string>>();
  for (const module of modules) {
    for (const one of module.imports) {
      for (const name of candidates(module, one)) {
        for (const path of byName.get(name) ?? []) {
          if (path === module.path) continue;
          put(imports, module.path, path);
          put(importedBy, path, module.path);
        }
      }
    }
  }
  return { imports, importedBy };
});

/** The given modules and all that they import, directly or through others. */
export function reachedFrom(graph: ImportGraph, paths: Iterable<string>): ReadonlySet<string> {
  return closure(graph.imports, paths);
}

/** The given modules and all that import them, directly or through others. */
export function reaching(graph: ImportGraph, paths: Iterable<string>): ReadonlySet<string> {
  return closure(graph.importedBy, paths);
}

function closure(edges: ReadonlyMap<string, ReadonlySet<string>>, paths: Iterable<string>): ReadonlySet<string> {
  const reached = new Set(paths);
  for (const path of reached) for (const next of edges.get(path) ?? []) reached.add(next);
  return reached;
}

function candidates(module: Module, one: Import): readonly string[] {
  const bases = one.module.startsWith('.')
    ? relative(module, one.module)
    : startedBelow(one.module, packageOf(module.path));
  return bases.flatMap((base) => (one.name === null || one.name === '*' ? [base] : [`${base}.${one.name}`, base]));
}

function relative(module: Module, from: string): readonly string[] {
  const dots = from.length - from.replace(/^\.+/, '').length;
  const rest = from.slice(dots);
  const isPackage = module.path.endsWith('/__init__.py') || module.path === '__init__.py';
  return module.names.flatMap((name) => {
    const segments = name.split('.');
    const up = isPackage ? dots - 1 : dots;
    if (up > segments.length) return [];
    const base = segments.slice(0, segments.length - up).join('.');
    return rest === '' ? [base] : [base === '' ? rest : `${base}.${rest}`];
  });
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
