import type { FileText, Parsed, Reader } from '../model.ts';
import { nameOf } from './patterns.ts';
import { readJustfile } from './tasks/justfile.ts';
import { readMakefile } from './tasks/makefile.ts';
import { readPackageScripts } from './tasks/package-scripts.ts';
import { readPyprojectTasks } from './tasks/pyproject.ts';
import { readTaskfile } from './tasks/taskfile.ts';
import { readTox } from './tasks/tox.ts';

/** What runs commands under a name. `shell` is a script, whose one task has no name. */
export type TaskRunner =
  | 'make'
  | 'tox'
  | 'task'
  | 'just'
  | 'npm'
  | 'poe'
  | 'hatch'
  | 'pdm'
  | 'pixi'
  | 'taskipy'
  | 'nox'
  | 'invoke'
  | 'shell';

export interface TaskFile {
  readonly kind: 'make' | 'tox' | 'task' | 'just' | 'package.json' | 'pyproject' | 'shell';
  readonly tasks: readonly Task[];
  /** Names of what runs when none is named. */
  readonly defaults: readonly string[];
}

export interface Task {
  readonly runner: TaskRunner;
  /** A target, recipe, environment or script; `%` in a name of Make stands for anything, `testenv` is tox's base. */
  readonly name: string;
  readonly line: number;
  /** Tasks of the same file that run before. */
  readonly needs: readonly string[];
  readonly commands: readonly { readonly text: string; readonly line: number }[];
  /** Where its commands run, relative to the file. */
  readonly directory: string | null;
}

/** Files in which commands go by names: what CI or a README calls is looked up here. */
export const tasks: Reader<TaskFile> = {
  kind: 'tasks',
  cap: 'text',
  matches: (path) => kindOf(path) !== null,
  parse: readTasks,
};

function kindOf(path: string): TaskFile['kind'] | null {
  const name = nameOf(path);
  if (/^(?:GNU)?[Mm]akefile$/.test(name) || name.endsWith('.mk')) return 'make';
  if (name === 'tox.ini' || name === 'setup.cfg') return 'tox';
  if (/^[Tt]askfile(?:\.dist)?\.ya?ml$/.test(name)) return 'task';
  if (/^\.?justfile$/i.test(name)) return 'just';
  if (name === 'package.json') return 'package.json';
  if (/^(?:pyproject|pixi|tox)\.toml$/.test(name)) return 'pyproject';
  return /\.(?:sh|bash)$/.test(name) ? 'shell' : null;
}

function readTasks(file: FileText): Parsed<TaskFile> | null {
  const kind = kindOf(file.path);
  if (kind === null) return null;
  if (kind === 'shell') return { value: shell(file.text) };
  const read = {
    make: readMakefile,
    tox: readTox,
    task: readTaskfile,
    just: readJustfile,
    'package.json': readPackageScripts,
    pyproject: readPyprojectTasks,
  }[kind];
  return { value: { kind, ...read(file.text) } };
}

function shell(text: string): TaskFile {
  const task: Task = {
    runner: 'shell',
    name: '',
    line: 1,
    needs: [],
    commands: [{ text, line: 1 }],
    directory: null,
  };
  return { kind: 'shell', tasks: [task], defaults: [''] };
}
