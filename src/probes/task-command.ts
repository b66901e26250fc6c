import { taskCommandsOf, taskNeeds } from '../facts/task-commands.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly runs: readonly string[];
}

export const taskCommand: Probe<Options> = {
  about:
    'commands that tasks of the repository run (make, tox, nox, Invoke, just, npm, shell scripts …), whether or not CI does; given as their first words, without `python -m`',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['runs'],
    properties: { runs: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  needs: () => taskNeeds,
  run: (facts, { runs }) => {
    const wanted = runs.map((run) => run.split(' '));
    return {
      seen: taskCommandsOf(facts).flatMap(({ path, line, words }) => {
        const run = wanted.find((first) => first.every((word, index) => words[index] === word));
        return run === undefined ? [] : [finding(path, { line, column: 1 }, `runs ${run.join(' ')}`)];
      }),
    };
  },
};
