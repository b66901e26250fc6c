import type { Facts, Step } from '../../model.ts';
import { type CiFile, type CiJob, type CiStep, ci } from '../ci.ts';
import type { ReachedCommand } from '../commands.ts';
import { simpleCommands } from '../shell.ts';
import { type TaskFile, tasks } from '../tasks.ts';
import { invokeFile, invokeTasks } from './invoke.ts';
import { noxfile, noxSessions } from './noxfile.ts';
import { changed, join } from './paths.ts';
import { named, type Target, type TasksOf, target, targetsOf } from './targets.ts';

const deepest = 8;
const mostCommands = 20_000;
/** Shell built-ins that do nothing which anybody looks for, and programs that only print. */
const silent = new Set([
  'echo',
  'printf',
  ':',
  'true',
  'false',
  'exit',
  'return',
  'set',
  'unset',
  'export',
  'shift',
  'trap',
  'read',
  'local',
  'declare',
]);

/** Where the walk is: what led here, and where commands run. */
interface Place {
  readonly origin: Pick<ReachedCommand, 'system' | 'job' | 'path' | 'line'>;
  readonly via: readonly Step[];
  readonly directory: string;
  /** The file that the script stands in. */
  readonly path: string;
  /** What this step of CI ran already: nothing runs twice, and circles end. */
  readonly done: Set<string>;
}

interface Script {
  readonly text: string;
  readonly line: number;
  readonly exact: boolean;
}

/** Goes from every step of CI to all commands that it reaches. */
export class Walk {
  readonly #facts: Facts;
  readonly #found: ReachedCommand[] = [];
  readonly #sessions = new Map<string, TasksOf>();

  constructor(facts: Facts) {
    this.#facts = facts;
    for (const { path, value } of facts.documents(noxfile)) this.#sessions.set(path, noxSessions(value));
    for (const { path, value } of facts.documents(invokeFile)) this.#sessions.set(path, invokeTasks(value));
  }

  all(): readonly ReachedCommand[] {
    for (const { path, value } of this.#facts.documents(ci)) {
      if (startsItself(value)) for (const job of value.jobs) this.#job(value, job, path, null);
    }
    return this.#found;
  }

  #job(file: CiFile, job: CiJob, path: string, caller: Place | null): void {
    if (job.disabled) return;
    const at = (line: number): Place =>
      caller ?? {
        origin: { system: file.system, job: job.name, path, line },
        via: [],
        directory: '',
        path,
        done: new Set(),
      };
    if (job.uses !== null) this.#workflow(job.uses, job.name, at(job.line));
    for (const step of job.steps) this.#step(step, path, at(step.line));
  }

  #step(step: CiStep, path: string, place: Place): void {
    if (step.disabled || this.#found.length >= mostCommands) return;
    if (step.uses?.startsWith('./')) this.#action(step.uses, place);
    if (step.run === null || /^(?:python|node|ruby|Rscript)/.test(step.shell ?? '')) return;
    const directory = changed(place.directory, step.workingDirectory ?? '.', path);
    this.#script({ text: step.run, line: step.line, exact: step.exact }, { ...place, path, directory });
  }

  #action(uses: string, place: Place): void {
    const folder = join('', uses);
    for (const name of ['action.yml', 'action.yaml']) this.#called(join(folder, name), `uses ${uses}`, place);
  }

  #workflow(uses: string, job: string, place: Place): void {
    if (uses.startsWith('./')) this.#called(join('', uses), `job ${job} calls it`, place);
  }

  /** A composite action or reusable workflow of the repository. */
  #called(path: string, message: string, place: Place): void {
    const file = this.#facts.document(ci, path);
    if (file === undefined || place.done.has(path) || place.via.length >= deepest) return;
    place.done.add(path);
    for (const job of file.jobs) {
      for (const step of job.disabled ? [] : job.steps) {
        this.#step(step, path, { ...place, via: [...place.via, hop(path, step.line, message)], directory: '' });
      }
      if (job.uses !== null && !job.disabled) {
        this.#workflow(job.uses, job.name, { ...place, via: [...place.via, hop(path, job.line, message)] });
      }
    }
  }

  #script(script: Script, place: Place): void {
    /** Folders by depth of parentheses. */
    const folders = [place.directory];
    const left: string[] = [];
    for (const { words, text, line, depth } of simpleCommands(script.text)) {
      if (this.#found.length >= mostCommands) return;
      folders.length = Math.min(folders.length, depth + 1);
      while (folders.length <= depth) folders.push(folders.at(-1) ?? '');
      const directory = folders[depth] ?? '';
      const [head = '', first = ''] = words;
      if (head === 'cd' || head === 'pushd') {
        if (head === 'pushd') left.push(directory);
        folders[depth] = changed(directory, first, place.path);
      } else if (head === 'popd') folders[depth] = left.pop() ?? directory;
      else if (!silent.has(head)) {
        this.#command(words, text, { ...place, directory }, script.exact ? script.line + line : script.line);
      }
    }
  }

  #command(words: readonly string[], text: string, place: Place, line: number): void {
    const inline = inlineScript(words);
    const here = place.via.length === 0 ? { ...place, origin: { ...place.origin, line } } : atLine(place, line);
    if (inline !== null) {
      if (inline.length < text.length) this.#script({ text: inline, line, exact: false }, here);
      return;
    }
    const targets = targetsOf(words, place.directory, (path) => this.#tasks(path));
    if (targets !== null && targets.length === 0) return;
    this.#found.push({ ...here.origin, text, words, workingDirectory: place.directory, via: here.via });
    for (const one of targets ?? []) this.#target(one, here);
  }

  #target(called: Target, place: Place): void {
    const { path, task, file, directory } = called;
    const key = [path, task.runner, task.line, ...task.commands.map(({ text }) => text)].join('\n');
    if (place.done.has(key) || place.via.length >= deepest) return;
    place.done.add(key);
    const message = task.name === '' ? `runs ${path}` : `${task.runner} ${task.name}`;
    const needing = { ...place, via: [...place.via, hop(path, task.line, message)] };
    for (const need of task.needs) {
      for (const one of named(file, task.runner, need)) {
        const needed = target(path, file, one);
        // Invoke runs everything where it was called.
        this.#target(task.runner === 'invoke' ? { ...needed, directory } : needed, needing);
      }
    }
    for (const { text, line } of task.commands) {
      this.#script(
        { text, line, exact: true },
        { ...place, path, directory, via: [...place.via, hop(path, line, message)] },
      );
    }
  }

  #tasks(path: string): TasksOf | undefined {
    return this.#sessions.get(path) ?? (this.#facts.document(tasks, path) as TaskFile | undefined);
  }
}

/** Whether something outside the repository's own files starts it. */
function startsItself({ system, triggers }: CiFile): boolean {
  if (system === 'github-action') return false;
  return system !== 'github' || triggers.some((trigger) => trigger !== 'workflow_call');
}

/** The script of `bash -c '…'`. */
function inlineScript(words: readonly string[]): string | null {
  const shell = words.findIndex((word) => /^(?:\S*\/)?(?:bash|sh|zsh|dash)$/.test(word));
  if (shell < 0) return null;
  const flag = words.findIndex((word, index) => index > shell && /^-[a-z]*c$/.test(word));
  return flag < 0 ? null : (words[flag + 1] ?? null);
}

function hop(path: string, line: number, message: string): Step {
  return { path, line, column: 1, message: message.replace(/\s+/g, ' ').slice(0, 120) };
}

/** The last step of the way stands where the command does. */
function atLine(place: Place, line: number): Place {
  const last = place.via.at(-1);
  return last === undefined ? place : { ...place, via: [...place.via.slice(0, -1), { ...last, line }] };
}
