import { readJson } from '../json.ts';
import type { Task, TaskFile } from '../tasks.ts';
import { at, entriesOf, textOf } from '../yaml-access.ts';

/**
 * Scripts of a package.json, each with those that npm runs before and after it.
 * @throws Error for text that is no JSON
 */
export function readPackageScripts(text: string): Omit<TaskFile, 'kind'> {
  const scripts = entriesOf(at(readJson(text), 'scripts')).flatMap(({ key, value }) => {
    const command = textOf(value);
    return command === null ? [] : [{ name: key, text: command, line: value.line }];
  });
  const byName = new Map(scripts.map((script) => [script.name, script]));
  const tasks = scripts.map(({ name, line }): Task => {
    const commands = [`pre${name}`, name, `post${name}`].flatMap((part) => byName.get(part) ?? []);
    return { runner: 'npm', name, line, needs: [], commands, directory: null };
  });
  return { tasks, defaults: [] };
}
