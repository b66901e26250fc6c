import type { Facts, Need, Position } from '../model.ts';
import { bareCommand } from './bare-command.ts';
import { commandReaders, commandsOf } from './commands.ts';
import { memo } from './memo.ts';
import { nameOf } from './patterns.ts';
import { type ImportedName, pythonImports } from './python/imports.ts';
import { simpleCommands } from './shell.ts';
import { type StageKind, stageKind } from './stages.ts';
import { type Task, type TaskFile, tasks } from './tasks.ts';

/** One entry that runs steps one after the other, from data to model. */
export interface Chain {
  readonly path: string;
  readonly at: Position;
  readonly stages: ReadonlySet<StageKind>;
}

export const chainNeeds: readonly Need[] = [...commandReaders.map((reader) => ({ reader })), { reader: pythonImports }];

/** Chains that the repository wrote itself: targets of Make and its like, shell scripts, CI, and Python modules that run modules. */
export function chainsOf(facts: Facts): readonly Chain[] {
  return [...scripted(facts), ...continuous(facts), ...programmed(facts)];
}

/** Two scripts of the repository, one of them trains, begun by one target or script. */
function scripted(facts: Facts): Chain[] {
  const found: Chain[] = [];
  for (const { path, value } of facts.documents(tasks)) {
    for (const task of value.tasks) {
      const scripts = new Map<string, StageKind>();
      collect(task, value, new Set(), (text) => {
        for (const { script, kind } of scriptsIn(text, basenames(facts))) scripts.set(script, kind);
      });
      const stages = new Set(scripts.values());
      if (scripts.size >= 2 && stages.size >= 2 && stages.has('train'))
        found.push({ path, at: { line: task.line, column: 1 }, stages });
    }
  }
  return found;
}

/** Data and training by CI, in one workflow or several. */
function continuous(facts: Facts): Chain[] {
  const files = basenames(facts);
  const found = commandsOf(facts).flatMap((command) =>
    scriptsIn(command.text, files).map((one) => ({ ...one, command })),
  );
  const stages = new Set(found.map(({ kind }) => kind));
  const [first] = found;
  const whole = stages.has('train') && (stages.has('data') || stages.has('prepare'));
  return whole && first !== undefined
    ? [{ path: first.command.path, at: { line: first.command.line, column: 1 }, stages }]
    : [];
}

const deepest = 12;

function collect(task: Task, file: TaskFile, done: Set<string>, add: (text: string) => void, depth = 0): void {
  if (depth > deepest || done.has(task.name) || done.size > 500) return;
  done.add(task.name);
  for (const need of task.needs) {
    for (const other of file.tasks) if (other.name === need) collect(other, file, done, add, depth + 1);
  }
  for (const { text } of task.commands) {
    add(text);
    const called = /^[\t @-]*(?:\$\(MAKE\)|\$\{MAKE\}|make|just|task)\s+([\w.-]+)\s*$/.exec(text)?.[1];
    for (const other of file.tasks) if (other.name === called) collect(other, file, done, add, depth + 1);
  }
}

/** `python src/train.py`, `python -m churn.train`, `Rscript fit.R`, `jupyter nbconvert --execute 02_train.ipynb`. */
function scriptsIn(text: string, files: ReadonlySet<string>): { script: string; kind: StageKind }[] {
  if (text.length > 100_000 || !/python|rscript|jupyter|papermill|torchrun|accelerate|\.py\b|\.sh\b|-m\s/i.test(text))
    return [];
  return simpleCommands(text.replace(/^[\t ]*[@-]+/gm, '')).flatMap(({ words }) => {
    const bare = bareCommand(words);
    const module = bare.indexOf('-m');
    const named =
      module >= 0
        ? bare[module + 1]?.split('.').at(-1)
        : bare.find((word) => /\.(?:py|R|r|ipynb|sh)$/.test(word) && !word.startsWith('-'));
    if (named === undefined) return [];
    const name = nameOf(named);
    const kind = stageKind(name);
    const exists = module < 0 ? files.has(name) : files.has(`${name}.py`) || files.has(`${name}/`);
    return kind !== null && exists ? [{ script: named, kind }] : [];
  });
}

/** Parts that any training script is made of: they are no steps that run by themselves. */
const part =
  /^(?:data|datasets?|data_?loaders?|loaders?|load_data|trainers?|transforms?|tokeni[sz]ers?|metrics?|tests?|scor(?:e|ing)|augment\w*|inference|predict\w*|features?|optimi[sz]e\w*|benchmark\w*|report\w*|export\w*|download\w*)$/;

/** A module that says itself that it runs steps. */
const pipelined = /pipeline|workflow|orchestrat|(?:^|_)(?:flow|dag|run_all|run_steps)(?:_|$)/i;

/**
 * A module that imports steps of three kinds from the repository's own modules, data and training among them; of two
 * where its name says what it is.
 */
function programmed(facts: Facts): Chain[] {
  return facts.documents(pythonImports).flatMap(({ path, value }) => {
    if (path.endsWith('.ipynb') || /(?:^|\/)(?:__init__|setup|conftest)\.py$/.test(path)) return [];
    const stages = new Set<StageKind>();
    const modules = new Set<string>();
    for (const one of value) {
      const kind = ownStage(one, facts);
      if (kind === null || part.test(kind.module)) continue;
      stages.add(kind.kind);
      modules.add(kind.module);
    }
    const own = nameOf(path).slice(0, -3);
    if (stageKind(own) === 'data' && !part.test(own)) {
      stages.add('data');
      modules.add(own);
    }
    const whole = stages.has('train') && (stages.has('data') || stages.has('prepare'));
    const [first] = value;
    const least = pipelined.test(own) ? 2 : 3;
    return whole &&
      stages.size >= least &&
      modules.size >= least &&
      first !== undefined &&
      stageKind(own) !== 'evaluate'
      ? [{ path, at: first.at, stages }]
      : [];
  });
}

/** The step that an own module is by its name, and the module. */
function ownStage({ module }: ImportedName, facts: Facts): { kind: StageKind; module: string } | null {
  const segments = module
    .replace(/^\.+/, '')
    .split('.')
    .filter((segment) => segment !== '');
  const files = basenames(facts);
  for (const [index, segment] of segments.entries()) {
    const parent = segments[index - 1];
    const own = files.has(`${segment}.py`) && (parent === undefined || files.has(`${parent}/`));
    if (!own) continue;
    const kind = stageKind(segment);
    if (kind !== null) return { kind, module: segment };
  }
  return null;
}

/** Names of the files of code and, with a slash, of the folders they stand in. */
const basenames: (facts: Facts) => ReadonlySet<string> = memo((facts) => {
  const names = new Set<string>();
  for (const { path } of facts.files) {
    if (!/\.(?:py|r|ipynb|sh)$/i.test(path)) continue;
    names.add(nameOf(path));
    for (const folder of path.split('/').slice(0, -1)) names.add(`${folder}/`);
  }
  return names;
});
