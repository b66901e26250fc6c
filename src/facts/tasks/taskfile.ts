import type { Task, TaskFile } from '../tasks.ts';
import { readYaml, type Yaml, type YamlEntry } from '../yaml.ts';
import { at, entriesOf, itemsOf, scalarsOf, textOf } from '../yaml-access.ts';

/** Tasks of a Taskfile. Reference: https://taskfile.dev/docs/reference/schema */
export function readTaskfile(text: string): Omit<TaskFile, 'kind'> {
  const tasks = entriesOf(at(readYaml(text).documents[0], 'tasks')).map(readTask);
  return { tasks, defaults: ['default'] };
}

function readTask({ key, line, value }: YamlEntry): Task {
  const items =
    value.kind === 'mapping' ? [...itemsOf(at(value, 'cmds')), ...itemsOf(at(value, 'cmd'))] : itemsOf(value);
  const commands = items.flatMap((item) => {
    const command = item.kind === 'mapping' ? at(item, 'cmd') : item;
    const called = textOf(at(item, 'task'));
    if (called !== null) return [{ text: `task ${called}`, line: item.line }];
    return scalarsOf(command).map(({ text, line }) => ({ text, line }));
  });
  return {
    runner: 'task',
    name: key,
    line,
    needs: itemsOf(at(value, 'deps')).flatMap((item: Yaml) => textOf(item) ?? textOf(at(item, 'task')) ?? []),
    commands,
    directory: textOf(at(value, 'dir')),
  };
}
