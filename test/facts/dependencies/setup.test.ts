import { describe, expect, test } from 'vitest';
import { manifest } from '../../../src/facts/dependencies/manifest.ts';
import { readManifest, summary } from './read.ts';

const read = (text: string) => readManifest('setup.py', text);

describe('setup.py', () => {
  test('literals, names and concatenation', async () => {
    const found = await read(`from setuptools import setup, find_packages

BASE = ["numpy>=1.21"]
BASE += ["pandas==2.2.0"]
test_requires: list = ["pytest"]
extras = {"test": test_requires, "gpu": ["cupy"]}
extras["all"] = extras["gpu"] + ["mlflow"]

setup(
    name="churn",
    version="1.0.0",
    license="MIT",
    python_requires=">=3.9",
    packages=find_packages(),
    install_requires=BASE + [
        "torch",
        "scipy; python_version >= '3.9'",
    ],
    extras_require=extras,
    classifiers=["Programming Language :: Python :: 3"],
    entry_points={"console_scripts": ["churn = churn.cli:main"]},
)
`);
    expect(summary(found)).toEqual([
      '3 numpy>=1.21',
      '4 pandas==2.2.0 !',
      '16 torch',
      '17 scipy',
      '5 pytest dev:test',
      '6 cupy optional:gpu',
      '6 cupy optional:all',
      '7 mlflow optional:all',
    ]);
    expect(found).toMatchObject({ kind: 'setup.py', complete: true, python: { specifier: '>=3.9', line: 13 } });
    expect(found.package).toEqual({
      name: 'churn',
      version: '1.0.0',
      licence: 'MIT',
      classifiers: ['Programming Language :: Python :: 3'],
      scripts: [{ name: 'churn', target: 'churn.cli:main', line: 21 }],
      line: 10,
    });
  });

  test.each([
    ['open', 'install_requires=open("requirements.txt").read().splitlines()'],
    [
      'comprehension',
      'install_requires=[line.strip() for line in open("requirements.txt") if not line.startswith("#")]',
    ],
    ['with', 'install_requires=required'],
    ['helper', 'install_requires=read_requirements("requirements.txt")'],
    ['helper without argument', 'install_requires=requirements()'],
    ['pathlib', 'install_requires=Path("requirements.txt").read_text().split("\\n")'],
    ['joined path', 'install_requires=open(os.path.join(here, "requirements.txt")).readlines()'],
    ['keywords', '**{"install_requires": required}'],
  ])('reading a requirements file: %s', async (_, keyword) => {
    const found = await read(`import os
from pathlib import Path
import setuptools
here = os.path.dirname(__file__)
with open("requirements.txt") as file:
    required = file.read().splitlines()
def read_requirements(path):
    with open(path) as file:
        return [line for line in file]
def requirements():
    with open("requirements.txt") as file:
        return file.readlines()
setuptools.setup(name="churn", ${keyword})
`);
    expect(found).toMatchObject({ includes: ['requirements.txt'], dependencies: [], complete: true });
  });

  test.each([
    'install_requires=compute()',
    'install_requires=["numpy"] + more',
    'install_requires=[f"torch=={version}"]',
    'install_requires=names["x"]',
    'extras_require=compute()',
    'extras_require={key: ["a"]}',
    '**arguments()',
  ])('what is computed leaves it incomplete: %s', async (keyword) => {
    expect((await read(`from setuptools import setup\nsetup(name="churn", ${keyword})\n`)).complete).toBe(false);
  });

  test('a bare call says all there is, and another module of that name nothing', async () => {
    expect(await read('import setuptools\nsetuptools.setup()\n')).toMatchObject({ complete: true, package: null });
    expect(await read('import setuptools\n')).toMatchObject({ complete: false });
    expect(
      await manifest.parse({ path: 'src/setup.py', text: 'def setup():\n    pass\nsetup()\n', firstLine: 1 }),
    ).toBeNull();
  });

  test('names that lead back to themselves', async () => {
    const found = await read(
      'from setuptools import setup\na = b + ["numpy"]\nb = a\nd = {"x": e}\ne = d["x"]\nsetup(install_requires=a, extras_require=d)\n',
    );
    expect(summary(found)).toEqual(['2 numpy']);
  });
});
