import { type Group, groupOf } from './groups.ts';
import { get, type TomlFile, table } from './toml.ts';

type AddList = (path: readonly string[], group: Group, groupName: string | null) => void;

/** Names the lists of requirements that PDM, uv, Rye, Hatch and Flit keep in tables of their own. */
export function addTools({ root }: TomlFile, addList: AddList): void {
  const keys = (...path: string[]): string[] => Object.keys(table(get(root, ...path)));
  for (const name of keys('tool', 'pdm', 'dev-dependencies')) {
    addList(['tool', 'pdm', 'dev-dependencies', name], 'dev', name);
  }
  addList(['tool', 'uv', 'dev-dependencies'], 'dev', 'dev');
  addList(['tool', 'rye', 'dev-dependencies'], 'dev', 'dev');
  for (const name of keys('tool', 'hatch', 'envs')) {
    addList(['tool', 'hatch', 'envs', name, 'dependencies'], 'dev', name);
    addList(['tool', 'hatch', 'envs', name, 'extra-dependencies'], 'dev', name);
  }
  const flit = ['tool', 'flit', 'metadata'];
  addList([...flit, 'requires'], 'main', null);
  for (const name of keys(...flit, 'requires-extra')) addList([...flit, 'requires-extra', name], groupOf(name), name);
}
