import { describe, expect, it } from 'vitest';
import { commandReaders, commandsOf } from '../../src/facts/commands.ts';
import { factsFrom } from './support.ts';

const workflow = (...runs: readonly string[]) =>
  `on: push\njobs:\n  test:\n    steps:\n${runs.map((run) => `      - run: |\n${run.replace(/^/gm, '          ')}\n`).join('')}`;

async function reached(tree: Readonly<Record<string, string>>) {
  return commandsOf(await factsFrom(tree, commandReaders));
}

const lines = async (tree: Readonly<Record<string, string>>) =>
  (await reached(tree)).map(({ words }) => words.join(' '));

describe('commands of CI', () => {
  it('are simple commands with the line that they stand on', async () => {
    const run = `set -e  # strict
# pytest commented
echo pytest
A=1 poetry run pytest \\
  -q "two words" && (cd api && npm ci)
cat <<EOF > x
pytest
EOF
if [ -f a ]; then tox; fi
cd docs
make html`;
    const found = await reached({
      '.github/workflows/ci.yml': workflow(run),
      'tox.ini': '[testenv]\ncommands = pytest',
      'docs/Makefile': 'html:\n\tsphinx-build',
    });
    expect(found.map(({ words, line, workingDirectory }) => [words.join('|'), line, workingDirectory])).toEqual([
      ['poetry|run|pytest|-q|two words', 9, ''],
      ['npm|ci', 10, 'api'],
      ['cat', 11, ''],
      ['tox', 14, ''],
      ['pytest', 14, ''],
      ['make|html', 16, 'docs'],
      ['sphinx-build', 16, 'docs'],
    ]);
    expect(found[0]).toMatchObject({ path: '.github/workflows/ci.yml', job: 'test', system: 'github', via: [] });
  });

  it('lead through make, with prerequisites, variables and the way there', async () => {
    const makefile = `PYTEST ?= python -m pytest
FLAGS += -q
.PHONY: all test
all: test
test: setup ## run tests
\t@echo testing
\t-$(PYTEST) $(FLAGS) \\
\t  tests
setup:
\tpip install -e .
check-%:
\tmypy $*
loop: loop2
\tmake loop
loop2: loop
`;
    const found = await reached({
      '.github/workflows/ci.yml': workflow('make -j 2', 'make check-types loop nothing'),
      Makefile: makefile,
    });
    expect(found.map(({ words }) => words.join(' '))).toEqual([
      'make -j 2',
      'pip install -e .',
      'python -m pytest -q tests',
      'make check-types loop nothing',
      'mypy $*',
      'make loop',
    ]);
    expect(found[2]?.via.map(({ path, line, message }) => [path, line, message])).toEqual([
      ['Makefile', 4, 'make all'],
      ['Makefile', 7, 'make test'],
    ]);
    expect(found[2]?.line).toBe(6);
  });

  it('do not count when they call what is not there, cannot run or is only printed', async () => {
    const off = `on: push\njobs:\n  a:\n    if: false\n    steps: [run: pytest]\n  b:\n    steps:\n      - if: \${{ false }}\n        run: pytest\n      - run: make nothing\n      - run: npm run nothing\n      - run: poe nothing\n`;
    const uncalled = 'on: workflow_call\njobs:\n  a:\n    steps: [run: pytest]\n';
    expect(
      await lines({
        '.github/workflows/a.yml': off,
        '.github/workflows/b.yml': uncalled,
        Makefile: 'test:\n\tpytest\n',
        'package.json': '{"scripts":{}}',
        'action.yml': 'runs:\n  using: composite\n  steps: [run: pytest]',
      }),
    ).toEqual([]);
  });

  it('lead through composite actions and reusable workflows', async () => {
    const found = await reached({
      '.github/workflows/ci.yml': 'on: push\njobs:\n  call:\n    uses: ./.github/workflows/test.yml\n',
      '.github/workflows/test.yml':
        'on: workflow_call\njobs:\n  t:\n    steps:\n      - uses: ./.github/actions/setup\n      - run: pytest\n',
      '.github/actions/setup/action.yml':
        'runs:\n  using: composite\n  steps:\n    - run: pip install .\n      shell: bash\n    - uses: ./.github/actions/setup\n',
    });
    expect(
      found.map(({ words, path, line, via }) => [
        words.join(' '),
        `${path}:${line}`,
        via.map((step) => `${step.path}:${step.line}`),
      ]),
    ).toEqual([
      [
        'pip install .',
        '.github/workflows/ci.yml:3',
        ['.github/workflows/test.yml:5', '.github/actions/setup/action.yml:4'],
      ],
      ['pytest', '.github/workflows/ci.yml:3', ['.github/workflows/test.yml:6']],
    ]);
  });

  it('lead through tox, nox, just, Task, npm, Poe, Hatch, PDM and scripts', async () => {
    const tree = {
      'tox.ini': `[tox]
envlist = py{310,311}, lint
[base]
deps = x
[testenv]
commands =
    pytest {posargs:tests} \\
        -q
    lint: never
[testenv:lint]
commands =
    {[testenv:style]commands}
[testenv:style]
commands = ruff check
`,
      'noxfile.py':
        'import nox\n\n@nox.session(name="unit")\ndef tests(session):\n    session.install("x")\n    session.run("pytest", "a b", *session.posargs)\n\n@nox.session\ndef docs(session):\n    session.run("mkdocs")\n',
      justfile:
        'set shell := ["bash"]\ncheck target="all": lint\n    @mypy src \\\n      --strict\nlint:\n    flake8\n',
      'Taskfile.yml':
        'version: 3\ntasks:\n  default:\n    deps: [a]\n    cmds: [task: b]\n  a: pip check\n  b:\n    dir: sub\n    cmds:\n      - cmd: pytest\n',
      'package.json': '{\n  "scripts": {\n    "pretest": "eslint .",\n    "test": "vitest run"\n  }\n}\n',
      'pyproject.toml': `[tool.poe.tasks]
unit = "coverage run -m pytest"
all = ["unit"]
[tool.hatch.envs.default.scripts]
cov = ["pytest --cov"]
[tool.hatch.envs.lint.scripts]
style = "black ."
[tool.pdm.scripts]
check = { composite = ["one"] }
one = { cmd = ["mypy", "src"] }
`,
      'ci/run.sh': '#!/bin/bash\ncd "$(dirname "$0")/.."\nbash -c "pytest tests"\n',
    };
    const calledBy = async (run: string) =>
      (await lines({ ...tree, '.gitlab-ci.yml': `a: { script: [${JSON.stringify(run)}] }` })).slice(1);
    expect(await calledBy('tox')).toEqual(['pytest tests -q', 'ruff check']);
    expect(await calledBy('python -m tox -e py311')).toEqual(['pytest tests -q']);
    expect(await calledBy('nox -s unit-3.11')).toEqual(['pytest a b']);
    expect(await calledBy('nox')).toEqual(['pytest a b', 'mkdocs']);
    expect(await calledBy('just check')).toEqual(['flake8', 'mypy src --strict']);
    expect(await calledBy('task')).toEqual(['pip check', 'task b', 'pytest']);
    expect(await calledBy('npm test')).toEqual(['eslint .', 'vitest run']);
    expect(await calledBy('yarn test')).toEqual(['eslint .', 'vitest run']);
    expect(await calledBy('poetry run poe all')).toEqual(['poe unit', 'coverage run -m pytest']);
    expect(await calledBy('hatch run cov')).toEqual(['pytest --cov']);
    expect(await calledBy('hatch run lint:style')).toEqual(['black .']);
    expect(await calledBy('pdm run check')).toEqual(['pdm run one', 'mypy src']);
    expect(await calledBy('sudo ./ci/run.sh')).toEqual(['pytest tests']);
  });

  it('end, however the files call each other', async () => {
    const targets = Array.from(
      { length: 300 },
      (_, index) => `t${index}: t${index + 1} t${index + 2}\n\tmake t${index + 1}\n\tmake t${index + 2}\n`,
    );
    const found = await reached({ '.github/workflows/ci.yml': workflow('make t0'), Makefile: targets.join('') });
    expect(found.length).toBeGreaterThan(3);
    expect(Math.max(...found.map(({ via }) => via.length))).toBeLessThanOrEqual(8);
  });
});
