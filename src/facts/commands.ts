import type { Facts, Reader, Step } from '../model.ts';
import type { CiSystem } from './ci.ts';
import { ci } from './ci.ts';
import { invokeFile } from './commands/invoke.ts';
import { noxfile } from './commands/noxfile.ts';
import { Walk } from './commands/walk.ts';
import { memo } from './memo.ts';
import { tasks } from './tasks.ts';

/** One simple command that CI runs. */
export interface ReachedCommand {
  readonly text: string;
  /** Without quotes, redirections and assignments before it. */
  readonly words: readonly string[];
  /** Where it runs, relative to the root; empty there. */
  readonly workingDirectory: string;
  readonly system: CiSystem;
  readonly job: string;
  /** The place in the CI file from where it is reached. */
  readonly path: string;
  readonly line: number;
  /** The way from there, by make, tox, scripts, actions …; the last is where the command stands. */
  readonly via: readonly Step[];
}

/** What must be gathered for `commandsOf`. */
// biome-ignore lint/suspicious/noExplicitAny: readers of every type
export const commandReaders: readonly Reader<any>[] = [ci, tasks, noxfile, invokeFile];

/**
 * Every command that CI really runs, in order of files, jobs and steps: those of its steps, and those that they reach
 * through Make, tox, nox, Invoke, just, Task, npm and Python project scripts, shell scripts, composite actions and reusable workflows of
 * the repository. A runner's own call counts only if what it calls exists. Steps that can never run, comments and what is
 * only printed do not count.
 */
export const commandsOf: (facts: Facts) => readonly ReachedCommand[] = memo((facts) => new Walk(facts).all());
