import type { Draft } from './draft.ts';
import { groupOf } from './groups.ts';
import { normalise } from './names.ts';
import { get, list, type TomlFile, table, text } from './toml.ts';

/** Names of the groups that `names` include, themselves included. */
function included(groups: ReadonlyMap<string, readonly unknown[]>, names: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const entry of groups.get(name) ?? []) {
      const target = text(get(entry, 'include-group'));
      if (target !== null) open.push(normalise(target));
    }
  }
  return reached;
}

/**
 * Adds the groups of PEP 735. A group that is included is not repeated; but one that a development group includes
 * is for development, too.
 */
export function dependencyGroups(draft: Draft, { root, lines }: TomlFile): void {
  const tables = table(get(root, 'dependency-groups'));
  const groups = new Map(Object.entries(tables).map(([name, value]) => [normalise(name), list(value)]));
  const development = included(
    groups,
    [...groups.keys()].filter((name) => groupOf(name) === 'dev'),
  );
  for (const [groupName, entries] of Object.entries(tables)) {
    const group = development.has(normalise(groupName)) ? 'dev' : 'optional';
    if (!Array.isArray(entries)) draft.complete = false;
    list(entries).forEach((entry, index) => {
      const target = text(get(entry, 'include-group'));
      if (target === null) {
        draft.requirement(entry, { group, groupName, line: lines.of('dependency-groups', groupName, index) });
      } else if (!groups.has(normalise(target))) draft.complete = false;
    });
  }
}
