import { get, isTable, readToml, type TomlFile } from '../dependencies/toml.ts';
import type { Task, TaskFile, TaskRunner } from '../tasks.ts';
import { readTox } from './tox.ts';

type Entry = Task['commands'][number];

/**
 * Tasks that tools keep in pyproject.toml: Poe, Hatch, PDM, taskipy, Pixi, tox; the last two also in a file of their own.
 * @throws Error for text that is no TOML
 */
export function readPyprojectTasks(text: string): Omit<TaskFile, 'kind'> {
  const file = readToml(text);
  const environments = Object.keys(tableAt(file, 'tool', 'hatch', 'envs'));
  const tasks = [
    ...tasksAt(file, 'poe', '', 'tool', 'poe', 'tasks'),
    ...tasksAt(file, 'pdm', '', 'tool', 'pdm', 'scripts'),
    ...tasksAt(file, 'taskipy', '', 'tool', 'taskipy', 'tasks'),
    ...tasksAt(file, 'pixi', '', 'tool', 'pixi', 'tasks'),
    ...tasksAt(file, 'pixi', '', 'tasks'),
    ...environments.flatMap((name) =>
      tasksAt(file, 'hatch', name === 'default' ? '' : `${name}:`, 'tool', 'hatch', 'envs', name, 'scripts'),
    ),
  ];
  const tox = toxIn(file);
  return { tasks: [...tasks, ...tox.tasks], defaults: tox.defaults };
}

/** Tox in TOML, or its INI file kept whole in a text. */
function toxIn(file: TomlFile): Omit<TaskFile, 'kind'> {
  const old = get(file.root, 'tool', 'tox', 'legacy_tox_ini');
  if (typeof old === 'string') {
    const above = file.lines.of('tool', 'tox', 'legacy_tox_ini');
    const { tasks, defaults } = readTox(old);
    const moved = ({ text, line }: Entry): Entry => ({ text, line: line + above });
    return {
      tasks: tasks.map((task) => ({ ...task, line: task.line + above, commands: task.commands.map(moved) })),
      defaults,
    };
  }
  const path = isTable(get(file.root, 'tool', 'tox')) ? ['tool', 'tox'] : [];
  const environments = Object.keys(tableAt(file, ...path, 'env'));
  const base = toxCommands(file, ...path, 'env_run_base');
  const tasks = [['testenv', 'env_run_base'] as const, ...environments.map((name) => [name, 'env', name] as const)].map(
    ([name, ...keys]): Task => {
      const own = toxCommands(file, ...path, ...keys);
      const line = file.lines.of(...path, ...keys);
      return { runner: 'tox', name, line, needs: [], commands: own.length > 0 ? own : base, directory: null };
    },
  );
  const listed = namesOf(get(file.root, ...path, 'env_list'));
  const present = tasks.some(({ commands }) => commands.length > 0);
  return { tasks: present ? tasks : [], defaults: listed.length > 0 ? listed : present ? ['testenv'] : [] };
}

/** Each command a list of words; a table among them stands for what only tox can tell. */
function toxCommands(file: TomlFile, ...path: readonly string[]): readonly Entry[] {
  const commands = get(file.root, ...path, 'commands');
  if (!Array.isArray(commands)) return [];
  return commands.flatMap((words, index) => {
    const text = namesOf(words).join(' ');
    return text === '' ? [] : [{ text, line: file.lines.of(...path, 'commands', index) }];
  });
}

function tableAt(file: TomlFile, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  const found = get(file.root, ...path);
  return isTable(found) ? found : {};
}

function tasksAt(file: TomlFile, runner: TaskRunner, prefix: string, ...path: readonly string[]): readonly Task[] {
  return Object.entries(tableAt(file, ...path)).map(([name, value]) => {
    const line = file.lines.of(...path, name);
    const directory = isTable(value) ? (value.cwd ?? value.working_dir) : null;
    const needs = isTable(value) ? (value.deps ?? value['depends-on'] ?? value.depends_on) : [];
    return {
      runner,
      name: `${prefix}${name}`,
      line,
      needs: namesOf(needs),
      commands: commandsOf(value, runner, line),
      directory: typeof directory === 'string' ? directory : null,
    };
  });
}

function namesOf(value: unknown): readonly string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item) =>
    typeof item === 'string' ? [item] : isTable(item) && typeof item.task === 'string' ? [item.task] : [],
  );
}

/** A text, a list of them (in Poe: names of other tasks), or a table that holds either under the key of its kind. */
function commandsOf(value: unknown, runner: TaskRunner, line: number): readonly Entry[] {
  if (typeof value === 'string') return [{ text: value, line }];
  if (Array.isArray(value)) {
    const texts = value.flatMap((item) =>
      typeof item === 'string' ? [item] : commandsOf(item, runner, line).map(({ text }) => text),
    );
    return texts.map((text) => ({ text: runner === 'poe' ? `poe ${text}` : text, line }));
  }
  if (!isTable(value)) return [];
  if (runner === 'pdm' && Array.isArray(value.cmd)) return [{ text: namesOf(value.cmd).join(' '), line }];
  if (Array.isArray(value.composite))
    return namesOf(value.composite).map((text) => ({ text: `pdm run ${text}`, line }));
  const own = value.cmd ?? value.shell ?? value.sequence;
  return own === undefined || isTable(own) ? [] : commandsOf(own, runner, line);
}
