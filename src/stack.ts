import { manifest } from './facts/dependencies/manifest.ts';
import { globs } from './facts/globs.ts';
import { pythonImports } from './facts/python/imports.ts';
import type { Facts, Need, StackDefinition, StackEntry } from './model.ts';

export const stackNeeds: readonly Need[] = [{ reader: pythonImports }, { reader: manifest }];

const mostEvidence = 3;

type Evidence = StackEntry['evidence'][number];

/**
 * What the repository is built with: used where code imports it or it has files, else declared where a manifest names
 * it. In the order of the definitions; evidence from the authors' own code before tests and examples.
 */
export function stackOf(facts: Facts, definitions: readonly StackDefinition[]): readonly StackEntry[] {
  const imported = byModule(facts);
  const declared = byDistribution(facts);
  const files = facts.files.filter(({ path, kind }) => kind !== 'submodule' && facts.place(path) !== 'vendored');
  return definitions.flatMap(({ name, group, imports = [], distributions = [], files: paths = [] }) => {
    const matches = globs(paths);
    const used = [
      ...imports.flatMap((module) => imported.get(module) ?? []),
      ...(paths.length === 0 ? [] : files.filter(({ path }) => matches(path)).map(({ path }) => ({ path, line: 1 }))),
    ];
    const evidence = used.length > 0 ? used : distributions.flatMap((distribution) => declared.get(distribution) ?? []);
    if (evidence.length === 0) return [];
    return [{ name, group, used: used.length > 0, evidence: first(facts, evidence) }];
  });
}

function byModule(facts: Facts): ReadonlyMap<string, readonly Evidence[]> {
  const places = new Map<string, Evidence[]>();
  for (const { path, value } of facts.documents(pythonImports)) {
    const here = new Set<string>();
    for (const { module, at } of value) {
      if (module.startsWith('.')) continue;
      for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
        if (here.has(name)) break;
        here.add(name);
        const evidence = { path, line: at.line, ...(at.cell === undefined ? {} : { cell: at.cell }) };
        const known = places.get(name);
        if (known === undefined) places.set(name, [evidence]);
        else known.push(evidence);
      }
    }
  }
  return places;
}

function byDistribution(facts: Facts): ReadonlyMap<string, readonly Evidence[]> {
  const places = new Map<string, Evidence[]>();
  for (const { path, value } of facts.documents(manifest)) {
    for (const { name, line } of value.dependencies) places.set(name, [...(places.get(name) ?? []), { path, line }]);
  }
  return places;
}

function first(facts: Facts, evidence: readonly Evidence[]): readonly Evidence[] {
  const rank = ({ path }: Evidence) => ['code', 'examples', 'tests', 'docs', 'vendored'].indexOf(facts.place(path));
  const ordered = [...evidence].sort(
    (a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line,
  );
  const byFile = new Map<string, Evidence>();
  for (const one of ordered) if (!byFile.has(one.path)) byFile.set(one.path, one);
  return [...byFile.values()].slice(0, mostEvidence);
}
