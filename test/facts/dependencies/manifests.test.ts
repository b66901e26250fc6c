import { describe, expect, test } from 'vitest';
import { manifest } from '../../../src/facts/dependencies/manifest.ts';
import { find, readManifest, summary } from './read.ts';

describe('files that are manifests', () => {
  test.each([
    'requirements.txt',
    'requirements-dev.txt',
    'requirements_dev.txt',
    'dev-requirements.txt',
    'backend/requirements.in',
    'requirements/pytorch/base.txt',
    'reqs/dev.txt',
    'constraints.txt',
    'pyproject.toml',
    'setup.cfg',
    'environment.yml',
    'environment-gpu.yaml',
    'conda.yaml',
    'docker/conda_env/torch_gpu.yml',
    'Pipfile',
    'pixi.toml',
    'frontend/package.json',
    'recipe/meta.yaml',
  ])('%s', (path) => expect(manifest.matches(path)).toBe(true));

  test.each(['README.txt', 'requirements/README.txt', 'notes.txt', 'conda-lock.yml', 'Cargo.toml', 'environment.py'])(
    '%s is none',
    (path) => expect(manifest.matches(path)).toBe(false),
  );

  test('a path of unknown kind is an included requirements file, and what it includes is to be read, too', async () => {
    const parsed = await manifest.parse({ path: 'deps/pins.txt', text: '-r more.txt\nnumpy==1.26.4\n', firstLine: 1 });
    expect(parsed).toMatchObject({ value: { kind: 'requirements' }, refers: ['deps/more.txt'] });
  });
});

describe('conda environments', () => {
  test('conda and pip packages', async () => {
    const found = await readManifest(
      'environment.yml',
      `name: churn
channels: [conda-forge]
dependencies:
  - python=3.10
  - numpy=1.26
  - pandas=2.1.3
  - conda-forge::scikit-learn==1.3   # exact
  - pytorch=2.1.0=py3.10_cuda11.8_0
  - scipy 1.11.3 py310h1
  - matplotlib>=3.7,<4
  - xgboost=1.*
  - pip
  - pip:
      - -r requirements.txt
      - transformers~=4.35.0
      - --extra-index-url https://bob:hunter2@example.org/simple
`,
    );
    expect(summary(found)).toEqual([
      '5 numpy=1.26',
      '6 pandas=2.1.3 !',
      '7 scikit-learn==1.3 !',
      '8 pytorch=2.1.0=py3.10_cuda11.8_0 !',
      '9 scipy==1.11.3=py310h1 !',
      '10 matplotlib>=3.7,<4',
      '11 xgboost=1.*',
      '12 pip build:null',
      '15 transformers~=4.35.0 !',
    ]);
    expect(found.python).toEqual({ specifier: '==3.10.*', line: 4 });
    expect(found.includes).toEqual(['requirements.txt']);
    expect(find(found, 'pandas').ecosystem).toBe('conda');
    expect(find(found, 'transformers').ecosystem).toBe('python');
    expect(found).toMatchObject({ complete: true, compiled: false });
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test('an export with builds lists the whole tree', async () => {
    const specs = ['_libgcc_mutex=0.1=main', 'ca-certificates=2024=h1', 'python=3.8.5=h2', 'xz=5.2=h3', 'zlib=1.2=h4'];
    const text = `dependencies:\n${[...specs, 'tk=8.6=h5'].map((spec) => `  - ${spec}\n`).join('')}prefix: /opt/conda\n`;
    expect((await readManifest('environment.yml', text)).compiled).toBe(true);
  });

  test('other YAML files are none', async () => {
    const parse = (text: string) => manifest.parse({ path: 'env.yml', text, firstLine: 1 });
    expect(await parse('PORT: 80\n')).toBeNull();
    expect(await parse('dependencies:\n  - role: web\n')).toBeNull();
  });

  test('odd shapes, broken files and alias bombs', async () => {
    const odd = await readManifest('environment.yml', 'dependencies:\n  - numpy\n  - [a]\n  - pip: x\n  - 3: 4\n');
    expect(odd.complete).toBe(false);
    expect(summary(odd)).toEqual(['2 numpy']);
    await expect(readManifest('environment.yml', 'dependencies:\n  - "hunter2\n')).rejects.toThrow(/^not valid YAML/);
    const doubled = Array.from({ length: 20 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`).join('');
    const bomb = `a0: &a0 numpy\n${doubled}dependencies: *a20\n`;
    await expect(readManifest('environment.yml', bomb)).rejects.toThrow(/aliases/);
  });
});

test('a conda recipe, as far as its templates allow', async () => {
  const found = await readManifest(
    'conda/meta.yaml',
    `{% set version = "1.2.0" %}
package:
  name: churn
  version: {{ version }}
requirements:
  build:
    - {{ compiler('c') }}
  host:
    - python {{ python }}
    - setuptools
  run:
    - python >=3.9
    - numpy >={{ version }}  # [linux]
    - pandas {{ pin }}
about:
  license: MIT
`,
  );
  expect(summary(found)).toEqual(['10 setuptools build:null', '13 numpy>=1.2.0', '14 pandas']);
  expect(found).toMatchObject({ complete: false, package: { name: 'churn', version: '1.2.0', licence: 'MIT' } });
  expect(found.python?.specifier).toBe('>=3.9');
});

test('a Pipfile', async () => {
  const found = await readManifest(
    'Pipfile',
    `[[source]]
url = "https://bob:hunter2@packages.example.com/simple"
[packages]
pandas = "*"
numpy = "==1.26.4"
requests = {version = ">=2", extras = ["socks"]}
churn = {editable = true, path = "."}
[dev-packages]
pytest = "~=8.0.1"
[requires]
python_version = "3.9"
`,
  );
  expect(summary(found)).toEqual([
    '4 pandas*',
    '5 numpy==1.26.4 !',
    '6 requests>=2',
    '9 pytest~=8.0.1 ! dev:dev-packages',
  ]);
  expect(found.python).toEqual({ specifier: '==3.9.*', line: 11 });
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('a pixi.toml', async () => {
  const found = await readManifest(
    'pixi.toml',
    '[workspace]\nname = "a"\n[dependencies]\npython = ">=3.11"\nnumpy = "1.26.4"\n[pypi-dependencies]\na = { path = ".", editable = true }\npeft = "*"\n',
  );
  expect(found.kind).toBe('pixi.toml');
  expect(summary(found)).toEqual(['5 numpy1.26.4 !', '8 peft*']);
});

test('a setup.cfg', async () => {
  const found = await readManifest(
    'setup.cfg',
    `[metadata]
name = churn
version = attr: churn.__version__
license = MIT
classifiers =
    Programming Language :: Python :: 3

[options]
python_requires = >=3.9
install_requires =
    numpy>=1.21
    # a remark
    pandas==2.2.0; python_version >= "3.9"
setup_requires = wheel; setuptools>=61

[options.extras_require]
test = file: requirements-test.txt
gpu =
    cupy

[options.entry_points]
console_scripts =
    churn = churn.cli:main

[tool:pytest]
addopts = -q
[mypy]
strict = True
`,
  );
  expect(summary(found)).toEqual([
    '11 numpy>=1.21',
    '13 pandas==2.2.0 !',
    '14 wheel build:null',
    '14 setuptools>=61 build:null',
    '19 cupy optional:gpu',
  ]);
  expect(found).toMatchObject({ includes: ['requirements-test.txt'], complete: true });
  expect(found.package).toMatchObject({
    name: 'churn',
    version: null,
    licence: 'MIT',
    scripts: [{ name: 'churn', target: 'churn.cli:main', line: 23 }],
  });
  expect(found.sections).toContainEqual({ name: 'tool:pytest', line: 25 });
});

test('a package.json', async () => {
  const found = await readManifest(
    'package.json',
    `{
  "name": "web",
  "version": "1.0.0",
  "dependencies": {
    "@tensorflow/tfjs": "4.17.0",
    "react": "^18.2.0",
    "lib": "git+https://bob:hunter2@github.com/o/lib.git#v1.2.3",
    "near": "file:../near",
    "odd": 3
  },
  "devDependencies": {
    "react": "18.2.0"
  },
  "engines": { "node": ">=20" }
}
`,
  );
  expect(summary(found)).toEqual([
    '5 @tensorflow/tfjs4.17.0 !',
    '6 react^18.2.0',
    '7 lib !',
    '8 near !',
    '12 react18.2.0 ! dev:null',
  ]);
  expect(found).toMatchObject({ complete: false, package: { name: 'web', version: '1.0.0' } });
  expect(found.sections).toContainEqual({ name: 'engines', line: 14 });
  expect(JSON.stringify(found)).not.toContain('hunter2');
  await expect(readManifest('package.json', '{"hunter2" 1}')).rejects.toThrow(/^not valid JSON$/);
});
