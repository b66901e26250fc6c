import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributes } from '../../src/facts/attributes.ts';
import { ci } from '../../src/facts/ci.ts';
import { commandReaders, commandsOf } from '../../src/facts/commands.ts';
import { container } from '../../src/facts/containers.ts';
import { dvc } from '../../src/facts/dvc.ts';
import { gitignore, ignoreRules } from '../../src/facts/ignore.ts';
import { lfs } from '../../src/facts/lfs.ts';
import { markdown } from '../../src/facts/markdown.ts';
import { settings } from '../../src/facts/settings.ts';
import { simpleCommands } from '../../src/facts/shell.ts';
import { tasks } from '../../src/facts/tasks.ts';
import type { Reader } from '../../src/model.ts';
import { factsFrom } from './support.ts';

// biome-ignore lint/suspicious/noExplicitAny: readers of every type
const readers: readonly (readonly [Reader<any>, readonly string[]])[] = [
  [markdown, ['README.md', 'a.mdx', 'a.rst', 'README.org']],
  [container, ['Dockerfile', 'compose.yml', '.devcontainer.json', 'a.def', 'cog.yaml']],
  [
    ci,
    [
      '.github/workflows/a.yml',
      'action.yml',
      '.gitlab-ci.yml',
      '.circleci/config.yml',
      'azure-pipelines.yml',
      '.travis.yml',
      'Jenkinsfile',
      '.buildkite/pipeline.yml',
      '.drone.yml',
    ],
  ],
  [tasks, ['Makefile', 'tox.ini', 'Taskfile.yml', 'justfile', 'package.json', 'pyproject.toml', 'a.sh']],
  [dvc, ['a.dvc', 'dvc.yaml', 'dvc.lock', '.dvc/config', 'params.yaml']],
  [gitignore, ['.gitignore']],
  [attributes, ['.gitattributes']],
  [lfs, ['a.csv']],
  [settings, ['a.yaml', 'pyproject.toml', 'setup.cfg', 'tsconfig.json', '.eslintrc']],
];
const pieces = [
  ...[
    '\n',
    '\n\n',
    ' ',
    '  ',
    '\t',
    '- ',
    ': ',
    ':',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '`',
    '```\n',
    '|',
    '#',
    '# ',
    '<',
    '>',
    '<h1>',
    '</a>',
    '<a href="x">',
    '<!--',
    '-->',
  ],
  ...[
    'FROM ',
    'RUN ',
    'ARG A=',
    'COPY --from=',
    '<<EOF\n',
    '${',
    '$(',
    '$A',
    '\\\n',
    '&a ',
    '*a ',
    '<<: ',
    '!reference ',
    '---\n',
    'on',
    'jobs',
    'steps',
    'run',
    'script',
  ],
  ...[
    'stages',
    'commands',
    'extends',
    'include',
    'test:',
    '\n\t',
    '.. code::',
    '::\n\n',
    '====\n',
    '+--+\n',
    'make test',
    'a',
    'é',
    '你',
    '😀',
    '__proto__',
    'constructor',
    '\u0000',
    '\r\n',
  ],
];
const wild = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
);

describe('readers of documents', () => {
  it.each(readers.flatMap(([reader, paths]) => paths.map((path) => [path, reader] as const)))(
    '%s: any text is read or refused with a reason',
    (path, reader) => {
      expect(reader.matches(path)).toBe(true);
      fc.assert(
        fc.asyncProperty(wild, async (text) => {
          try {
            const parsed = await reader.parse({ path, text, firstLine: 1 });
            for (const { line } of parsed?.gaps ?? []) expect(line === null || line >= 1).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
            expect(error).not.toBeInstanceOf(TypeError);
            expect((error as Error).message).not.toBe('');
          }
        }),
        { numRuns: 150 },
      );
    },
  );

  it('a shell script of any text has commands whose lines lie within it', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const last = text.split('\n').length;
        for (const { words, line } of simpleCommands(text)) {
          expect(words.length).toBeGreaterThan(0);
          expect(line).toBeLessThan(last);
        }
      }),
    );
  });

  it('commands of any workflow and Makefile are followed to an end', async () => {
    await fc.assert(
      fc.asyncProperty(wild, wild, async (run, makefile) => {
        const workflow = `on: push\njobs: { a: { steps: [{ run: ${JSON.stringify(`make\n${run}`)} }] } }`;
        const facts = await factsFrom({ '.github/workflows/a.yml': workflow, Makefile: makefile }, commandReaders);
        expect(commandsOf(facts).every(({ line }) => line === 2)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('any pattern and path can be asked for', async () => {
    await fc.assert(
      fc.asyncProperty(wild, wild, async (patterns, path) => {
        ignoreRules(await factsFrom({ '.gitignore': patterns }, [gitignore])).ignores(path);
      }),
    );
  });
});
