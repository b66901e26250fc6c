import { basename } from 'node:path';
import type { Source } from '../model.ts';
import { Disk } from './disk.ts';
import { Blobs } from './git/blobs.ts';
import { listCommitted } from './git/committed.ts';
import { isolate } from './git/isolate.ts';
import type { IsolatedGit } from './git/isolated-git.ts';
import type { GitPlace } from './git/leaves.ts';
import { Refs } from './git/refs.ts';
import { bareName, type Repository, statOf } from './git/repository.ts';
import { resolveRevision } from './git/revision.ts';
import { listWorkingCopy } from './git/working-copy.ts';
import { problems } from './problems.ts';
import { treeSource } from './tree.ts';

/** A part of a local repository, and which state of it is meant. */
export interface GitRequest {
  readonly repository: Repository;
  /** The root of the audit: absolute, free of symbolic links, the top of the repository or below it. */
  readonly root: string;
  /** `root` relative to the top of the repository, separated by `/`; empty for the top itself. */
  readonly folder: string;
  /** The working copy where absent, the commit at HEAD where there is no working copy. */
  readonly revision?: string;
}

/**
 * The working copy or a revision of a local Git repository. Nothing of the repository runs, nothing is written to it
 * and nothing is fetched. Rejects with a `SourceError` for a revision that there is not.
 */
export async function gitSource(program: string, request: GitRequest): Promise<Source> {
  const { repository, root, folder } = request;
  const git = await isolate(program, repository);
  try {
    const refs = new Refs(repository);
    const head = await refs.find('HEAD');
    const hasIndex = (await statOf(`${repository.gitDir}/index`)) !== null;
    // A clone without a checkout has no index: what it holds is the commit.
    const isWorkingCopy = request.revision === undefined && repository.top !== null && (hasIndex || head === null);
    const commit = isWorkingCopy ? head : await resolveRevision(git, refs, repository, request.revision ?? 'HEAD');
    const blobs = new Blobs(git);
    const disk = new Disk(root);
    return treeSource<GitPlace>({
      name: repository.top === null ? bareName(repository.gitDir) : basename(root) || 'repository',
      commit,
      list: () =>
        isWorkingCopy || commit === null
          ? listWorkingCopy(git, blobs, disk, folder)
          : listCommitted(git, commit, folder),
      read: async (place, limit) =>
        'id' in place ? ((await blobs.read(place.id, limit)) ?? problems.damaged) : disk.read(place.location, limit),
      stream: (place) => ('id' in place ? streamOf(git, place.id) : disk.stream(place.location)),
      close: () => git.close(),
    });
  } catch (error) {
    await git.close();
    throw error;
  }
}

async function* streamOf(git: IsolatedGit, id: string): AsyncGenerator<Uint8Array, void, undefined> {
  const child = git.start(['cat-file', 'blob', id]);
  child.stdin.end();
  child.stderr.resume();
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  try {
    yield* child.stdout;
    if ((await code) !== 0) throw new Error(problems.damaged);
  } finally {
    child.stdout.destroy();
    child.kill('SIGKILL');
  }
}
