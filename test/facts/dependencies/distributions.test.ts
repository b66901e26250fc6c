import { expect, test } from 'vitest';
import { distributionsOf, normalise, standardLibrary } from '../../../src/facts/dependencies/distributions.ts';
import { distributionsByImport } from '../../../src/facts/dependencies/distributions-table.ts';

test.each([
  ['cv2', 'opencv-python-headless'],
  ['sklearn.model_selection', 'scikit-learn'],
  ['PIL.Image', 'pillow'],
  ['yaml', 'pyyaml'],
  ['bs4', 'beautifulsoup4'],
  ['dotenv', 'python-dotenv'],
  ['jwt', 'pyjwt'],
  ['torch.nn', 'pytorch'],
  ['google.cloud.storage.blob', 'google-cloud-storage'],
  ['google.cloud.dlp_v2', 'google-cloud-dlp-v2'],
  ['google.protobuf', 'protobuf'],
  ['azure.storage.blob', 'azure-storage-blob'],
  ['pandas', 'pandas'],
  ['sentence_transformers', 'sentence-transformers'],
  ['constructor', 'constructor'],
])('%s is in %s', (module, distribution) => {
  expect(distributionsOf(module)).toContain(distribution);
});

test('every entry of the table is well-formed, once, and normalised', () => {
  const lines = distributionsByImport.trim().split('\n');
  expect(lines.length).toBeGreaterThan(200);
  expect(new Set(lines.map((line) => line.split(': ')[0])).size).toBe(lines.length);
  for (const line of lines) {
    expect(line).toMatch(/^[A-Za-z_][\w.]*: [a-z0-9-]+( [a-z0-9-]+)*$/);
    for (const name of line.split(': ')[1]?.split(' ') ?? []) expect(normalise(name)).toBe(name);
  }
});

test('the standard library of every supported Python', () => {
  for (const name of ['os', 'distutils', 'imp', 'tomllib', 'annotationlib', 'compression', 'binhex', '__future__']) {
    expect(standardLibrary.has(name), name).toBe(true);
  }
  for (const name of ['numpy', 'yaml', 'attr', 'pkg_resources']) expect(standardLibrary.has(name), name).toBe(false);
});
