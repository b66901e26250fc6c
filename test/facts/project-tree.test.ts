import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/defaults.ts';
import { gather } from '../../src/facts/gather.ts';
import { projectRoots } from '../../src/facts/project-roots.ts';
import { patternsFor, projectTree } from '../../src/facts/project-tree.ts';
import type { FileEntry } from '../../src/model.ts';
import { memorySource } from '../../src/source/memory.ts';

async function rootsOf(...paths: string[]): Promise<readonly string[]> {
  const facts = await gather(memorySource(Object.fromEntries(paths.map((path) => [path, 'x']))), [], defaultConfig);
  return projectRoots(facts, (view) => view.files.some(({ path }) => path.includes('train')));
}

function treeOf(root: string, roots: readonly string[], ...paths: string[]) {
  const entries = paths.map((path): FileEntry => ({ path, size: 1, kind: 'file', tracked: true }));
  const place = (path: string) => (path.startsWith('tests/') ? 'tests' : 'code');
  const tree = projectTree(entries, root, new Set(roots), place);
  return Object.fromEntries(
    [...tree].filter(([, { evidence }]) => evidence).map(([path, { origins }]) => [path, origins.join(' ')]),
  );
}

describe('the projects of a repository', () => {
  it('are folders with a manifest and code, and the top where code is left', async () => {
    expect(await rootsOf('churn/pyproject.toml', 'churn/train.py', 'web/package.json', 'README.md')).toEqual(['churn']);
    expect(await rootsOf('churn/pyproject.toml', 'churn/train.py', 'tools/x.py')).toEqual(['', 'churn']);
    expect(await rootsOf('pyproject.toml', 'src/train.py', 'mlruns/0/requirements.txt', 'mlruns/0/x.py')).toEqual(['']);
    expect(await rootsOf('README.md')).toEqual(['']);
  });

  it('are the lessons of a course, each with a README and code about machine learning', async () => {
    expect(
      await rootsOf('01-intro/README.md', '01-intro/train.ipynb', '02-tuning/README.md', '02-tuning/src/train.py'),
    ).toEqual(['01-intro', '02-tuning']);
    expect(await rootsOf('01-intro/README.md', '01-intro/x.py', '02/README.md', '02/train.py')).toEqual(['']);
  });

  it('are not the parts of one project, however well each is explained', async () => {
    for (const part of ['notebooks', 'src', 'training']) {
      expect(await rootsOf(`${part}/README.md`, `${part}/train.py`, 'lab/README.md', 'lab/train.py')).toEqual(['']);
    }
    expect(await rootsOf('net/README.md', 'net/__init__.py', 'net/train.py', 'zoo/README.md', 'zoo/train.py')).toEqual([
      '',
    ]);
  });
});

describe('a project sees', () => {
  it('its own files as if its folder were the repository, and its ancestors’', () => {
    expect(
      treeOf('models/churn', ['models/churn', 'models/price'], 'LICENSE', '.github/workflows/ci.yml', 'models/README.md',
        'models/churn/train.py', 'models/churn/tests/test_x.py', 'models/price/train.py', 'other/README.md',
        'common/io.py', 'data/all.csv', 'uv.lock'), // biome-ignore format: a list
    ).toEqual({
      LICENSE: 'LICENSE',
      '.github/workflows/ci.yml': '.github/workflows/ci.yml',
      'README.md': 'models/README.md',
      'train.py': 'models/churn/train.py',
      'tests/test_x.py': 'models/churn/tests/test_x.py',
      'uv.lock': 'uv.lock',
    });
  });

  it('what its own files hide, where that still counts', () => {
    expect(
      treeOf('a', ['a'], 'README.md', 'a/README.md', 'requirements.txt', 'a/requirements.txt', '.gitignore',
        'a/.gitignore', 'Makefile', 'a/Makefile', 'a/train.py'), // biome-ignore format: a list
    ).toEqual({
      'README.md': 'a/README.md',
      '.github/README.md': 'README.md',
      'requirements.txt': 'a/requirements.txt',
      '.ancestors/requirements.txt': 'requirements.txt',
      '.gitignore': '.gitignore a/.gitignore',
      Makefile: 'a/Makefile',
      'train.py': 'a/train.py',
    });
  });

  it('tests above it where they are of no other project', () => {
    const files = ['a/train.py', 'b/train.py', 'tests/test_a.py'];
    expect(treeOf('a', ['a', 'b'], ...files)).toHaveProperty(['tests/test_a.py']);
  });
});

describe('patterns of a folder above', () => {
  it.each([
    ['*.csv', '*.csv'],
    ['data/', 'data/'],
    ['# data/x', '# data/x'],
    ['/data/', ''],
    ['/models/churn/data/', '/data/'],
    ['models/*/data', '/data'],
    ['!models/churn/data/keep.csv', '!/data/keep.csv'],
    ['models/price/data/', ''],
    ['**/raw/*.bin', '**/raw/*.bin'],
    ['models/**/raw', '**/raw'],
    ['models/', 'models/'],
    ['models/churn/', ''],
    ['models/churn/*.pt filter=lfs diff=lfs -text', '/*.pt filter=lfs diff=lfs -text'],
    [`models/${'*a'.repeat(200)}/x`, ''],
  ])('%j reads %j', (above, below) => {
    expect(patternsFor(above, 'models/churn')).toBe(below);
  });

  it('keep their lines', () => {
    expect(patternsFor('a/\n/b/\r\n\n*.pt\n', 'models').split('\n')).toHaveLength(5);
  });
});
