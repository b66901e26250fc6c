import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, git, look, newFolder, newRepository, type Seen, write } from './sandbox.ts';

const REVISIONS = [undefined, 'HEAD', 'HEAD~1', 'main', 'evil'] as const;

/** A repository in which everything that Git can be made to run touches a file, which the second value names. */
function hostileRepository(): { folder: string; canary: string; gone: string } {
  const canary = join(newFolder('canary'), 'touched');
  const folder = newRepository({
    'train.py': 'import torch\n',
    'data.csv': 'a,b\n',
    'gone.txt': 'only the remote has it\n',
  });
  write(folder, {
    '.gitattributes':
      '* filter=x diff=x merge=x text\n*.csv filter=lfs diff=lfs merge=lfs -text\n*.py filter=y working-tree-encoding=UTF-8\n',
    'sub/notes.md': 'notes\n',
  });
  const gone = git(folder, 'rev-parse', 'HEAD:gone.txt');
  commitAll(folder, 'second');
  git(folder, 'update-index', '--add', '--cacheinfo', `160000,${git(folder, 'rev-parse', 'HEAD')},module`);
  git(folder, 'commit', '-q', '-m', 'submodule');
  git(folder, 'tag', 'evil');
  rmSync(join(folder, '.git/objects', gone.slice(0, 2), gone.slice(2)));

  const script = join(folder, '.git/touch.sh');
  writeFileSync(script, `#!/bin/sh\necho "$0 $@" >> '${canary}'\nexit 1\n`);
  chmodSync(script, 0o755);
  for (const hook of [
    'post-index-change',
    'post-checkout',
    'fsmonitor-watchman',
    'reference-transaction',
    'pre-auto-gc',
  ]) {
    writeFileSync(join(folder, '.git/hooks', hook), `#!/bin/sh\necho ${hook} >> '${canary}'\n`);
    chmodSync(join(folder, '.git/hooks', hook), 0o755);
  }
  writeFileSync(join(folder, '.git/more'), `[core]\n\tfsmonitor = ${script}\n`);
  writeFileSync(
    join(folder, '.git/config'),
    `[core]
	repositoryformatversion = 1
	fsmonitor = ${script}
	pager = ${script}
	editor = ${script}
	hooksPath = ${join(folder, '.git/hooks')}
	sshCommand = ${script}
	askPass = ${script}
	gitProxy = ${script}
	alternateRefsCommand = ${script}
	attributesFile = ${join(folder, '.gitattributes')}
[include]
	path = more
[pager]
	ls-files = ${script}
	cat-file = ${script}
	ls-tree = ${script}
[alias]
	ls-files = !${script}
	cat-file = !${script}
	ls-tree = !${script}
	rev-parse = !${script}
[filter "x"]
	clean = ${script}
	smudge = ${script}
	required = true
[filter "y"]
	process = ${script}
	required = true
[filter "lfs"]
	clean = ${script}
	smudge = ${script}
	process = ${script}
[diff]
	external = ${script}
[diff "x"]
	textconv = ${script}
	command = ${script}
[credential]
	helper = ${script}
[extensions]
	partialClone = origin
	worktreeConfig = true
[remote "origin"]
	url = ext::${script} %S
	promisor = true
	partialclonefilter = blob:none
	uploadpack = ${script}
	vcs = ${script}
[protocol]
	allow = always
[protocol "ext"]
	allow = always
[trace2]
	eventTarget = ${canary}
	normalTarget = ${canary}
	perfTarget = ${canary}
[gpg]
	program = ${script}
[uploadpack]
	packObjectsHook = ${script}
`,
  );
  writeFileSync(join(folder, '.git/config.worktree'), `[core]\n\tfsmonitor = ${script}\n`);
  writeFileSync(join(folder, '.git/info/attributes'), '* filter=x\n');
  for (const name of ['module', 'nested'])
    cpSync(join(folder, '.git'), join(folder, name, '.git'), { recursive: true });
  return { folder, canary, gone };
}

/** Everything below a folder with what would show that it was written to. */
function fingerprint(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const { mtimeMs, ctimeMs, size, mode } = statSync(join(folder, path));
      return [path, mtimeMs, ctimeMs, size, mode].join(' ');
    });
}

async function audit(folder: string): Promise<Seen[]> {
  const before = fingerprint(folder);
  const results: Seen[] = [];
  for (const revision of REVISIONS) results.push(await look(folder, revision));
  results.push(await look(join(folder, 'sub')));
  results.push(await look(join(folder, '.git')));
  expect(fingerprint(folder)).toEqual(before);
  return results;
}

describe('a hostile repository', () => {
  it.each([
    ['status', () => ['status']],
    ['reading what only the remote has', (gone: string) => ['-c', 'core.fsmonitor=false', 'cat-file', '-p', gone]],
  ])('has the power to run commands in plain Git: %s', (_what, argumentsFor) => {
    const { folder, canary, gone } = hostileRepository();
    try {
      git(folder, ...argumentsFor(gone));
    } catch {
      // Whether Git succeeds is of no interest here.
    }
    expect(existsSync(canary)).toBe(true);
  });

  it('runs nothing and stays as it is while it is clean', async () => {
    const { folder, canary } = hostileRepository();
    const [working, head] = await audit(folder);
    expect(existsSync(canary)).toBe(false);
    expect({ ...working, entries: working?.entries.filter(({ tracked }) => tracked) }).toMatchObject({
      entries: head?.entries,
    });
    expect(working?.contents['train.py']).toBe('import torch\n');
    expect(working?.contents['gone.txt']).toBe('<missing from the local Git objects>');
    expect(working?.entries.find(({ path }) => path === 'gone.txt')?.size).toBeNull();
  });

  it('runs nothing and stays as it is while it is dirty', async () => {
    const { folder, canary } = hostileRepository();
    const past = new Date(2020, 1, 1);
    for (const path of ['train.py', 'data.csv', '.gitattributes']) utimesSync(join(folder, path), past, past);
    write(folder, { 'train.py': 'import numpy\n', 'new.py': 'x', 'new.csv': 'y' });
    unlinkSync(join(folder, 'gone.txt'));
    const [working] = await audit(folder);
    expect(existsSync(canary)).toBe(false);
    expect(working?.contents).toMatchObject({ 'train.py': 'import numpy\n', 'data.csv': 'a,b\n', 'new.csv': 'y' });
    expect(working?.entries.map(({ path }) => path)).not.toContain('gone.txt');
  });

  it('runs nothing when the environment points Git at it', async () => {
    const { folder, canary } = hostileRepository();
    const names = [
      'GIT_DIR',
      'GIT_CONFIG',
      'GIT_CONFIG_GLOBAL',
      'GIT_CONFIG_SYSTEM',
      'GIT_EXTERNAL_DIFF',
      'GIT_TRACE2_EVENT',
    ];
    const values = [
      join(folder, '.git'),
      ...Array(3).fill(join(folder, '.git/config')),
      join(folder, '.git/touch.sh'),
      canary,
    ];
    names.forEach((name, index) => {
      process.env[name] = values[index];
    });
    try {
      await audit(folder);
    } finally {
      for (const name of names) delete process.env[name];
    }
    expect(existsSync(canary)).toBe(false);
  });

  it('cannot bring its own git program', async () => {
    const { folder, canary } = hostileRepository();
    writeFileSync(join(folder, 'git'), `#!/bin/sh\necho git >> '${canary}'\n`);
    chmodSync(join(folder, 'git'), 0o755);
    const [path, cwd] = [process.env.PATH, process.cwd()];
    process.env.PATH = `.:${path}`;
    process.chdir(folder);
    try {
      expect((await look('.')).contents['train.py']).toBe('import torch\n');
    } finally {
      process.chdir(cwd);
      process.env.PATH = path;
    }
    expect(existsSync(canary)).toBe(false);
  });
});
