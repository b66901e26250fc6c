import { describe, expect, test } from 'vitest';
import { find, readManifest, summary } from './read.ts';

const read = (text: string) => readManifest('pyproject.toml', text);

describe('pyproject.toml', () => {
  test('project metadata, extras, groups and build requirements', async () => {
    const found = await read(`[build-system]
requires = ["hatchling>=1.25"]

[project]
name = "Churn_Model"
version = "0.3.0"
license = { text = "MIT" }
requires-python = ">=3.10,<3.13"
classifiers = ["Programming Language :: Python :: 3.11"]
dependencies = [
  "torch==2.1.0",
  "pandas (>=2.2,<3)",  # data frames
]

[project.optional-dependencies]
serve = ["fastapi>=0.110"]
test = ["pytest"]
all = ["churn-model[serve,test]"]

[project.scripts]
churn-train = "churn.train:main"

[dependency-groups]
lint = ["ruff==0.5.0"]
heavy = ["xgboost"]
dev = [{ include-group = "heavy" }, "ipython"]
gpu = ["cupy-cuda12x"]

[tool.ruff]
line-length = 100
[tool.pytest.ini_options]
addopts = "-q"
`);
    expect(summary(found)).toEqual([
      '11 torch==2.1.0 !',
      '12 pandas>=2.2,<3',
      '16 fastapi>=0.110 optional:serve',
      '17 pytest dev:test',
      '24 ruff==0.5.0 ! dev:lint',
      '25 xgboost dev:heavy',
      '26 ipython dev:dev',
      '27 cupy-cuda12x optional:gpu',
      '2 hatchling>=1.25 build:null',
    ]);
    expect(found.python).toEqual({ specifier: '>=3.10,<3.13', line: 8 });
    expect(found.package).toEqual({
      name: 'churn-model',
      version: '0.3.0',
      licence: 'MIT',
      classifiers: ['Programming Language :: Python :: 3.11'],
      scripts: [{ name: 'churn-train', target: 'churn.train:main', line: 21 }],
      line: 5,
    });
    expect(found.sections).toContainEqual({ name: 'tool.ruff', line: 29 });
    expect(found.sections).toContainEqual({ name: 'tool.pytest.ini_options', line: 31 });
    expect(found.complete).toBe(true);
  });

  test('Poetry', async () => {
    const found = await read(`[tool.poetry]
name = "churn"
version = "1.0.0"

[tool.poetry.dependencies]
python = "^3.10"
numpy = "1.26.4"
pandas = "^2.2"
scipy = "~1.11.2"
scikit-learn = { version = "==1.4.0", extras = ["tests"] }
torch = [
  { version = "2.1.0", markers = "sys_platform == 'linux'" },
  { version = "^2.0", platform = "darwin" },
]
clip = { git = "https://bob:hunter2@github.com/openai/CLIP.git", rev = "a9b1bf5920416aaeaec965c25dd9e8f98c864f16" }
mylib = { git = "https://github.com/o/mylib.git", branch = "main" }
mlflow = { version = "2.9.2", optional = true }
broken = 3

[tool.poetry.extras]
tracking = ["mlflow"]

[tool.poetry.group.dev.dependencies]
pytest = "*"

[tool.poetry.group.serving.dependencies]
fastapi = "0.110.0"
`);
    expect(summary(found)).toEqual([
      '7 numpy1.26.4 !',
      '8 pandas^2.2',
      '9 scipy~1.11.2 !',
      '10 scikit-learn==1.4.0 !',
      '11 torch2.1.0 !',
      '11 torch^2.0',
      '15 clip !',
      '16 mylib',
      '17 mlflow2.9.2 ! optional:tracking',
      '24 pytest* dev:dev',
      '27 fastapi0.110.0 ! optional:serving',
    ]);
    expect(found.python).toEqual({ specifier: '>=3.10,<4', line: 6 });
    expect(found.complete).toBe(false);
    expect(found.dependencies[5]?.marker).toBe('sys_platform == "darwin"');
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test("beside [project], Poetry's table only says where packages come from", async () => {
    const found = await read(`[project]
name = "a"
dependencies = ["torch (>=2.1,<3)"]
[tool.poetry.dependencies]
torch = { source = "pytorch" }
`);
    expect(summary(found)).toEqual(['3 torch>=2.1,<3']);
  });

  test('uv, PDM and Hatch', async () => {
    const found = await read(`[project]
name = "a"
dependencies = ["torch", "lib", "own"]
[tool.uv]
dev-dependencies = ["pytest==8.0.0"]
[tool.uv.sources]
torch = { index = "pytorch" }
lib = { git = "https://github.com/o/lib", tag = "v1.0" }
own = { workspace = true }
[tool.pdm.dev-dependencies]
lint = ["ruff"]
[tool.hatch.envs.docs]
dependencies = ["mkdocs"]
`);
    expect(summary(found)).toEqual([
      '3 torch',
      '3 lib !',
      '3 own !',
      '11 ruff dev:lint',
      '5 pytest==8.0.0 ! dev:dev',
      '13 mkdocs dev:docs',
    ]);
    expect(find(found, 'lib').url).toBe('https://github.com/o/lib');
  });

  test('dynamic dependencies are followed to their files', async () => {
    const found = await read(`[project]
name = "a"
dynamic = ["dependencies", "optional-dependencies"]
[tool.setuptools.dynamic]
dependencies = { file = ["requirements.txt"] }
optional-dependencies.dev = { file = "requirements-dev.txt" }
`);
    expect(found).toMatchObject({ includes: ['requirements.txt', 'requirements-dev.txt'], complete: true });
    expect((await read('[project]\nname = "a"\ndynamic = ["dependencies"]\n')).complete).toBe(false);
  });

  test('Flit and Pixi', async () => {
    const flit = await read('[tool.flit.metadata]\ndist-name = "a"\nrequires = ["numpy==1.26.4"]\n');
    expect(summary(flit)).toEqual(['3 numpy==1.26.4 !']);
    const pixi = await read(`[tool.pixi.dependencies]
python = "3.11.*"
pytorch = { version = "==2.1.0", channel = "pytorch" }
[tool.pixi.feature.test.dependencies]
pytest = "*"
[tool.pixi.target.linux-64.pypi-dependencies]
peft = ">=0.5"
`);
    expect(summary(pixi)).toEqual(['3 pytorch==2.1.0 !', '7 peft>=0.5', '5 pytest* dev:test']);
    expect(pixi.python).toEqual({ specifier: '==3.11.*', line: 2 });
  });

  test('lines are found in spite of dotted keys, inline tables and long strings', async () => {
    const found = await read(`project.name = "a"
project.description = """
dependencies = ["fake"]
[project]
"""
project.dependencies = [ # "numpy"
  'numpy',
  "a-b", "c" ]
project.optional-dependencies = { x = ["d"],
  y = ["e"] }
`);
    expect(summary(found)).toEqual(['7 numpy', '8 a-b', '8 c', '9 d optional:x', '10 e optional:y']);
  });

  test('odd shapes are skipped, and the list is incomplete', async () => {
    for (const odd of [
      '[project]\ndependencies = 3',
      '[project]\ndependencies = ["numpy", 4, ["x"]]',
      '[project]\ndependencies = { numpy = "1" }',
      '[dependency-groups]\ndev = "pytest"',
      '[dependency-groups]\ndev = [{ include-group = "none" }]',
      '[tool.poetry.dependencies]\nnumpy = [1, 2]',
      '[tool.poetry]\ndependencies = ["numpy"]',
      '[tool.pixi]\ndependencies = ["numpy"]',
      '[tool]\nhatch = 3\nuv = []\npoetry = "x"\n[project]\ndynamic = ["dependencies"]',
    ]) {
      expect(await read(odd), odd).toMatchObject({ complete: false });
    }
  });

  test('a mistake is told with its line, without the text', async () => {
    await expect(read('[project]\ndependencies = ["hunter2" "b"]\n')).rejects.toThrow(/^not valid TOML: line 2: /);
    await expect(read('[project]\ndependencies = ["hunter2" "b"]\n')).rejects.not.toThrow(/hunter2/);
  });
});
