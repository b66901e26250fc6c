import { expect, test } from 'vitest';
import { allows, declarations, declares, lockedPackages } from '../../../src/facts/dependencies/lookup.ts';
import { readLock, readManifest } from './read.ts';

test('declarations are found in whatever spelling, but not in constraints', async () => {
  const manifests = [
    await readManifest('requirements.txt', 'scikit_learn==1.4.0\n'),
    await readManifest('constraints.txt', 'numpy==1.26.4\n'),
  ];
  expect(declares(manifests, 'Scikit.Learn')).toBe(true);
  expect(declares(manifests, 'numpy')).toBe(false);
  expect(declarations(manifests, 'scikit-learn')).toHaveLength(1);
});

test('locked packages by name', async () => {
  const lock = await readLock('uv.lock', '[[package]]\nname = "torch"\nversion = "2.1.0"\n');
  expect(lockedPackages(lock, 'Torch').map((entry) => entry.version)).toEqual(['2.1.0']);
});

test.each([
  ['^1.2', '1.9.0', true],
  ['^1.2', '2.0.0', false],
  ['^0.2.3', '0.3.0', false],
  ['~1.2', '1.2.9', true],
  ['~1.2', '1.3.0', false],
  ['1.2.3', '1.2.3', true],
  ['1.2.*', '1.2.7', true],
  ['*', '9.9', true],
  ['>=1.2,<2 || >=3', '3.1', true],
  ['>=1.2,<2 || >=3', '2.5', false],
  ['==1.2', '1.2.0', true],
])('Poetry: %s and %s', async (specifier, version, expected) => {
  const { dependencies } = await readManifest('pyproject.toml', `[tool.poetry.dependencies]\na = "${specifier}"\n`);
  expect(dependencies[0] && allows(dependencies[0], version)).toBe(expected);
});

test.each([
  ['a=1.2', '1.2.9', true],
  ['a=1.2', '1.3', false],
  ['a=1.2.3=py_0', '1.2.3', true],
  ['a>=1.2,<1.4', '1.4', false],
  ['a', '3', true],
])('conda: %s and %s', async (spec, version, expected) => {
  const { dependencies } = await readManifest('environment.yml', `dependencies:\n  - ${spec}\n`);
  expect(dependencies[0] && allows(dependencies[0], version)).toBe(expected);
});

test('what cannot be told', async () => {
  const { dependencies } = await readManifest('package.json', '{"dependencies": {"a": "^1.0.0"}}');
  expect(dependencies[0] && allows(dependencies[0], '1.0.0')).toBeNull();
  const direct = await readManifest('requirements.txt', 'a @ https://example.org/a-1.0.tar.gz\nb==1.0\n');
  expect(direct.dependencies.map((dependency) => allows(dependency, 'x'))).toEqual([null, null]);
});
