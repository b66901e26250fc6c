import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/source/open.ts';
import { bytesOf, commitAll, git, look, newFolder, newRepository, read, write } from './sandbox.ts';

const TREE = { 'README.md': '# Churn\n', 'src/train.py': 'import torch\n', 'src/data.py': 'import pandas\n' };

function copyOf(folder: string): string {
  const copy = join(newFolder('parent'), 'copy');
  execFileSync('cp', ['-r', folder, copy]);
  // Git must not get by with times, sizes and inodes.
  const files = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('.git/'));
  const past = new Date(2020, 1, 1);
  for (const path of files) if (statSync(join(copy, path)).isFile()) utimesSync(join(copy, path), past, past);
  return copy;
}

describe('the working copy', () => {
  it('is what the commit holds while it is clean', async () => {
    const folder = newRepository(TREE);
    const working = await look(folder);
    expect(working).toEqual(await look(folder, 'HEAD'));
    expect(working).toMatchObject({ name: 'project', commit: git(folder, 'rev-parse', 'HEAD'), contents: TREE });
    expect(working.entries[0]).toEqual({ path: 'README.md', size: 8, kind: 'file', tracked: true });
  });

  it('has changed files as they are now, new files untracked, and neither deleted nor ignored ones', async () => {
    const folder = newRepository({ ...TREE, '.gitignore': '*.log\n', 'old.py': '' });
    write(folder, {
      'src/train.py': 'import jax\n',
      'src/new.py': 'new',
      'run.log': '',
      'data/run.log': '',
      'local.txt': '',
    });
    write(folder, { '.git/info/exclude': 'local.txt\n' });
    unlinkSync(join(folder, 'old.py'));
    const { entries, contents } = await look(folder);
    expect(contents).toEqual({ ...TREE, '.gitignore': '*.log\n', 'src/train.py': 'import jax\n', 'src/new.py': 'new' });
    expect(entries.filter(({ tracked }) => !tracked)).toEqual([
      { path: 'src/new.py', size: 3, kind: 'file', tracked: false },
    ]);
    expect(entries.find(({ path }) => path === 'src/train.py')?.size).toBe(11);
  });

  it('sees a change that keeps size and time', async () => {
    const folder = newRepository({ a: 'one' });
    const { atime, mtime } = statSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a'), 'two');
    utimesSync(join(folder, 'a'), atime, mtime);
    expect((await look(folder)).contents).toEqual({ a: 'two' });
  });

  it('tells staged, unstaged, intended and conflicting files', async () => {
    const folder = newRepository({ both: 'base\n', staged: 'old' });
    git(folder, 'checkout', '-q', '-b', 'other');
    write(folder, { both: 'theirs\n' });
    commitAll(folder, 'theirs');
    git(folder, 'checkout', '-q', 'main');
    write(folder, { both: 'ours\n' });
    commitAll(folder, 'ours');
    expect(() => git(folder, 'merge', 'other')).toThrow();
    write(folder, { staged: 'new', intended: 'soon' });
    git(folder, 'add', 'staged');
    git(folder, 'add', '--intent-to-add', 'intended');
    const { entries, contents } = await look(folder);
    expect(entries.map(({ path, tracked }) => [path, tracked])).toEqual([
      ['both', true],
      ['intended', true],
      ['staged', true],
    ]);
    expect(contents).toMatchObject({ intended: 'soon', staged: 'new' });
    expect(contents.both).toContain('<<<<<<<');
  });

  it('keeps kinds: executables, links and submodules, of which the last two are never read', async () => {
    const inner = newRepository({ 'in.py': 'inner' });
    const folder = newRepository({ 'run.sh': '#!/bin/sh\n', target: 'text' });
    chmodSync(join(folder, 'run.sh'), 0o755);
    symlinkSync('target', join(folder, 'link'));
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'vendor/inner');
    commitAll(folder, 'kinds');
    write(folder, { 'vendor/inner/in.py': 'changed', 'nested/x': '' });
    git(join(folder, 'nested'), 'init', '-q');
    commitAll(join(folder, 'nested'), 'nested');
    const { entries, contents } = await look(folder);
    expect(entries.map(({ path, kind, size, tracked }) => [path, kind, size, tracked])).toEqual([
      ['.gitmodules', 'file', expect.any(Number), true],
      ['link', 'symlink', 6, true],
      ['nested', 'submodule', null, false],
      ['run.sh', 'executable', 10, true],
      ['target', 'file', 4, true],
      ['vendor/inner', 'submodule', null, true],
    ]);
    expect(contents.link).toBe('<a symbolic link, not followed>');
    expect(contents['vendor/inner']).toBe('<a submodule, not read>');
    expect((await look(join(folder, 'vendor/inner'))).contents).toEqual({ 'in.py': 'changed' });
  });

  it('never reads through links that stand where tracked files or folders were', async () => {
    const outside = newFolder('outside');
    write(outside, { 'train.py': 'do not read', 'data.py': 'do not read either' });
    const folder = newRepository(TREE);
    rmSync(join(folder, 'src'), { recursive: true });
    symlinkSync(outside, join(folder, 'src'));
    unlinkSync(join(folder, 'README.md'));
    symlinkSync(join(outside, 'train.py'), join(folder, 'README.md'));
    const { entries, contents } = await look(folder);
    expect(entries.map(({ path, kind, tracked }) => [path, kind, tracked])).toEqual([
      ['README.md', 'symlink', true],
      ['src', 'symlink', false],
    ]);
    expect(JSON.stringify(contents)).not.toContain('do not read');
  });

  it('passes over pipes in place of files', async () => {
    const folder = newRepository(TREE);
    unlinkSync(join(folder, 'README.md'));
    execFileSync('mkfifo', [join(folder, 'README.md'), join(folder, 'new')]);
    expect((await look(folder)).entries.map(({ path }) => path)).toEqual(['src/data.py', 'src/train.py']);
  });

  it('counts a copied checkout as clean', async () => {
    const folder = newRepository({ ...TREE, windows: 'a\r\n', '.gitattributes': '*.md text eol=crlf\n' });
    rmSync(join(folder, 'README.md'));
    git(folder, 'checkout', 'README.md');
    const expected = await look(folder, 'HEAD');
    expect({ ...(await look(copyOf(folder))), name: 'project' }).toEqual(expected);
  });

  it('counts line ends of Windows as clean where the commit has those of Unix', async () => {
    const folder = newRepository({ 'a.py': 'x\ny\n', 'b.py': 'x\ny\n' });
    write(folder, { 'a.py': 'x\r\ny\r\n', 'b.py': 'x\r\nz\r\n' });
    expect((await look(folder)).contents).toEqual({ 'a.py': 'x\ny\n', 'b.py': 'x\r\nz\r\n' });
  });

  it('reads the pointer where Git LFS put the real content, unless that has another size', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 5000\n`;
    const folder = newRepository({ '.gitattributes': '*.bin filter=lfs\n', 'a.bin': pointer, 'b.bin': pointer });
    write(folder, { 'a.bin': 'x'.repeat(5000), 'b.bin': 'x'.repeat(5001) });
    const { entries, contents } = await look(folder);
    expect(contents['a.bin']).toBe(pointer);
    expect(entries.map(({ path, size }) => [path, size])).toEqual([
      ['.gitattributes', 17],
      ['a.bin', pointer.length],
      ['b.bin', 5001],
    ]);
  });

  it('reads names of any kind', async () => {
    const tree = {
      'a "quoted" name': '1',
      'back\\slash': '2',
      'line\nbreak\t': '3',
      'ünïcode/ñ': '4',
      ' ': '5',
      '*': '6',
      '-x': '7',
    };
    const folder = newRepository(tree);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])]), 'latin');
    expect((await look(folder)).contents).toEqual({ ...tree, 'caf\ufffd': 'latin' });
    commitAll(folder, 'latin');
    expect((await look(folder)).contents).toEqual({ ...tree, 'caf\ufffd': 'latin' });
    expect(await look(folder, 'HEAD')).toEqual(await look(folder));
  });

  it('never lists what an index names outside of the working copy', async () => {
    const folder = newRepository({ 'xx/xxxxxx': 'a', ok: 'b' });
    write(dirname(folder), { 'out.py': 'do not read' });
    const index = execFileSync('cat', [join(folder, '.git/index')])
      .toString('latin1')
      .replace('xx/xxxxxx', '../out.py');
    // Git does not check the sum of an index that carries none.
    writeFileSync(join(folder, '.git/index'), Buffer.from(index.slice(0, -20) + '\0'.repeat(20), 'latin1'));
    expect((await look(folder)).entries.filter(({ tracked }) => tracked).map(({ path }) => path)).toEqual(['ok']);
  });
});

describe('kinds of working copies', () => {
  it('audits a folder of a repository as its own root', async () => {
    const folder = newRepository({ ...TREE, 'src-other': '', 's*c/decoy': '' });
    write(folder, { 'src/train.py': 'changed', 'src/new.py': 'new' });
    const working = await look(join(folder, 'src'));
    expect(working).toMatchObject({ name: 'src', commit: git(folder, 'rev-parse', 'HEAD') });
    expect(working.contents).toEqual({ 'data.py': 'import pandas\n', 'new.py': 'new', 'train.py': 'changed' });
    expect(Object.keys((await look(join(folder, 's*c'))).contents)).toEqual(['decoy']);
    expect((await look(join(folder, 'src'), 'HEAD')).contents).toEqual({
      'data.py': 'import pandas\n',
      'train.py': 'import torch\n',
    });
  });

  it('takes an ignored folder for a plain one, because it is no part of the repository', async () => {
    const folder = newRepository({ '.gitignore': 'downloads/\n' });
    write(folder, { 'downloads/model/train.py': 'x' });
    const result = await look(join(folder, 'downloads/model'));
    expect(result).toMatchObject({ commit: null, contents: { 'train.py': 'x' } });
    expect(result.entries[0]?.tracked).toBe(true);
  });

  it('knows a repository without commits', async () => {
    const folder = newFolder();
    git(folder, 'init', '-q');
    write(folder, { 'a.py': 'x', 'b.py': 'y' });
    expect((await look(folder)).contents).toEqual({ 'a.py': 'x', 'b.py': 'y' });
    git(folder, 'add', 'a.py');
    const { commit, entries } = await look(folder);
    expect(commit).toBeNull();
    expect(entries.map(({ tracked }) => tracked)).toEqual([true, false]);
  });

  it('takes the commit where nothing was ever checked out', async () => {
    const origin = newRepository(TREE);
    const parent = newFolder();
    git(parent, 'clone', '-q', '--no-checkout', origin, 'clone');
    expect((await look(join(parent, 'clone'))).contents).toEqual(TREE);
  });

  it('knows linked worktrees with a commit of their own', async () => {
    const folder = newRepository(TREE);
    git(folder, 'worktree', 'add', '-q', '../linked', '-b', 'side');
    const linked = join(dirname(folder), 'linked');
    write(linked, { 'side.py': 'side' });
    const commit = commitAll(linked, 'side');
    write(linked, { 'README.md': 'changed' });
    expect(await look(linked)).toMatchObject({
      name: 'linked',
      commit,
      contents: { 'side.py': 'side', 'README.md': 'changed' },
    });
    expect((await look(linked, 'HEAD')).contents['README.md']).toBe('# Churn\n');
    expect((await look(linked, 'main')).contents).toEqual(TREE);
  });

  it('knows SHA-256 repositories', async () => {
    const folder = newRepository(TREE, '--object-format=sha256');
    write(folder, { 'README.md': 'changed' });
    const working = await look(folder);
    expect(working.commit).toHaveLength(64);
    expect(working.contents).toEqual({ ...TREE, 'README.md': 'changed' });
    expect((await look(folder, 'main')).contents).toEqual(TREE);
  });

  it.each([['split-index'], ['index-version 4'], ['untracked-cache']])('knows an index with %s', async (option) => {
    const folder = newRepository(TREE);
    git(folder, 'update-index', ...`--${option}`.split(' '));
    write(folder, { 'new.py': 'new', 'README.md': 'staged' });
    git(folder, 'add', 'README.md');
    expect((await look(folder)).contents).toEqual({ ...TREE, 'new.py': 'new', 'README.md': 'staged' });
  });

  it.each([['--no-sparse-index'], ['--sparse-index']])(
    'lists and reads what a sparse checkout left out: %s',
    async (option) => {
      const folder = newRepository({ ...TREE, 'docs/a/b.md': 'docs' });
      git(folder, 'sparse-checkout', 'set', '--cone', option, 'src');
      expect(existsSync(join(folder, 'docs'))).toBe(false);
      expect(await look(folder)).toEqual(await look(folder, 'HEAD'));
      write(folder, { 'docs/a/b.md': 'present all the same' });
      expect((await look(folder)).contents['docs/a/b.md']).toBe('present all the same');
    },
  );

  it('knows clones that borrow objects by a relative path', async () => {
    const origin = newRepository(TREE);
    const parent = dirname(origin);
    git(parent, 'clone', '-q', '--shared', origin, 'clone');
    const path = join('..', '..', '..', 'project', '.git', 'objects');
    writeFileSync(join(parent, 'clone/.git/objects/info/alternates'), `${path}\n`);
    expect((await look(join(parent, 'clone'))).contents).toEqual(TREE);
  });
});

describe('reading', () => {
  it('answers in order, once, within the limit', async () => {
    const folder = newRepository({ a: 'first', b: 'x'.repeat(300_000), c: 'third' });
    const source = await openSource(folder);
    expect(await read(source, ['c', 'b', 'a', 'nowhere', 'c'], 1000)).toEqual([
      'third',
      '<too large: 300,000 bytes, the limit is 1,000 bytes>',
      'first',
      '<there is no such file>',
    ]);
    expect((await read(source, ['b', 'a'])).map((text) => text.length)).toEqual([300_000, 5]);
    expect(await bytesOf(source.stream('b'))).toBe('x'.repeat(300_000));
    await source.close();
  });

  it('survives consumers that stop early, read at once or come back after the end', async () => {
    const tree = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`f${index}`, `${index}`.repeat(500)]));
    const source = await openSource(newRepository(tree));
    const requests = Object.keys(tree).map((path) => ({ path, limit: 10_000 }));
    for await (const content of source.read(requests)) if (content.path === 'f1') break;
    for await (const _ of source.stream('f9')) break;
    const paths = Object.keys(tree);
    const [one, two] = await Promise.all([read(source, paths), read(source, [...paths].reverse())]);
    expect(one).toEqual(Object.values(tree));
    expect(two).toEqual(Object.values(tree).reverse());
    await source.close();
    await source.close();
    expect(await read(source, ['f0'])).toEqual(['<damaged in the local Git objects>']);
  });

  it('loses nothing but the damaged blobs', async () => {
    const folder = newRepository({ a: 'one', b: 'two', c: 'three', d: 'four' });
    for (const path of ['b', 'c']) {
      const id = git(folder, 'rev-parse', `HEAD:${path}`);
      const object = join(folder, '.git/objects', id.slice(0, 2), id.slice(2));
      const bytes = execFileSync('cat', [object]);
      chmodSync(object, 0o644);
      bytes.fill(0xff, bytes.length - 6);
      writeFileSync(object, bytes);
    }
    const { contents } = await look(folder);
    expect(contents).toMatchObject({ a: 'one', d: 'four' });
    for (const path of ['b', 'c']) expect(contents[path]).toMatch(/^<.*local Git objects>$/);
  });

  it('leaves no temporary folder behind', async () => {
    const parent = newFolder('temporary');
    const before = process.env.TMPDIR;
    process.env.TMPDIR = parent;
    try {
      const source = await openSource(newRepository(TREE));
      await source.entries();
      expect(readdirSync(parent).filter((name) => name.startsWith('mlready-'))).toHaveLength(1);
      await source.close();
      expect(readdirSync(parent).filter((name) => name.startsWith('mlready-'))).toEqual([]);
    } finally {
      process.env.TMPDIR = before ?? '/tmp';
    }
  });
});
