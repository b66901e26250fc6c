import { bareCommand } from '../facts/bare-command.ts';
import { commandReaders, commandsOf } from '../facts/commands.ts';
import { globs } from '../facts/globs.ts';
import { markdown } from '../facts/markdown.ts';
import { nameOf } from '../facts/patterns.ts';
import { python } from '../facts/python/reader.ts';
import { simpleCommands } from '../facts/shell.ts';
import { tasks } from '../facts/tasks.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

interface Options {
  readonly runs: readonly string[];
  readonly with?: readonly string[];
  readonly documented?: boolean;
}

/** Where Invoke, nox, Fabric and doit keep their tasks. */
const taskFiles = ['noxfile.py', 'tasks.py', 'fabfile.py', 'dodo.py', 'duties.py', '*run*tests*.py', 'runtests.py'];
const isTaskFile = globs(taskFiles);
const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const command: Probe<Options> = {
  about:
    'commands that CI runs or that a task of Make, tox, nox, just, Task, npm, a Python project or a shell script holds, given as their first words; with `with` only those that have a word which begins so, also in the strings of Python files that hold tasks',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['runs'],
    properties: {
      runs: list,
      with: list,
      documented: { type: 'boolean', description: 'Commands in code blocks of documents count, too.' },
    },
  },
  needs: ({ with: beginnings, documented = false }) => [
    ...commandReaders.map((reader) => ({ reader })),
    ...(beginnings === undefined ? [] : [{ reader: python, paths: taskFiles, needles: beginnings }]),
    ...(documented ? [{ reader: markdown, ...(beginnings === undefined ? {} : { needles: beginnings }) }] : []),
  ],
  run: (facts, { runs, with: beginnings, documented = false }) => {
    const wanted = runs.map((run) => run.split(' '));
    const isWanted = (words: readonly string[]): string | null => {
      const found = wanted.find((first) => runsIt(words, first));
      if (found === undefined) return null;
      if (beginnings === undefined) return found.join(' ');
      return words.some((word) => beginsWith(word, beginnings)) ? found.join(' ') : null;
    };
    return {
      seen: [
        ...ofCi(facts, isWanted),
        ...ofTasks(facts, isWanted),
        ...(beginnings === undefined ? [] : ofPython(facts, beginnings)),
        ...(documented ? ofDocuments(facts, isWanted) : []),
      ],
    };
  },
};

/** `--cov`, `--cov=src` and `--cov-report` begin with `--cov`; `--cov_mat` does not. */
function beginsWith(word: string, beginnings: readonly string[]): boolean {
  return beginnings.some((start) => word.startsWith(start) && !/^\w/.test(word.slice(start.length)));
}

type Wanted = (words: readonly string[]) => string | null;

/** Also where a wrapper such as `coverage run -m` was taken off. */
function runsIt(words: readonly string[], first: readonly string[]): boolean {
  const bare = bareCommand(words);
  if (first.every((word, index) => bare[index] === word)) return true;
  const start = words.findIndex((word) => nameOf(word) === first[0]);
  return start >= 0 && start <= 4 && first.every((word, index) => nameOf(words[start + index] ?? '') === word);
}

function ofCi(facts: Facts, isWanted: Wanted): readonly Finding[] {
  return commandsOf(facts).flatMap(({ words, path, line, via }) => {
    const run = isWanted(words);
    return run === null ? [] : [finding(path, { line, column: 1 }, `runs ${run}`, 'certain', via)];
  });
}

function ofTasks(facts: Facts, isWanted: Wanted): readonly Finding[] {
  return facts.documents(tasks).flatMap(({ path, value }) =>
    value.tasks
      .flatMap((task) => task.commands)
      .flatMap(({ text, line }) =>
        simpleCommands(text).flatMap(({ words, line: below }) => {
          const run = isWanted(words);
          return run === null ? [] : [finding(path, { line: line + below, column: 1 }, `runs ${run}`)];
        }),
      ),
  );
}

function ofPython(facts: Facts, beginnings: readonly string[]): readonly Finding[] {
  return facts
    .documents(python)
    .flatMap(({ path, value }) =>
      isTaskFile(path)
        ? value.strings
            .filter((one) => one.value.split(/\s+/).some((word) => beginsWith(word, beginnings)))
            .map(({ at }) => finding(path, at, 'a task runs it'))
        : [],
    );
}

function ofDocuments(facts: Facts, isWanted: Wanted): readonly Finding[] {
  return facts.documents(markdown).flatMap(({ path, value }) =>
    value.code.flatMap(({ text, line }) =>
      simpleCommands(text.replaceAll(/^\s*[$>%] /gm, '').slice(0, 20_000)).flatMap(({ words, line: below }) => {
        const run = isWanted(words);
        return run === null ? [] : [finding(path, { line: line + below, column: 1 }, `documents ${run}`)];
      }),
    ),
  );
}
