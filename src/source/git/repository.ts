import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Where the parts of a Git repository lie; absolute paths. */
export interface Repository {
  /** Holds HEAD and the index. */
  readonly gitDir: string;
  /** Holds refs, objects and config; another folder than `gitDir` for a linked worktree. */
  readonly commonDir: string;
  /** The top of the working copy, `null` for a bare repository. */
  readonly top: string | null;
}

const MAX_TEXT = 1024 * 1024;

/**
 * The repository that `folder` is or lies in, `null` where there is none. Found without asking Git, because Git would
 * read the configuration of that repository (gitrepository-layout(5)).
 *
 * `folder` is absolute and free of symbolic links.
 */
export async function findRepository(folder: string): Promise<Repository | null> {
  for (let top = folder; ; top = dirname(top)) {
    const dotGit = await statOf(join(top, '.git'));
    if (dotGit?.isFile()) {
      // A pointer that leads nowhere (a submodule or worktree that was copied away) ends the search, as it does in Git.
      const target = /^gitdir: ([^\n]+)/.exec((await textOf(join(top, '.git'))) ?? '')?.[1]?.replace(/\r$/, '');
      return target === undefined ? null : repositoryAt(resolve(top, target), top);
    }
    const found = dotGit?.isDirectory() ? await repositoryAt(join(top, '.git'), top) : null;
    if (found !== null) return found;
    const bare = top === folder ? await repositoryAt(folder, null) : null;
    if (bare !== null) return bare;
    if (dirname(top) === top) return null;
  }
}

async function repositoryAt(gitDir: string, top: string | null): Promise<Repository | null> {
  const head = await textOf(join(gitDir, 'HEAD'));
  if (head === null || !/^(?:ref:\s*refs\/|[0-9a-f]{40})/.test(head)) return null;
  const common = (await textOf(join(gitDir, 'commondir')))?.trim();
  const commonDir = common === undefined ? gitDir : resolve(gitDir, common);
  const [objects, refs] = [await statOf(join(commonDir, 'objects')), await statOf(join(commonDir, 'refs'))];
  return objects?.isDirectory() && refs?.isDirectory() ? { gitDir, commonDir, top } : null;
}

/** What people call a bare repository. */
export function bareName(gitDir: string): string {
  const name = basename(gitDir);
  return (name === '.git' ? basename(dirname(gitDir)) : name.replace(/\.git$/, '')) || 'repository';
}

/** The hash function of the repository's object ids. Its configuration is read as text, nothing else of it is looked at. */
export async function objectFormat(repository: Repository): Promise<'sha1' | 'sha256'> {
  const config = (await textOf(join(repository.commonDir, 'config'))) ?? '';
  let section = '';
  for (const line of config.split('\n')) {
    const text = line.trim().toLowerCase();
    if (text.startsWith('[')) section = text;
    else if (section.startsWith('[extensions]') && /^objectformat\s*=\s*"?sha256\b/.test(text)) return 'sha256';
  }
  return 'sha1';
}

/** Follows links, as Git does for its own files. */
export async function statOf(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null);
}

/** A small file of a Git folder; `null` where there is none or where it is anything else than a small regular file. */
export async function textOf(path: string, limit = MAX_TEXT): Promise<string | null> {
  const found = await statOf(path);
  if (!found?.isFile() || found.size > limit) return null;
  return readFile(path, 'utf8').catch(() => null);
}
