import { describe, expect, it } from 'vitest';
import { ownBook, reportOn } from './support.ts';

const book = ownBook();

const workflow = (...commands: readonly string[]) =>
  `on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n${commands.map((command) => `      - run: ${command}\n`).join('')}`;

/** With a test in the repository, for without one there is nothing that CI could run. */
async function verdict(files: Record<string, string>) {
  const test = { 'tests/test_train.py': 'def test_one():\n    assert 1 + 1 == 2\n' };
  const report = await reportOn({ 'train.py': 'import torch\n', ...test, ...files }, book);
  return report.rules.find(({ id }) => id === 'testing/ci');
}

describe('CI runs the tests', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'through uv, in a folder of its own',
      { '.github/workflows/a.yml': workflow('uv run --frozen pytest -q') },
      'pass',
    ],
    [
      'by an interpreter of a virtual environment',
      { '.github/workflows/a.yml': workflow('.venv/bin/python -m pytest') },
      'pass',
    ],
    [
      'by a script',
      { '.github/workflows/a.yml': workflow('bash scripts/ci.sh'), 'scripts/ci.sh': 'set -e\npytest\n' },
      'pass',
    ],
    [
      "by the repository's own runner",
      { '.github/workflows/a.yml': workflow('python tests/run.py --quick'), 'tests/run.py': 'import unittest\n' },
      'pass',
    ],
    ['by tox', { '.github/workflows/a.yml': workflow('tox'), 'tox.ini': '[testenv]\ncommands = pytest\n' }, 'pass'],
    [
      'not by a script that is never called',
      { '.github/workflows/a.yml': workflow('ruff check .'), 'ci.sh': 'pytest\n' },
      'fail',
    ],
    [
      'not where a target does not exist',
      { '.github/workflows/a.yml': workflow('make test'), Makefile: 'lint:\n\truff .\n' },
      'fail',
    ],
    ['not where only its name is printed', { '.github/workflows/a.yml': workflow('echo pytest') }, 'fail'],
    ['not on a folder that does not exist', { '.github/workflows/a.yml': workflow('pytest tests/unit') }, 'fail'],
  ])('%s', async (_, files, expected) => {
    expect((await verdict(files))?.verdict).toBe(expected);
  });

  it('is unknown where a variable names the script, and says which script it would be', async () => {
    const found = await verdict({
      'azure-pipelines.yml': 'steps:\n  - script: bash ut/$(suite).sh\n',
      'ut/torch.sh': 'pip install .\npython -m pytest torch\n',
    });
    expect(found).toMatchObject({ verdict: 'unknown', unread: [{ path: 'ut/torch.sh', line: 2 }] });
  });
});
