import { realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { ChangedFile, Source } from '../model.ts';
import { SourceError } from './error.ts';
import { isolate } from './git/isolate.ts';
import type { IsolatedGit } from './git/isolated-git.ts';
import { findGit } from './git/program.ts';
import { Refs } from './git/refs.ts';
import { findRepository, type Repository, statOf } from './git/repository.ts';
import { resolveRevision } from './git/revision.ts';
import { openSource } from './open.ts';

const MAX_CHANGES = 2_000_000;

/** Two states of one repository, and the files in which they differ. Whoever opens them closes both. */
export interface Range {
  readonly base: Source;
  readonly head: Source;
  readonly changed: readonly ChangedFile[];
  /** The head is the working copy, and so in no commit. */
  readonly working: boolean;
}

/**
 * Opens what a range names in the repository at `path`, in the notation of git-diff(1): `A..B` two revisions, `A...B` the
 * merge base of both and B, `A` that revision and the working copy (HEAD in a bare repository). A missing side is HEAD.
 *
 * Throws a `SourceError` where there is no repository, no such revision or no merge base.
 */
export async function openRange(path: string, range: string): Promise<Range> {
  const root = await realpath(resolve(path)).catch(() => resolve(path));
  const program = findGit();
  const repository = await findRepository(root);
  if (repository === null) throw new SourceError(`${path} is not in a Git repository, so there is nothing to compare`);
  if (program === null)
    throw new SourceError(`Git is needed to compare revisions; install it and make sure that it is in PATH`);
  const [, from = range, dots = '', to = ''] = /^(.*?)(\.{2,3})(.*)$/s.exec(range) ?? [];
  const git = await isolate(program, repository);
  let [base, head]: [string, string | null] = ['', null];
  let changed: ChangedFile[];
  const folder = relative(repository.top ?? root, root)
    .split(sep)
    .join('/');
  try {
    const refs = new Refs(repository);
    const commit = (revision: string) => resolveRevision(git, refs, repository, revision || 'HEAD');
    base = await commit(from);
    if (dots !== '') head = await commit(to);
    else if (repository.top === null) head = await commit('HEAD');
    if (dots === '...' && head !== null) base = await mergeBase(git, repository, base, head);
    changed = await changesOf(git, base, head, folder);
  } finally {
    await git.close();
  }
  const before = await openSource(path, { rev: base });
  try {
    const after = await openSource(path, head === null ? {} : { rev: head });
    if (head === null) changed.push(...(await untracked(after)));
    return {
      base: before,
      head: after,
      working: head === null,
      changed: changed.sort((a, b) => (a.path < b.path ? -1 : 1)),
    };
  } catch (error) {
    await before.close();
    throw error;
  }
}

async function mergeBase(git: IsolatedGit, repository: Repository, a: string, b: string): Promise<string> {
  const { ok, output } = await git.run(['merge-base', a, b]);
  const commit = output.toString('latin1').trim().split('\n')[0] ?? '';
  if (ok && /^[0-9a-f]{40,64}$/.test(commit)) return commit;
  const isShallow = (await statOf(`${repository.commonDir}/shallow`)) !== null;
  const advice = isShallow
    ? 'the clone is shallow, git fetch --unshallow gets the whole history'
    : 'use two dots to compare them all the same';
  throw new SourceError(`${a.slice(0, 7)} and ${b.slice(0, 7)} have no common history; ${advice}`);
}

/** The files below `folder` in which two commits, or a commit and the working copy, differ. Rejects with a `SourceError`. */
export async function changesOf(
  git: IsolatedGit,
  base: string,
  head: string | null,
  folder: string,
): Promise<ChangedFile[]> {
  const listing = (renames: string) =>
    git.run(
      [
        ...['diff', '--name-status', '-z', renames, '--no-ext-diff', '--no-textconv', '--ignore-submodules=none'],
        ...(folder === '' ? [] : [`--relative=${folder}/`]),
        ...[base, ...(head === null ? [] : [head]), '--'],
      ],
      { maxRecords: MAX_CHANGES },
    );
  // Renames are found by content, which a partial clone does not have of every file.
  const found = await listing('--find-renames');
  const { ok, output } = found.ok ? found : await listing('--find-renames=100%');
  if (!ok)
    throw new SourceError('the changes between the two states could not be listed; the repository may be damaged');
  const words = output.toString('utf8').split('\0');
  const changed: ChangedFile[] = [];
  for (let at = 0; at + 1 < words.length; ) {
    const status = words[at] ?? '';
    const path = words[at + 1] ?? '';
    if (/^[RC]/.test(status)) {
      const renamed = { path: words[at + 2] ?? '', change: 'renamed', from: path } as const;
      changed.push(status.startsWith('C') ? { path: renamed.path, change: 'added' } : renamed);
      at += 3;
    } else {
      changed.push({ path, change: status === 'A' ? 'added' : status === 'D' ? 'deleted' : 'changed' });
      at += 2;
    }
  }
  return changed;
}

async function untracked(source: Source): Promise<ChangedFile[]> {
  return (await source.entries()).filter(({ tracked }) => !tracked).map(({ path }) => ({ path, change: 'added' }));
}
