import type { Draft, Place } from './draft.ts';
import { groupOf } from './groups.ts';
import { normalise } from './names.ts';
import { isPinned, toPep440 } from './specifier.ts';
import { tableReference } from './table-reference.ts';
import { get, isTable, list, type Table, type TomlFile, table, text } from './toml.ts';

/** Poetry's `platform = "!=darwin"` or `python = "^3.9"` as PEP 508 writes it. */
function marker(variable: string, restriction: string | null): string | null {
  if (restriction === null) return null;
  const ranges = variable === 'python_version' ? toPep440(restriction) : [restriction];
  const clauses = ranges?.length === 1 ? (ranges[0]?.split(',') ?? []) : [restriction];
  return clauses
    .map((clause) => {
      const [, operator = '==', value = ''] = /^([<>=!~]+)?\s*(.*)$/.exec(clause.trim()) ?? [];
      return `${variable} ${operator} "${value.replaceAll('"', '').replaceAll("'", '')}"`;
    })
    .join(' and ');
}

/** Adds one constraint of Poetry's or Pipenv's: a version, or a table of version, extras, markers and place. */
export function addConstraint(draft: Draft, name: string, value: unknown, place: Place): void {
  if (typeof value !== 'string' && !isTable(value)) {
    draft.complete = false;
    return;
  }
  const details: Table = isTable(value) ? value : { version: value };
  const specifier = (text(get(details, 'version')) ?? '').trim();
  const known = toPep440(specifier) !== null;
  if (!known) draft.complete = false;
  const reference = tableReference(details);
  const markers = [
    text(get(details, 'markers')),
    marker('sys_platform', text(get(details, 'platform')) ?? text(get(details, 'sys_platform'))),
    marker('python_version', text(get(details, 'python'))),
  ].filter((part) => part !== null);
  draft.add({
    ...place,
    name: normalise(name),
    specifier: known ? specifier : '',
    pinned: reference?.pinned ?? isPinned(specifier),
    url: reference?.url ?? null,
    extras: list(get(details, 'extras')).flatMap((extra) => text(extra) ?? []),
    marker: markers.length > 0 ? markers.join(' and ') : null,
  });
}

function addTable(draft: Draft, file: TomlFile, path: readonly string[], place: Omit<Place, 'line'>): void {
  const value = get(file.root, ...path);
  if (value === undefined) return;
  if (!isTable(value)) draft.complete = false;
  const extras = new Map<unknown, string>();
  for (const [extra, names] of Object.entries(table(get(file.root, 'tool', 'poetry', 'extras')))) {
    for (const name of list(names)) if (!extras.has(name)) extras.set(name, extra);
  }
  const declared = new Set(place.group === 'main' ? draft.dependencies.map((dependency) => dependency.name) : []);
  for (const [name, constraint] of Object.entries(table(value))) {
    const line = file.lines.of(...path, name);
    // Beside `[project]`, Poetry's own table only says where packages come from.
    if (declared.has(normalise(name))) continue;
    if (name === 'python') {
      const range = text(constraint) ?? text(get(constraint, 'version'));
      if (range !== null) draft.setPython(range, line);
      continue;
    }
    for (const entry of Array.isArray(constraint) ? constraint : [constraint]) {
      if (get(entry, 'optional') !== true) {
        addConstraint(draft, name, entry, { ...place, line });
        continue;
      }
      addConstraint(draft, name, entry, { group: 'optional', groupName: extras.get(name) ?? null, line });
    }
  }
}

/** Adds the tables of Poetry 1 and 2. See https://python-poetry.org/docs/dependency-specification/. */
export function addPoetry(draft: Draft, file: TomlFile): void {
  addTable(draft, file, ['tool', 'poetry', 'dependencies'], { group: 'main' });
  addTable(draft, file, ['tool', 'poetry', 'dev-dependencies'], { group: 'dev', groupName: 'dev' });
  for (const groupName of Object.keys(table(get(file.root, 'tool', 'poetry', 'group')))) {
    const path = ['tool', 'poetry', 'group', groupName, 'dependencies'];
    addTable(draft, file, path, { group: groupOf(groupName), groupName });
  }
}
