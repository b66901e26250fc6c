import type { FileEntry, Place } from '../model.ts';

const vendoredFolders = new Set([
  'node_modules',
  '.venv',
  'venv',
  'virtualenv',
  'site-packages',
  'third_party',
  'third-party',
  'thirdparty',
  '3rdparty',
  'vendor',
  'vendors',
  'vendored',
  '_vendor',
  'build',
  'dist',
  '_build',
  '.eggs',
  '.tox',
  '.nox',
  '__pycache__',
  '.ipynb_checkpoints',
  'bower_components',
  '__macosx',
]);
const testFolders = new Set([
  'test',
  'tests',
  '__tests__',
  'testing',
  'unittests',
  'unit_tests',
  'e2e',
  'integration_tests',
]);
const docsFolders = new Set(['doc', 'docs', 'documentation', 'website']);
const exampleFolders = new Set(['example', 'examples', 'demo', 'demos', 'sample', 'samples', 'tutorial', 'tutorials']);
const dataFolders = new Set(['data', 'dataset', 'datasets']);
const testFile = /^(test_.+\.py|.+_tests?\.py|conftest\.py|.+\.(test|spec)\.[cm]?[jt]sx?)$/i;
/** What macOS keeps beside a file in archives and on foreign disks: its attributes, under the file's own extension. */
const appleDouble = /^\._/;
const codeFile = /\.(py|ipynb|r|rmd|jl)$/i;

/**
 * Tells for every path where it stands. A folder decides for all below it; the outermost telling folder wins, save
 * that tests below examples are tests. Below a data folder names such as `test` or `sample` are parts of the data. A single script called `test.py` is how research code evaluates, and no test.
 * Where a repository has no code outside its example folders, its examples are its code.
 * @param vendored further paths that are not the authors' own, such as `linguist-vendored`
 */
export function placesOf(entries: readonly FileEntry[], vendored: (path: string) => boolean): (path: string) => Place {
  const known = new Map<string, Place>();
  const byPath = (path: string): Place => (vendored(path) ? 'vendored' : placeByName(path));
  let codeOutside = false;
  let codeInExamples = false;
  for (const { path } of entries) {
    const place = byPath(path);
    known.set(path, place);
    if (codeFile.test(path)) {
      codeOutside ||= place === 'code';
      codeInExamples ||= place === 'examples';
    }
  }
  const examplesAreCode = codeInExamples && !codeOutside;
  return (path) => {
    const place = known.get(path) ?? byPath(path);
    return place === 'examples' && examplesAreCode ? 'code' : place;
  };
}

function placeByName(path: string): Place {
  const segments = path.toLowerCase().split('/');
  const name = segments.pop() ?? '';
  if (appleDouble.test(name) || segments.some((segment) => vendoredFolders.has(segment))) return 'vendored';
  const data = segments.findIndex((segment) => dataFolders.has(segment));
  const telling = data < 0 ? segments : segments.slice(0, data);
  if (telling.some((segment) => testFolders.has(segment)) || testFile.test(name)) return 'tests';
  for (const segment of telling) {
    if (docsFolders.has(segment)) return 'docs';
    if (exampleFolders.has(segment)) return 'examples';
  }
  return 'code';
}
