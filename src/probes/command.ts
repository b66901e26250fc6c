import { bareCommand } from '../facts/bare-command.ts';
import { commandReaders, commandsOf } from '../facts/commands.ts';
import { nameOf } from '../facts/patterns.ts';
import { simpleCommands } from '../facts/shell.ts';
import { tasks } from '../facts/tasks.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

interface Options {
  readonly runs: readonly string[];
  readonly with?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const command: Probe<Options> = {
  about:
    'commands that CI runs or that a task of Make, tox, nox, just, Task, npm, a Python project or a shell script holds, given as their first words; with `with` only those that have a word which begins so',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['runs'],
    properties: { runs: list, with: list },
  },
  needs: () => commandReaders.map((reader) => ({ reader })),
  run: (facts, { runs, with: beginnings }) => {
    const wanted = runs.map((run) => run.split(' '));
    const isWanted = (words: readonly string[]): string | null => {
      const found = wanted.find((first) => runsIt(words, first));
      if (found === undefined) return null;
      if (beginnings === undefined) return found.join(' ');
      return words.some((word) => beginnings.some((one) => word.startsWith(one))) ? found.join(' ') : null;
    };
    return { seen: [...ofCi(facts, isWanted), ...ofTasks(facts, isWanted)] };
  },
};

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
