import type { Facts, Need } from '../model.ts';
import { bareCommand } from './bare-command.ts';
import { invokeCommands, invokeFile, invokeNeedles } from './commands/invoke.ts';
import { noxfile, noxSessions } from './commands/noxfile.ts';
import { memo } from './memo.ts';
import { simpleCommands } from './shell.ts';
import { type Task, tasks } from './tasks.ts';

/** A command that somebody can run by the name of a task, whether or not CI does. */
export interface TaskCommand {
  readonly path: string;
  readonly line: number;
  /** Without what only wraps it; `python -m black` is `black`. */
  readonly words: readonly string[];
}

/** What must be gathered for `taskCommandsOf`. */
export const taskNeeds: readonly Need[] = [
  { reader: tasks },
  { reader: noxfile },
  { reader: invokeFile, needles: invokeNeedles },
];

/** Commands of every task of Make, tox, nox, Invoke, just, Task, npm and Python project scripts, and of shell scripts. */
export const taskCommandsOf: (facts: Facts) => readonly TaskCommand[] = memo((facts) => [
  ...facts
    .documents(tasks)
    .flatMap(({ path, value }) => value.tasks.flatMap((task) => commandsOf(path, task.commands))),
  ...facts
    .documents(noxfile)
    .flatMap(({ path, value }) => noxSessions(value).tasks.flatMap((task) => commandsOf(path, task.commands))),
  ...facts.documents(invokeFile).flatMap(({ path, value }) => commandsOf(path, invokeCommands(value))),
]);

function commandsOf(path: string, commands: Task['commands']): readonly TaskCommand[] {
  return commands.flatMap(({ text, line }) =>
    simpleCommands(text).map((command) => ({ path, line: line + command.line, words: program(command.words) })),
  );
}

function program(words: readonly string[]): readonly string[] {
  const bare = bareCommand(words);
  return bare[0] === 'python' && bare[1] === '-m' ? bare.slice(2) : bare;
}
