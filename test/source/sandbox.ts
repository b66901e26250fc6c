import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { FileEntry, Source } from '../../src/model.ts';
import { openSource } from '../../src/source/open.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(name = 'project'): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'source-test-')));
  folders.push(parent);
  mkdirSync(join(parent, name));
  return join(parent, name);
}

export function write(folder: string, tree: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Runs the real Git as its user would, and gives what it prints. */
export function git(folder: string, ...args: string[]): string {
  const identity = {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@b.c',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@b.c',
  };
  const alone = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull };
  return execFileSync('git', args, {
    cwd: folder,
    env: { PATH: process.env.PATH, ...identity, ...alone },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
  }).trim();
}

export function newRepository(tree: Readonly<Record<string, string | Uint8Array>>, ...options: string[]): string {
  const folder = newFolder();
  git(folder, 'init', '-q', '-b', 'main', ...options);
  write(folder, tree);
  commitAll(folder, 'first');
  return folder;
}

export function commitAll(folder: string, message: string): string {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '--allow-empty', '-m', message);
  return git(folder, 'rev-parse', 'HEAD');
}

export interface Seen {
  readonly name: string;
  readonly commit: string | null;
  readonly entries: readonly FileEntry[];
  /** Path → content, or → the problem in angle brackets. */
  readonly contents: Readonly<Record<string, string>>;
}

/** Everything that a source gives. */
export async function seen(source: Source, limit = 1_000_000): Promise<Seen> {
  try {
    const entries = await source.entries();
    const paths = entries.map(({ path }) => path);
    const texts = await read(source, paths, limit);
    const contents = Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']));
    return { name: source.name, commit: source.commit, entries, contents };
  } finally {
    await source.close();
  }
}

export async function look(path: string, rev?: string): Promise<Seen> {
  return seen(await openSource(path, { rev }));
}

export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

/** The content, or the problem in angle brackets, of each of the given paths. */
export async function read(source: Source, paths: readonly string[], limit = 1_000_000): Promise<string[]> {
  const contents: string[] = [];
  for await (const content of source.read(paths.map((path) => ({ path, limit })))) {
    contents.push('bytes' in content ? Buffer.from(content.bytes).toString('latin1') : `<${content.problem}>`);
  }
  return contents;
}
