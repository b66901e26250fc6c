import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/report/json.ts';
import { markdown } from '../../src/report/markdown.ts';
import { text } from '../../src/report/text.ts';
import { ownBook, reportOn } from './support.ts';

const book = ownBook();

/** Paths that some reader takes an interest in. */
const paths = [
  'train.py',
  'src/app.py',
  'tests/test_data.py',
  'setup.py',
  'noxfile.py',
  'explore.ipynb',
  'README.md',
  'docs/index.rst',
  'MODEL_CARD.md',
  'LICENSE',
  'requirements.txt',
  'constraints.txt',
  'pyproject.toml',
  'setup.cfg',
  'environment.yml',
  'Pipfile',
  'pixi.toml',
  'package.json',
  'meta.yaml',
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'conda-lock.yml',
  'pixi.lock',
  'pylock.toml',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'renv.lock',
  'Dockerfile',
  'docker-compose.yml',
  '.devcontainer/devcontainer.json',
  'image.def',
  'cog.yaml',
  '.github/workflows/ci.yml',
  'action.yml',
  '.gitlab-ci.yml',
  'Jenkinsfile',
  '.circleci/config.yml',
  'azure-pipelines.yml',
  '.travis.yml',
  'Makefile',
  'tox.ini',
  'justfile',
  'Taskfile.yml',
  'run.sh',
  'dvc.yaml',
  'dvc.lock',
  'data.csv.dvc',
  '.dvc/config',
  'params.yaml',
  '.gitignore',
  '.gitattributes',
  '.env',
  'kaggle.json',
  'key.pem',
  'data/train.csv',
  'model.pkl',
  'config/model.yaml',
];

/** Pieces of the languages in those files, so that parsers get beyond the first character. */
const pieces = fc.constantFrom(
  'import torch\n',
  'from sklearn.model_selection import train_test_split as s\n',
  'model.fit(X, y)\n',
  'def test_x():\n    assert True\n',
  '((((',
  '"""',
  "'",
  '\\\n',
  '\u0000',
  '\r\n',
  '\ufeff',
  '\ud800',
  '- run: pytest\n',
  'jobs:\n  a:\n    steps:\n',
  'on: push\n',
  '&a [*a, *a]\n',
  '<<: *a\n',
  '[project]\n',
  'dependencies = ["a>=1"]\n',
  '[[package]]\nname = "a"\n',
  '{"cells": [',
  '{"nbformat": 4}',
  ']}',
  '"source": 3,',
  'FROM python\n',
  'RUN <<EOF\n',
  '-r requirements.txt\n',
  '--hash=sha256:00 \\\n',
  'a==1.0\n',
  '# title\n',
  '| a | b |\n',
  '```\n',
  '[x](y)\n',
  '<img src=x>\n',
  '* filter=lfs\n',
  '!x\n',
  'a:\n\tb\n',
  '\t',
  '    ',
  '{',
  '}',
  '[',
  ']',
  ':',
  '%magic\n',
  '!pip install x\n',
  '\u202e',
  '🙂',
  'é',
);
const content = fc.oneof(
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: pieces },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
      ),
      { maxLength: 25 },
    )
    .map((parts) => parts.join('')),
  fc.json(),
  fc.uint8Array({ maxLength: 200 }),
);
const tree = fc.dictionary(fc.constantFrom(...paths), content, { maxKeys: 12, noNullPrototype: true });

describe('whatever a repository holds', () => {
  it('an audit ends with a report in every format', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (files) => {
        const report = await reportOn(files, book);
        expect(report.rules).toHaveLength(book.rules.length);
        for (const page of [
          json(report),
          markdown(report, {}),
          text(report, { colour: true, width: 80, verbose: true, quiet: false }),
        ]) {
          expect(page.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('two audits give the same bytes, in whatever order the files come', async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.integer(), async (files, seed) => {
        const shuffled = Object.fromEntries(Object.entries(files).sort(([a], [b]) => hash(a, seed) - hash(b, seed)));
        expect(json(await reportOn(shuffled, book))).toBe(json(await reportOn(files, book)));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('a score lies between 0 and 100 and the points add up', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (files) => {
        const report = await reportOn(files, book);
        if (report.score === null) return;
        const open = report.rules
          .filter(({ verdict }) => verdict !== 'pass')
          .reduce((sum, { points }) => sum + points, 0);
        expect(report.score).toBeGreaterThanOrEqual(0);
        expect(report.score + open + report.outOfReach).toBeGreaterThan(100 - 0.06 * report.rules.length);
        expect(report.score + open + report.outOfReach).toBeLessThan(100 + 0.06 * report.rules.length);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

function hash(text: string, seed: number): number {
  let value = seed;
  for (const character of text) value = (Math.imul(value, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return value;
}

describe('cheats', () => {
  const plain = {
    'train.py': 'import torch\n',
    'requirements.txt': 'torch==2.4.1\n',
    'README.md': `# Project\n\n${'This text says nothing at great length. '.repeat(40)}\n`,
  };

  it.each<[string, Record<string, string>]>([
    ['a README, pins and one import', plain],
    ['an almost empty repository', { 'train.py': 'import sklearn\n' }],
    [
      'a single notebook',
      {
        'a.ipynb':
          '{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","metadata":{},"execution_count":1,"outputs":[],"source":"import pandas as pd"}]}',
      },
    ],
    [
      'empty files with the right names',
      Object.fromEntries(
        paths.filter((path) => path !== '.env').map((path) => [path, path === 'train.py' ? 'import torch\n' : '']),
      ),
    ],
  ])('%s cannot reach a B', async (_, files) => {
    const report = await reportOn(files, book);
    expect(report.ml).toBe(true);
    expect(['C', 'D', 'F']).toContain(report.grade);
  });
});

describe('adopting a practice badly', () => {
  const base = {
    'train.py':
      'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\nframe = pd.read_csv("a.csv")\nRidge().fit(frame[["a"]], frame["b"])\n',
    'README.md': '# Project\n',
  };
  const attempts: Record<string, Record<string, string>> = {
    'an unpinned image': { Dockerfile: 'FROM python\n' },
    'unpinned requirements': { 'requirements.txt': 'pandas\nscikit-learn\n' },
    'a test that asserts nothing': { 'tests/test_a.py': 'def test_a():\n    print(1)\n' },
    'CI that runs no test': {
      '.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo\n',
    },
    'an empty model card': { 'MODEL_CARD.md': '# Model card\n\n[More Information Needed]\n' },
    'a tracker that is never called': { 'log.py': 'import mlflow\n' },
    'a DVC folder without a remote': { '.dvc/config': '', 'dvc.yaml': 'stages: {}\n' },
  };
  it.each(Object.keys(attempts))('%s never lowers the score', async (name) => {
    const before = await reportOn(base, book);
    const after = await reportOn({ ...base, ...attempts[name] }, book);
    expect(after.score ?? 0).toBeGreaterThanOrEqual(before.score ?? 0);
  });
});
