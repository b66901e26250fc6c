import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/source/error.ts';
import { folderSource } from '../../src/source/folder.ts';
import { openSource } from '../../src/source/open.ts';
import { bytesOf, look, newFolder, newRepository, read, write } from './sandbox.ts';

describe('a plain folder', () => {
  it('lists everything as tracked, without a commit, in code-unit order', async () => {
    const folder = newFolder('churn-model');
    write(folder, { 'train.py': 'import torch', 'a/b.txt': 'x', 'a.txt': 'y', '.env': 'z' });
    const result = await look(folder);
    expect(result).toMatchObject({ name: 'churn-model', commit: null });
    expect(result.entries.map(({ path }) => path)).toEqual(['.env', 'a.txt', 'a/b.txt', 'train.py']);
    expect(result.entries[3]).toEqual({ path: 'train.py', size: 12, kind: 'file', tracked: true });
    expect(result.contents['train.py']).toBe('import torch');
  });

  it('leaves out what tools fill, by name or by the mark of a virtual environment', async () => {
    const folder = newFolder();
    write(folder, {
      'node_modules/x/index.js': '',
      '.venv/x': '',
      'pkg/__pycache__/a.pyc': '',
      'pkg/node_modules/y': '',
      '.tox/x': '',
      '.mypy_cache/x': '',
      'lib/site-packages/x': '',
      'my-env/pyvenv.cfg': '',
      'my-env/bin/python': '',
      'broken/.git/config': '',
      'venv/settings.py': 'a package of this name',
      'pkg/main.py': '',
    });
    expect((await look(folder)).entries.map(({ path }) => path)).toEqual(['pkg/main.py', 'venv/settings.py']);
  });

  it('lists symbolic links and follows none, and passes over pipes', async () => {
    const outside = newFolder('outside');
    write(outside, { secret: 'do not read' });
    const folder = newFolder();
    write(folder, { 'real/a': 'a' });
    symlinkSync(outside, join(folder, 'folder-link'));
    symlinkSync(join(outside, 'secret'), join(folder, 'file-link'));
    symlinkSync('..', join(folder, 'real/loop'));
    symlinkSync('nowhere', join(folder, 'dangling'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const result = await look(folder);
    expect(result.entries.map(({ path, kind }) => [path, kind])).toEqual([
      ['dangling', 'symlink'],
      ['file-link', 'symlink'],
      ['folder-link', 'symlink'],
      ['real/a', 'file'],
      ['real/loop', 'symlink'],
    ]);
    expect(result.contents['file-link']).toBe('<a symbolic link, not followed>');
    expect(JSON.stringify(result)).not.toContain('do not read');
  });

  it('does not follow a folder that became a link after it was listed', async () => {
    const outside = newFolder('outside');
    write(outside, { a: 'do not read' });
    const folder = newFolder();
    write(folder, { 'sub/a': 'fine' });
    const source = await openSource(folder);
    expect(await source.entries()).toHaveLength(1);
    execFileSync('rm', ['-r', join(folder, 'sub')]);
    symlinkSync(outside, join(folder, 'sub'));
    expect(await read(source, ['sub/a'])).toEqual(['<could not be read>']);
    await expect(bytesOf(source.stream('sub/a'))).rejects.toThrow('could not be read');
  });

  it('shows names that are not UTF-8, keeps them apart and reads them', async () => {
    const folder = newFolder();
    write(folder, { 'caf\ufffd': 'three' });
    for (const [byte, content] of [
      [0xe9, 'one'],
      [0xe8, 'two'],
    ] as const) {
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([byte])]), content);
    }
    const { contents } = await look(folder);
    expect(contents).toEqual({ 'caf\ufffd': 'two', 'caf\ufffd~2': 'one', 'caf\ufffd~3': 'three' });
  });

  it('streams large files and reports what exceeds the limit', async () => {
    const folder = newFolder();
    const large = 'x'.repeat(1_000_000);
    write(folder, { large });
    const source = folderSource(folder);
    expect(await read(source, ['large'], 999_999)).toEqual([
      '<too large: 1,000,000 bytes, the limit is 999,999 bytes>',
    ]);
    expect(await bytesOf(source.stream('large'))).toBe(large);
  });

  it('refuses endless nesting', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'd/'.repeat(300)), { recursive: true });
    await expect(folderSource(folder).entries()).rejects.toThrow(SourceError);
  });
});

describe('openSource', () => {
  it.each([
    [
      'a path that does not exist',
      (folder: string) => join(folder, 'nowhere'),
      undefined,
      'does not exist; check the path',
    ],
    ['a file', (folder: string) => join(folder, 'file'), undefined, 'is not a folder; give the folder'],
    ['a revision of a plain folder', (folder: string) => folder, 'HEAD', 'not in a Git repository'],
  ])('refuses %s in one line', async (_what, pathIn, rev, message) => {
    const folder = newFolder();
    write(folder, { file: '' });
    const error = await openSource(pathIn(folder), { rev }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain('\n');
  });

  it('takes a folder whose .git leads nowhere for a plain one', async () => {
    const folder = newFolder();
    write(folder, { '.git': 'gitdir: ../.git/modules/gone\n', a: 'x' });
    expect((await look(folder)).contents).toEqual({ a: 'x' });
  });

  it('reads a repository as a plain folder where Git is not installed, but no revision of it', async () => {
    const folder = newRepository({ 'a.py': 'x' });
    const path = process.env.PATH;
    process.env.PATH = '';
    try {
      expect(await look(folder)).toMatchObject({ commit: null, contents: { 'a.py': 'x' } });
      await expect(openSource(folder, { rev: 'HEAD' })).rejects.toThrow('Git is needed to read a revision');
    } finally {
      process.env.PATH = path;
    }
  });
});
