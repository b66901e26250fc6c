import { bareCommand } from '../facts/bare-command.ts';
import { commandReaders, commandsOf, type ReachedCommand } from '../facts/commands.ts';
import { simpleCommands } from '../facts/shell.ts';
import { tasks } from '../facts/tasks.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe, Unread } from '../model.ts';

const mostScripts = 3;

interface Options {
  readonly runs: readonly string[];
  /** Python scripts of the repository below a tests folder count, too. */
  readonly 'test-scripts'?: boolean;
}

export const ciCommand: Probe<Options> = {
  about:
    'commands that CI runs, directly or through make, tox, nox, scripts, composite actions and reusable workflows of the repository; given as their first words. A command on a path that does not exist does not count',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['runs'],
    properties: {
      runs: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      'test-scripts': { type: 'boolean', description: 'Python scripts below a tests folder count, too.' },
    },
  },
  needs: () => commandReaders.map((reader) => ({ reader })),
  run: (facts, { runs, 'test-scripts': scripts = false }) => {
    const wanted = runs.map((run) => run.split(' '));
    const commands = commandsOf(facts);
    const missing: Finding[] = [];
    const seen = commands.flatMap((command) => {
      const script = scripts ? testScript(facts, command) : null;
      if (script !== null) return [found(command, `runs ${script}`)];
      const run = runBy(command.words, wanted);
      if (run === null) return [];
      const rest = bareCommand(command.words).slice(run.length);
      if (!namesMissingPath(facts, command, rest)) return [found(command, `runs ${run.join(' ')}`)];
      missing.push(found(command, `runs ${run.join(' ')} on a path that is not there`));
      return [];
    });
    const obscure = seen.length === 0 && commands.some(({ words }) => callsWhatAVariableNames(words));
    return { seen, missing, unread: obscure ? scriptsThatRun(facts, wanted, scripts) : [] };
  },
};

function found({ path, line, via }: ReachedCommand, message: string): Finding {
  return finding(path, { line, column: 1 }, message, 'certain', via);
}

/** `python tests/run.py`: the repository's own runner. */
function testScript(
  facts: Facts,
  { words, workingDirectory }: Pick<ReachedCommand, 'words' | 'workingDirectory'>,
): string | null {
  const [program, script = ''] = bareCommand(words);
  if (program !== 'python' || !script.endsWith('.py')) return null;
  const full = resolve(workingDirectory, script);
  return full !== null && facts.tree.has(full) && facts.place(full) === 'tests' ? full : null;
}

function runBy(words: readonly string[], wanted: readonly (readonly string[])[]): readonly string[] | null {
  const bare = bareCommand(words);
  return wanted.find((first) => first.every((word, index) => bare[index] === word)) ?? null;
}

/** `bash ut/$NAME.sh`, `make ${{ matrix.target }}`, `$RUNNER`: nobody can tell from the files what runs. */
function callsWhatAVariableNames(words: readonly string[]): boolean {
  const called = words.findIndex((word) => /^(bash|sh|zsh|source|\.|make|just|task|tox|nox)$/.test(word));
  if (called < 0) {
    // What a container is told to run.
    const inContainer = words[0] === 'docker' && /^(run|exec)$/.test(words[1] ?? '');
    return /^["']?\$/.test((inContainer ? words.at(-1) : words[0]) ?? '');
  }
  return words.slice(called + 1).some((word) => word.includes('$') && !word.includes('='));
}

/** Scripts and targets that would do it, if only CI calls them. */
function scriptsThatRun(facts: Facts, wanted: readonly (readonly string[])[], scripts: boolean): readonly Unread[] {
  const reason = 'would run it; whether CI calls it hangs on a variable';
  const runs = (words: readonly string[]) =>
    runBy(words, wanted) !== null || (scripts && testScript(facts, { words, workingDirectory: '' }) !== null);
  return facts
    .documents(tasks)
    .flatMap(({ path, value }) => {
      const [one] = value.tasks
        .flatMap((task) => task.commands)
        .flatMap(({ text, line }) => [
          ...simpleCommands(text).map((command) => ({ words: command.words, line: line + command.line })),
          ...text.split('\n').map((assigned, at) => ({ words: assignedWords(assigned), line: line + at })),
        ])
        .filter(({ words }) => runs(words));
      return one === undefined ? [] : [{ path, line: one.line, reason }];
    })
    .slice(0, mostScripts);
}

/** The command that a line keeps for later: `COMMAND="${COMMAND:-python tests/run.py}"`. */
function assignedWords(line: string): readonly string[] {
  const value = /^\s*(?:export\s+)?\w+=["']?(?:\$\{\w+:-)?([^"'}$]+)/.exec(line.slice(0, 2000))?.[1];
  return value === undefined ? [] : value.trim().split(/\s+/);
}

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
