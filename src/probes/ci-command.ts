import { bareCommand } from '../facts/bare-command.ts';
import { commandReaders, commandsOf, type ReachedCommand } from '../facts/commands.ts';
import { finding } from '../finding.ts';
import type { Facts, Probe } from '../model.ts';

interface Options {
  readonly runs: readonly string[];
}

export const ciCommand: Probe<Options> = {
  about:
    'commands that CI runs, directly or through make, tox, nox, scripts, composite actions and reusable workflows of the repository; given as their first words. A command on a path that does not exist does not count',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['runs'],
    properties: { runs: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  needs: () => commandReaders.map((reader) => ({ reader })),
  run: (facts, { runs }) => {
    const wanted = runs.map((run) => run.split(' '));
    return {
      seen: commandsOf(facts).flatMap((command) => {
        const words = bareCommand(command.words);
        const run = wanted.find((first) => first.every((word, index) => words[index] === word));
        if (run === undefined || namesMissingPath(facts, command, words.slice(run.length))) return [];
        return [
          finding(command.path, { line: command.line, column: 1 }, `runs ${run.join(' ')}`, 'certain', command.via),
        ];
      }),
    };
  },
};

/** An argument that can only be a path of the repository, and is none. Paths that a variable or glob makes are not judged. */
function namesMissingPath(facts: Facts, command: ReachedCommand, words: readonly string[]): boolean {
  const paths = words.filter(
    (word, index) =>
      !word.startsWith('-') && !/[$*{}=:@`]/.test(word) && looksLikePath(word) && !takesValue(words[index - 1]),
  );
  if (paths.length === 0) return false;
  return paths.every((word) => {
    const full = resolve(command.workingDirectory ?? '', word);
    if (full === null) return true;
    if (full === '') return false;
    return !facts.tree.has(full) && ![...facts.tree.keys()].some((path) => path.startsWith(`${full}/`));
  });
}

function looksLikePath(word: string): boolean {
  return word.includes('/') ? !word.startsWith('/') : /\.py$/.test(word) || /^tests?$/.test(word);
}

function takesValue(flag: string | undefined): boolean {
  return (
    flag !== undefined && /^-{1,2}[\w-]+$/.test(flag) && !/^(-[vqsx]+|--verbose|--quiet|--cov|--strict.*)$/.test(flag)
  );
}

/** Relative to the repository's top; `null` above it. */
function resolve(folder: string, path: string): string | null {
  const segments = folder.split('/').filter((segment) => segment !== '' && segment !== '.');
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join('/');
}
