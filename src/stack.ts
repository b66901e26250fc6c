import { attributesOf } from './facts/attributes.ts';
import { container } from './facts/containers.ts';
import { manifest } from './facts/dependencies/manifest.ts';
import { globs } from './facts/globs.ts';
import { resourceNeeds, resourceTypes } from './facts/infrastructure/types.ts';
import { infrastructure } from './facts/infrastructure.ts';
import { pythonImports } from './facts/python/imports.ts';
import { pythonWords } from './facts/python/words.ts';
import { scripts } from './facts/scripts.ts';
import { workloadNeeds, workloadsOf } from './facts/workloads.ts';
import type { Facts, Need, Position, Reader, StackDefinition, StackEntry } from './model.ts';

/** What must be gathered to tell the stack. */
export function stackNeeds(definitions: readonly StackDefinition[]): readonly Need[] {
  const all = (key: 'words' | 'packages' | 'resources') => definitions.flatMap((one) => one[key] ?? []);
  return [
    { reader: pythonImports },
    { reader: manifest },
    { reader: container },
    { reader: pythonWords, needles: all('words') },
    { reader: scripts, needles: all('packages') },
    ...resourceNeeds(all('resources')),
    ...workloadNeeds,
  ];
}

const mostEvidence = 3;

type Evidence = StackEntry['evidence'][number];

/**
 * What the repository is built with: used where code imports it or it has files, else declared where a manifest names
 * it. In the order of the definitions; evidence from the authors' own code before tests and examples.
 */
export function stackOf(facts: Facts, definitions: readonly StackDefinition[]): readonly StackEntry[] {
  const imported = byModule(facts);
  const declared = byDistribution(facts);
  const images = byImage(facts);
  const files = facts.files.filter(({ path, kind }) => kind !== 'submodule' && facts.place(path) !== 'vendored');
  return definitions.flatMap((definition) => {
    const {
      name,
      group,
      imports = [],
      distributions = [],
      files: paths = [],
      words = [],
      packages = [],
      resources = [],
    } = definition;
    const matches = globs(paths);
    const used = [
      ...imports.flatMap((module) => imported.get(module) ?? []),
      ...(paths.length === 0 ? [] : files.filter(({ path }) => matches(path)).map(({ path }) => ({ path, line: 1 }))),
      ...named(facts, pythonWords, words, (value) => value),
      ...named(facts, scripts, packages, ({ packages: attached }) => attached),
      ...declaredBy(facts, resources),
      ...(definition.images ?? []).flatMap((image) => images.get(image) ?? []),
      ...(definition.lfs === true ? attributesOf(facts).lfs.map(({ path, line }) => ({ path, line })) : []),
    ];
    const evidence = used.length > 0 ? used : distributions.flatMap((distribution) => declared.get(distribution) ?? []);
    if (evidence.length === 0) return [];
    return [{ name, group, used: used.length > 0, evidence: first(facts, evidence) }];
  });
}

/** The first of the names that each document holds. */
function named<T>(
  facts: Facts,
  reader: Reader<T>,
  names: readonly string[],
  known: (value: T) => ReadonlyMap<string, Position>,
): readonly Evidence[] {
  if (names.length === 0) return [];
  return facts.documents(reader).flatMap(({ path, value }) => {
    const name = names.find((one) => known(value).has(one));
    const at = name === undefined ? undefined : known(value).get(name);
    return at === undefined ? [] : [{ path, line: at.line, ...(at.cell === undefined ? {} : { cell: at.cell }) }];
  });
}

function declaredBy(facts: Facts, types: readonly string[]): readonly Evidence[] {
  if (types.length === 0) return [];
  const wanted = resourceTypes(types);
  return facts
    .documents(infrastructure)
    .flatMap(({ path, value }) => value.filter(({ type }) => wanted(type)).map(({ line }) => ({ path, line })));
}

/** Images that Compose files and workloads run, by the last part of the name. */
function byImage(facts: Facts): ReadonlyMap<string, readonly Evidence[]> {
  const found = new Map<string, Evidence[]>();
  const add = (image: string, evidence: Evidence): void => {
    const name = (image.toLowerCase().split('@')[0] ?? '').split('/').at(-1)?.split(':')[0] ?? '';
    found.set(name, [...(found.get(name) ?? []), evidence]);
  };
  for (const { path, value } of facts.documents(container))
    for (const { image, line } of value.images) add(image, { path, line });
  for (const { path, image, line } of workloadsOf(facts)) if (image !== null) add(image, { path, line });
  return found;
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
