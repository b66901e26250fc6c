import type { Source } from '../model.ts';
import { problems } from './problems.ts';
import type { GitHubApi, GitHubRepository } from './remote/api.ts';
import { archiveLimit } from './remote/archive.ts';
import type { RemoteContents } from './remote/contents.ts';
import { listTree, type RemotePlace } from './remote/tree.ts';
import { treeSource } from './tree.ts';

/** A commit on GitHub, or a folder of it. */
export interface RemoteRequest extends GitHubRepository {
  readonly commit: string;
  /** Relative to the top of the repository, separated by `/`; empty for the top itself. */
  readonly folder: string;
}

/**
 * A commit as GitHub's API gives it, read as data and never checked out: the Git tree lists the files, one archive
 * brings their contents, and blobs that are missing there or differ are asked for by id.
 * @param contents of the same repository; given to several sources, it fetches what they share once
 */
export function remoteSource(api: GitHubApi, request: RemoteRequest, contents: RemoteContents): Source {
  const { owner, repo, commit, folder } = request;
  let limit = 0;
  return treeSource<RemotePlace>({
    name: folder.split('/').at(-1) || repo,
    commit,
    list: async () => {
      const leaves = await listTree(api, { owner, repo }, commit, folder);
      limit = archiveLimit([...leaves.values()].map(({ place }) => place.size));
      return leaves;
    },
    prepare: (places) => contents.prepare(commit, places, limit),
    read: async (place) => (await contents.read(place)) ?? problems.unreachable,
    async *stream(place) {
      const bytes = await contents.read(place);
      if (bytes === null) throw new Error(problems.unreachable);
      yield bytes;
    },
    close: async () => {},
  });
}
