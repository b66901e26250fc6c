import type { FileText, Parsed } from '../../model.ts';
import { Draft, type Place } from './draft.ts';
import { groupOf } from './groups.ts';
import type { Manifest } from './model.ts';
import { addConstraint } from './poetry.ts';
import { isPinned, toPep440 } from './specifier.ts';
import { tableReference } from './table-reference.ts';
import { get, isTable, readToml, type TomlFile, table, text } from './toml.ts';

function addCondaTable(draft: Draft, file: TomlFile, path: readonly string[], place: Omit<Place, 'line'>): void {
  const value = get(file.root, ...path);
  if (value !== undefined && !isTable(value)) draft.complete = false;
  for (const [name, constraint] of Object.entries(table(value))) {
    const line = file.lines.of(...path, name);
    const version = text(constraint) ?? text(get(constraint, 'version')) ?? (isTable(constraint) ? '' : null);
    if (version === null || toPep440(version) === null) {
      draft.complete = false;
    } else if (name === 'python') {
      draft.setPython(version, line);
    } else {
      const build = text(get(constraint, 'build'));
      const reference = isTable(constraint) ? tableReference(constraint) : null;
      draft.add({
        ...place,
        name,
        specifier: version,
        pinned: reference?.pinned ?? (isPinned(version) || (build !== null && isPinned(`=${version}=${build}`))),
        url: reference?.url ?? null,
        hashed: ['sha256', 'md5'].some((key) => text(get(constraint, key)) !== null),
        ecosystem: 'conda',
        line,
      });
    }
  }
}

/** Adds a feature, or the workspace itself: what stands in its tables, and in those for single platforms. */
function addFeature(draft: Draft, file: TomlFile, path: readonly string[], place: Omit<Place, 'line'>): void {
  const targets = Object.keys(table(get(file.root, ...path, 'target'))).map((name) => [...path, 'target', name]);
  for (const base of [path, ...targets]) {
    addCondaTable(draft, file, [...base, 'dependencies'], place);
    addCondaTable(draft, file, [...base, 'host-dependencies'], { group: 'build' });
    addCondaTable(draft, file, [...base, 'build-dependencies'], { group: 'build' });
    for (const [name, constraint] of Object.entries(table(get(file.root, ...base, 'pypi-dependencies')))) {
      const line = file.lines.of(...base, 'pypi-dependencies', name);
      const own = get(constraint, 'path') === '.' || get(constraint, 'path') === './';
      if (!own) addConstraint(draft, name, constraint, { ...place, line });
    }
  }
}

/** Adds the tables of Pixi below `path`. See https://pixi.sh/latest/reference/pixi_manifest/. */
export function addPixi(draft: Draft, file: TomlFile, path: readonly string[]): void {
  addFeature(draft, file, path, { group: 'main' });
  for (const groupName of Object.keys(table(get(file.root, ...path, 'feature')))) {
    addFeature(draft, file, [...path, 'feature', groupName], { group: groupOf(groupName), groupName });
  }
}

/** Reads a pixi.toml. */
export function readPixi(source: FileText): Parsed<Manifest> {
  const file = readToml(source.text);
  const draft = new Draft('pixi.toml', source.path);
  addPixi(draft, file, []);
  for (const name of Object.keys(file.root)) draft.sections.push({ name, line: file.lines.of(name) });
  return draft.finish();
}
