import { bareCommand } from '../bare-command.ts';
import type { Task, TaskFile, TaskRunner } from '../tasks.ts';
import { Arguments } from './arguments.ts';
import { join } from './paths.ts';

/** A task that a command calls, and the file that it stands in. */
export interface Target {
  readonly path: string;
  readonly task: Task;
  readonly file: TasksOf;
  /** Where its commands run. */
  readonly directory: string;
}

export type TasksOf = Pick<TaskFile, 'tasks' | 'defaults'>;

/** Finds the tasks of a file of the repository; `undefined` where there is no such file. */
export type Lookup = (path: string) => TasksOf | undefined;

/**
 * What a command calls by name.
 * @returns `null` for a command that is no call of that kind; an empty list for a call of something that is not there
 */
export function targetsOf(words: readonly string[], directory: string, lookup: Lookup): readonly Target[] | null {
  const project = projectCall(words, directory, lookup);
  if (project !== null) return project;
  const bare = bareCommand(words);
  const [head = '', ...rest] = bare[0] === 'python' && bare[1] === '-m' ? bare.slice(2) : bare;
  const known = runners[head];
  if (known !== undefined) return known(new Arguments(rest), directory, lookup);
  return shellScript(head, rest, directory, lookup);
}

type Call = (args: Arguments, directory: string, lookup: Lookup) => readonly Target[] | null;

const make: Call = (args, directory, lookup) => {
  const folder = join(directory, args.take('-C', '--directory') ?? '');
  const file = args.take('-f', '--file', '--makefile');
  args.take('-j', '--jobs');
  const names = args.rest().filter((word) => !word.includes('=') && !/^\d+$/.test(word));
  return pick('make', folder, file === null ? ['GNUmakefile', 'makefile', 'Makefile'] : [file], names, lookup);
};

const tox: Call = (args, directory, lookup) => {
  const file = args.take('-c', '--conf');
  const files = file === null ? ['tox.ini', 'setup.cfg', 'pyproject.toml', 'tox.toml'] : [file];
  const named = args.take('-e', '--env') ?? '';
  const names = named.split(',').filter((name) => name !== '');
  // Which environment a variable names is not known: those that run by default stand for it.
  return pick('tox', directory, files, names.some((name) => name.includes('$')) ? [] : names, lookup);
};

const nox: Call = (args, directory, lookup) => {
  const file = args.take('-f', '--noxfile') ?? 'noxfile.py';
  const first = args.take('-s', '--session', '--sessions', '-e');
  const names = first === null ? [] : [first, ...args.rest()].map((name) => name.replace(/[-(]\d.*$/, ''));
  return pick('nox', directory, [file], names.some((name) => name.includes('$')) ? [] : names, lookup);
};

const just: Call = (args, directory, lookup) => {
  const folder = join(directory, args.take('-d', '--working-directory') ?? '');
  const file = args.take('-f', '--justfile');
  const files = file === null ? ['justfile', 'Justfile', '.justfile'] : [file];
  const [name, ...others] = args.rest().filter((word) => !word.includes('='));
  const further = others.filter((other) => (pick('just', folder, files, [other], lookup)?.length ?? 0) > 0);
  return pick('just', folder, files, name === undefined ? [] : [name, ...further], lookup);
};

const task: Call = (args, directory, lookup) => {
  const folder = join(directory, args.take('-d', '--dir') ?? '');
  const file = args.take('-t', '--taskfile');
  const names = args.rest().filter((word) => !word.includes('='));
  const files =
    file === null ? ['Taskfile.yml', 'Taskfile.yaml', 'taskfile.yml', 'taskfile.yaml', 'Taskfile.dist.yml'] : [file];
  const found = pick('task', folder, files, names, lookup);
  return found.length > 0 ? found : pick('taskipy', directory, ['pyproject.toml'], names, lookup);
};

const npm: Call = (args, directory, lookup) => {
  const folder = join(directory, args.take('--prefix', '-C') ?? '');
  const [verb = '', script] = args.rest();
  const name = verb === 'run' || verb === 'run-script' ? script : verb === 't' || verb === 'tst' ? 'test' : verb;
  if (name === undefined || (name === verb && !/^(?:test|start|stop|restart)$/.test(name))) return null;
  return pick('npm', folder, ['package.json'], [name], lookup);
};

const ownVerbs = new Set([
  'install',
  'i',
  'add',
  'ci',
  'exec',
  'dlx',
  'x',
  'publish',
  'pack',
  'init',
  'audit',
  'upgrade',
  'update',
]);

/** Unlike npm, these run a script by its bare name. */
const yarn: Call = (args, directory, lookup) => {
  const folder = join(directory, args.take('-C', '--dir', '--cwd') ?? '');
  const [verb = '', script] = args.rest();
  if (ownVerbs.has(verb)) return null;
  if (verb === 'run') return pick('npm', folder, ['package.json'], script === undefined ? [] : [script], lookup);
  const found = pick('npm', folder, ['package.json'], [verb], lookup);
  return found.length > 0 || verb === 'test' ? found : null;
};

const poe: Call = (args, directory, lookup) => {
  const folder = join(directory, args.take('-C', '--directory') ?? '');
  return pick('poe', folder, ['pyproject.toml'], args.rest().slice(0, 1), lookup);
};

/** `invoke lint test`, or `invoke checks.test` and `invoke checks` for modules of a package of tasks. */
const invoke: Call = (args, directory, lookup) => {
  args.take('-c', '--collection');
  const folder = join(directory, args.take('-r', '--search-root') ?? '');
  const found = args.rest().flatMap((word): readonly Target[] => {
    const [collection = '', name] = word.split('.');
    const own = pick('invoke', folder, ['tasks.py', 'tasks/__init__.py'], [word.replaceAll('_', '-')], lookup);
    if (own.length > 0) return own;
    const names = name === undefined ? [] : [name.replaceAll('_', '-')];
    return pick('invoke', folder, [`tasks/${collection.replaceAll('-', '_')}.py`], names, lookup);
  });
  // Collections may be put together in ways that cannot be told: what is not found is a call of something unknown.
  return found.length > 0 ? found.map((one) => ({ ...one, directory: folder })) : null;
};

const runners: Readonly<Record<string, Call | undefined>> = Object.assign(Object.create(null), {
  make,
  gmake: make,
  tox,
  nox,
  invoke,
  inv: invoke,
  just,
  task,
  'go-task': task,
  npm,
  pnpm: yarn,
  yarn,
  bun: yarn,
  poe,
  poethepoet: poe,
});

/** Scripts of Python project managers; a name that is no script is a program, which is for others to unwrap. */
function projectCall(words: readonly string[], directory: string, lookup: Lookup): readonly Target[] | null {
  for (const runner of ['hatch', 'pdm', 'pixi'] as const) {
    const at = words.indexOf(runner);
    if (at < 0 || words[at + 1] !== 'run') continue;
    const args = new Arguments(words.slice(at + 2));
    const environment = args.take('-e', '--environment', '--env', '-p', '--project');
    const [name = ''] = args.rest();
    const names = runner === 'hatch' && environment !== null ? `${environment}:${name}` : name;
    const found = pick(runner, directory, ['pyproject.toml', 'pixi.toml'], [names], lookup);
    if (found.length > 0) return found;
  }
  return words[0] === 'poetry' && words[1] === 'poe' ? poe(new Arguments(words.slice(2)), directory, lookup) : null;
}

/** `bash ci/test.sh`, `./ci/test.sh`, `source ci/env.sh`. It runs where the caller is. */
function shellScript(
  head: string,
  rest: readonly string[],
  directory: string,
  lookup: Lookup,
): readonly Target[] | null {
  const shell = /^(?:\S*\/)?(?:bash|sh|zsh|dash|ksh|source|\.)$/.test(head);
  const script = shell ? rest.find((word) => !/^[-+]/.test(word)) : head;
  if (script === undefined || !/\.(?:sh|bash)$/.test(script)) return null;
  const path = join(directory, script);
  const file = lookup(path);
  return file?.tasks.map((task) => ({ path, task, file, directory })) ?? null;
}

/** Tasks by name from the first of the files that is there; those that run by default where none is named. */
function pick(
  runner: TaskRunner,
  folder: string,
  files: readonly string[],
  names: readonly string[],
  lookup: Lookup,
): readonly Target[] {
  for (const name of files) {
    const path = join(folder, name);
    const file = lookup(path);
    if (file === undefined) continue;
    const found = (names.length > 0 ? names : file.defaults).flatMap((wanted) => named(file, runner, wanted));
    if (found.length > 0 || runner === 'make') return found.map((task) => target(path, file, task));
  }
  return [];
}

/** A target in its file, to be run where the file stands. */
export function target(path: string, file: TasksOf, task: Task): Target {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  return { path, task, file, directory: join(folder, task.directory ?? '') };
}

/** Tasks of a name: all rules for it in Make, else the pattern that fits; in tox the base for an environment without one. */
export function named(file: TasksOf, runner: TaskRunner, name: string): readonly Task[] {
  const own = file.tasks.filter((task) => task.runner === runner);
  const exact = own.filter((task) => task.name === name);
  if (exact.length > 0) return exact;
  if (runner === 'tox') return own.filter((task) => task.name === 'testenv');
  return runner === 'make' ? own.filter((task) => task.name.length > 1 && fits(task.name, name)).slice(0, 1) : [];
}

function fits(pattern: string, name: string): boolean {
  const percent = pattern.indexOf('%');
  if (percent < 0 || name.length < pattern.length) return false;
  return name.startsWith(pattern.slice(0, percent)) && name.endsWith(pattern.slice(percent + 1));
}
