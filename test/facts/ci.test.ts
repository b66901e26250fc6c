import { describe, expect, it } from 'vitest';
import { ci } from '../../src/facts/ci.ts';
import { gapsOf, read } from './support.ts';

const commands = async (path: string, text: string) =>
  (await read(ci, path, text)).value.jobs.map(({ steps }) => steps.map(({ run, line }) => `${run?.trim()}:${line}`));

const steps = async (path: string, text: string) =>
  (await read(ci, path, text)).value.jobs.map(({ name, steps }) => [
    name,
    steps.map(({ run, uses, line }) => [run ?? uses, line]),
  ]);

describe('a GitHub workflow', () => {
  const text = `name: CI
on:
  push: { branches: [main] }
  pull_request:
permissions: read-all
defaults: { run: { working-directory: backend } }
jobs:
  lint: &lint
    runs-on: ubuntu-latest
    permissions: { contents: write }
    steps:
      - uses: actions/checkout@v4
        with: { ref: main, fetch-depth: 0 }
      - name: Lint
        if: \${{ false }}
        run: ruff check .
  test:
    needs: lint
    container: python:3.12
    steps:
      - run: |
          # install
          pip install -e .

          pytest -q
        shell: bash
        working-directory: api
      - run: >
          echo one
          two
  again: *lint
  deploy:
    if: false
    uses: ./.github/workflows/deploy.yml
`;

  it('has triggers, permissions and jobs with the exact line of every step', async () => {
    const { value } = await read(ci, '.github/workflows/ci.yml', text);
    expect(value.triggers).toEqual(['push', 'pull_request']);
    expect(value.permissions).toEqual({ grants: [{ scope: '*', access: 'read' }], line: 5 });
    expect(value.jobs.map(({ name, line, disabled, uses }) => [name, line, disabled, uses])).toEqual([
      ['lint', 8, false, null],
      ['test', 17, false, null],
      ['again', 31, false, null],
      ['deploy', 32, true, './.github/workflows/deploy.yml'],
    ]);
    const [lint, test] = value.jobs;
    expect(lint?.permissions?.grants).toEqual([{ scope: 'contents', access: 'write' }]);
    expect(lint?.steps.map(({ line, disabled }) => [line, disabled])).toEqual([
      [12, false],
      [16, true],
    ]);
    expect({ ...lint?.steps[0]?.with }).toEqual({ ref: 'main', 'fetch-depth': '0' });
    expect(test).toMatchObject({ image: 'python:3.12', needs: ['lint'] });
    expect(test?.steps[0]).toMatchObject({ line: 22, exact: true, workingDirectory: 'api', shell: 'bash' });
    expect(test?.steps[1]).toMatchObject({ line: 29, exact: false, workingDirectory: 'backend' });
  });

  it('is read whatever its shape', async () => {
    for (const odd of [
      'on: [push, pull_request]',
      'on: push',
      'jobs: []',
      'jobs: { a: 3, b: { steps: x } }',
      'on:\n- push\njobs:\n  a:\n',
    ]) {
      expect((await read(ci, '.github/workflows/x.yml', odd)).value.system).toBe('github');
    }
    expect((await read(ci, '.github/workflows/x.yml', '"on": push')).value.triggers).toEqual(['push']);
    expect((await read(ci, '.github/workflows/x.yml', '%YAML 1.1\n---\non: push\n')).value.triggers).toEqual(['push']);
  });

  it('says what is not valid YAML', async () => {
    const { gaps } = await read(ci, '.github/workflows/x.yml', 'on: push\njobs:\n  a: [b\n');
    expect(gaps).toMatchObject([{ reason: expect.stringContaining('invalid YAML'), line: expect.any(Number) }]);
  });

  it('refuses aliases that stand for too much', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefg'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(10)}]`),
    ];
    expect(() => ci.parse({ path: '.github/workflows/x.yml', text: bomb.join('\n'), firstLine: 1 })).toThrow('aliases');
    expect(() => ci.parse({ path: '.github/workflows/x.yml', text: '['.repeat(100_000), firstLine: 1 })).toThrow(
      'nested too deeply',
    );
  });
});

describe('other systems', () => {
  it('GitLab: inherited scripts, references, defaults', async () => {
    const text = `default:
  image: python:3.12
  before_script: [pip install -e .]
include:
  - local: /ci/lint.yml
.base:
  script:
    - make setup
test:
  extends: .base
  needs: [{ job: build }]
  script:
    - !reference [.base, script]
    - |
      pytest
never:
  rules: [{ when: never }]
  script: flake8
`;
    const { value, refers } = await read(ci, '.gitlab-ci.yml', text);
    expect(refers).toEqual(['ci/lint.yml']);
    expect(value.jobs.map(({ name, disabled, image }) => [name, disabled, image])).toEqual([
      ['test', false, 'python:3.12'],
      ['never', true, 'python:3.12'],
    ]);
    expect(value.jobs[0]?.needs).toEqual(['build']);
    expect(value.jobs[0]?.steps.map(({ run, line }) => [run?.trim(), line])).toEqual([
      ['pip install -e .', 3],
      ['make setup', 8],
      ['pytest', 15],
    ]);
  });

  it('CircleCI: commands, and jobs that no workflow runs', async () => {
    const text = `version: 2.1
commands:
  setup: { steps: [run: pip install .] }
jobs:
  test:
    docker: [image: cimg/python:3.12]
    steps:
      - checkout
      - setup
      - run: { name: Tests, command: pytest, working_directory: api }
  old:
    docker: [image: x]
    steps: [run: pytest]
workflows:
  main: { jobs: [test] }
`;
    const { jobs } = (await read(ci, '.circleci/config.yml', text)).value;
    expect(jobs.map(({ name, disabled, image }) => [name, disabled, image])).toEqual([
      ['test', false, 'cimg/python:3.12'],
      ['old', true, 'x'],
    ]);
    expect(jobs[0]?.steps.map(({ run, uses, line }) => [run ?? uses, line])).toEqual([
      ['checkout', 8],
      ['pip install .', 3],
      ['pytest', 10],
    ]);
  });

  it('Azure: stages, tasks and templates', async () => {
    const text = `trigger: [main]
stages:
  - stage: Build
    jobs:
      - job: test
        container: python:3.12
        steps:
          - script: pytest
            workingDirectory: api
          - task: UsePythonVersion@0
            enabled: false
          - template: ../ci/steps.yml
`;
    const { value, refers } = await read(ci, 'build/azure-pipelines.yml', text);
    expect(refers).toEqual(['ci/steps.yml']);
    expect(value.jobs[0]).toMatchObject({ name: 'test', image: 'python:3.12' });
    expect(value.jobs[0]?.steps).toMatchObject([
      { run: 'pytest', line: 8, workingDirectory: 'api' },
      { uses: 'UsePythonVersion@0', disabled: true },
    ]);
    expect((await read(ci, 'ci/steps.yml', 'steps:\n  - bash: make\n')).value).toMatchObject({ system: 'azure' });
  });

  it('Travis, Buildkite, Drone', async () => {
    expect(await steps('.travis.yml', 'language: python\ninstall: pip install .\nscript:\n  - pytest\n')).toEqual([
      [
        'script',
        [
          ['pip install .', 2],
          ['pytest', 4],
        ],
      ],
    ]);
    expect(
      await steps('.buildkite/pipeline.yml', 'steps:\n  - label: t\n    commands:\n      - tox\n  - wait\n'),
    ).toEqual([['t', [['tox', 4]]]]);
    expect(
      await steps('.drone.yml', 'kind: pipeline\nsteps:\n- name: t\n  commands:\n  - pytest\n---\nkind: secret\n'),
    ).toEqual([['t', [['pytest', 5]]]]);
  });

  it('Travis: jobs with a script of their own come beside those of a matrix', async () => {
    const include = 'jobs:\n  include:\n    - stage: lint\n      script: flake8\n';
    const jobs = (text: string) => commands('.travis.yml', text);
    expect(await jobs(`python:\n  - 3.9\n${include}script: pytest\n`)).toEqual([['pytest:7'], ['flake8:6']]);
    expect(await jobs(`python: 3.9\n${include}script: pytest\n`)).toEqual([['flake8:5']]);
    expect(await jobs(`${include}    - python: 3.9\nscript: pytest\n`)).toEqual([['pytest:6'], ['flake8:4']]);
  });

  it('systems that list commands below telling keys', async () => {
    const runs = async (path: string, text: string) => (await commands(path, text)).flat();
    expect(await runs('appveyor.yml', 'install:\n  - x\ntest_script:\n  - ps: pytest\n')).toEqual(['pytest:4']);
    const bitbucket = 'pipelines:\n  default:\n    - step:\n        name: t\n        script:\n          - tox\n';
    expect(await runs('bitbucket-pipelines.yml', bitbucket)).toEqual(['tox:6']);
    expect(await runs('.cirrus.yml', 'test_task:\n  unit_script: |\n    pytest\n')).toEqual(['pytest:3']);
    expect(await runs('buildspec.yml', 'phases:\n  build:\n    commands:\n      - pytest\n')).toEqual(['pytest:4']);
    const build = "steps:\n  - name: 'gcr.io/x/python:3.12'\n    entrypoint: bash\n    args: ['-c', 'pytest -q']\n";
    expect(await runs('cloudbuild.yaml', build)).toEqual(["bash -c 'pytest -q':2"]);
    expect(await runs('.forgejo/workflows/ci.yml', 'on: push\njobs:\n  t:\n    steps:\n      - run: pytest\n')).toEqual(
      ['pytest:5'],
    );
  });

  it('a template that the system keeps is a gap, for nobody can tell what it runs', async () => {
    const text =
      'jobs:\n  validate:\n    template: python/validate_unittest\n    steps:\n      - before: source env.sh\n';
    expect(await steps('screwdriver.yaml', text)).toEqual([['scripts', [['source env.sh', 5]]]]);
    expect(await gapsOf(ci, 'screwdriver.yaml', text)).toMatchObject([{ line: 3, text: 'python/validate_unittest' }]);
  });

  it('Jenkins: a pipeline under any name, but no other Groovy', async () => {
    const pipeline = "def a = 1\npipeline {\n  stages { stage('T') { steps { sh 'pytest' } } }\n}\n";
    expect(await steps('ci/on_commit.groovy', pipeline)).toEqual([['T', [['pytest', 3]]]]);
    expect(await ci.parse({ path: 'src/Model.groovy', text: 'class Model { }\n', firstLine: 1 })).toBeNull();
  });

  it('Jenkins: shell steps by stage, not what comments or other strings hold', async () => {
    const text = `pipeline {
  agent { docker { image 'python:3.12' } }
  stages {
    // sh 'rm -rf /'
    stage('Test') {
      steps {
        echo "sh 'no'"
        sh '''
          pytest -q
        '''
        sh(script: "make lint", returnStdout: true)
      }
    }
  }
}
`;
    const [job] = (await read(ci, 'ci/Jenkinsfile', text)).value.jobs;
    expect(job).toMatchObject({ name: 'Test', line: 5, image: 'python:3.12' });
    expect(job?.steps.map(({ run, line }) => [run?.trim(), line])).toEqual([
      ['pytest -q', 8],
      ['make lint', 11],
    ]);
  });

  it('are looked for where the system looks', () => {
    expect(
      ['sub/.github/workflows/ci.yml', 'sub/.travis.yml', 'pipelines.yml', '.github/dependabot.yml'].filter(ci.matches),
    ).toEqual([]);
    expect(
      ['.github/actions/setup/action.yml', 'action.yaml', '.woodpecker/test.yml'].filter((path) => !ci.matches(path)),
    ).toEqual([]);
  });
});
