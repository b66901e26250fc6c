import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { SourceError } from '../../src/source/error.ts';
import { openSource } from '../../src/source/open.ts';
import { commitAll, git, look, newFolder, newRepository, write } from './sandbox.ts';

let folder = '';
let first = '';
let second = '';
let side = '';

beforeAll(() => {
  folder = newRepository({ a: '1', 'sub/b': '1' });
  first = git(folder, 'rev-parse', 'HEAD');
  git(folder, 'tag', '-a', 'v1.0', '-m', 'first');
  git(folder, 'checkout', '-q', '-b', 'feature/side@work');
  write(folder, { a: 'side' });
  side = commitAll(folder, 'side');
  git(folder, 'tag', 'light');
  git(folder, 'checkout', '-q', 'main');
  write(folder, { a: '2' });
  second = commitAll(folder, 'second');
  git(folder, 'update-ref', 'refs/remotes/origin/main', first);
  git(folder, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  git(folder, 'branch', 'abc123', first);
});

describe('a revision', () => {
  it.each([
    ['HEAD', () => second],
    ['@', () => second],
    ['HEAD~1', () => first],
    ['@^', () => first],
    ['main', () => second],
    ['refs/heads/main', () => second],
    ['heads/main', () => second],
    ['feature/side@work', () => side],
    ['feature/side@work~1', () => first],
    ['light', () => side],
    ['v1.0', () => first],
    ['tags/v1.0^{}', () => first],
    ['v1.0^{commit}', () => first],
    ['origin', () => first],
    ['origin/main', () => first],
    ['abc123', () => first],
  ])('%s is found, loose and packed', async (rev, expected) => {
    for (const pack of [false, true]) {
      if (pack) git(folder, 'pack-refs', '--all');
      const source = await openSource(folder, { rev });
      await source.close();
      expect(source.commit).toBe(expected());
    }
  });

  it('is found by its full and its short id', async () => {
    for (const length of [40, 12, 7]) expect((await look(folder, second.slice(0, length))).commit).toBe(second);
  });

  it('gives the tree of that commit, whatever the working copy holds', async () => {
    expect((await look(folder, first)).contents).toEqual({ a: '1', 'sub/b': '1' });
    expect((await look(join(folder, 'sub'), first)).contents).toEqual({ b: '1' });
  });

  it.each([
    'nowhere',
    '',
    '-h',
    '--all',
    '--output=/tmp/x',
    'HEAD:a',
    ':/first',
    'HEAD..main',
    'main...light',
    'HEAD@{1}',
    '@{-1}',
    'HEAD^{tree}',
    '../../HEAD',
    '../config',
    'refs/../HEAD',
    'main\n',
    'a\0b',
    '^HEAD',
    'f'.repeat(40),
    'deadbeef',
  ])('%j is refused in one line', async (rev) => {
    const error = await openSource(folder, { rev }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).toMatch(/^no commit of this repository is named [^\n]+; see git log or git tag$/);
  });

  it('that is anything at all is found or refused', async () => {
    const words = fc.constantFrom(
      'HEAD',
      'main',
      '~',
      '^',
      '@',
      '{',
      '}',
      ':',
      '-',
      '/',
      '..',
      '1',
      ' ',
      '\\',
      '*',
      'é',
    );
    const rev = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(rev, async (text) => {
        const source = await openSource(folder, { rev: text }).catch((reason: unknown) => reason);
        if (source instanceof Error) expect(source).toBeInstanceOf(SourceError);
        else await (source as { close(): Promise<void> }).close();
      }),
      { numRuns: 50 },
    );
  });

  it('does not know a folder that came later', async () => {
    write(folder, { 'later/c': '' });
    const source = await openSource(join(folder, 'later'), { rev: first });
    await expect(source.entries()).rejects.toThrow(/has no folder "later"/);
    await source.close();
  });

  it('of a shallow clone says how to get more', async () => {
    const parent = newFolder();
    git(parent, 'clone', '-q', '--depth=1', `file://${folder}`, 'shallow');
    const shallow = join(parent, 'shallow');
    expect(await look(shallow)).toEqual(await look(shallow, 'HEAD'));
    await expect(openSource(shallow, { rev: 'HEAD~1' })).rejects.toThrow('git fetch --unshallow');
  });

  it('is not looked for outside of the refs, whatever HEAD says', async () => {
    const broken = newRepository({ a: '' });
    writeFileSync(join(dirname(broken), 'secret'), `${'a'.repeat(40)}\n`);
    writeFileSync(join(broken, '.git/HEAD'), 'ref: refs/../../../secret\n');
    expect((await look(broken)).commit).toBeNull();
    await expect(openSource(broken, { rev: 'HEAD' })).rejects.toThrow(SourceError);
  });

  it('does not end in a circle of refs', async () => {
    const circle = newRepository({ a: '' });
    write(circle, { '.git/refs/heads/x': 'ref: refs/heads/y\n', '.git/refs/heads/y': 'ref: refs/heads/x\n' });
    await expect(openSource(circle, { rev: 'x' })).rejects.toThrow(SourceError);
  });
});

describe('a bare repository', () => {
  it('is read at HEAD or at a revision, and named without its suffix', async () => {
    const parent = newFolder();
    git(parent, 'clone', '-q', '--bare', folder, 'churn.git');
    const bare = join(parent, 'churn.git');
    expect(await look(bare)).toMatchObject({ name: 'churn', commit: second, contents: { a: '2', 'sub/b': '1' } });
    expect((await look(bare, 'v1.0')).contents).toEqual({ a: '1', 'sub/b': '1' });
  });

  it('needs no configuration', async () => {
    const parent = newFolder();
    git(parent, 'clone', '-q', '--bare', folder, 'full.git');
    const bare = join(parent, 'repo');
    mkdirSync(bare);
    for (const name of ['objects', 'refs', 'packed-refs', 'HEAD'])
      symlinkSync(join(parent, 'full.git', name), join(bare, name));
    expect(await look(bare)).toMatchObject({ name: 'repo', commit: second });
  });

  it('without a commit is refused', async () => {
    const bare = newFolder('empty.git');
    git(bare, 'init', '-q', '--bare');
    await expect(openSource(bare)).rejects.toThrow(SourceError);
  });

  it('may say that it lies elsewhere: the objects of a damaged one end in a SourceError', async () => {
    const bare = newFolder('damaged.git');
    git(bare, 'init', '-q', '--bare');
    appendFileSync(join(bare, 'packed-refs'), `${'1'.repeat(40)} refs/heads/main\n`);
    await expect(openSource(bare, { rev: 'main' })).rejects.toThrow(SourceError);
  });
});
