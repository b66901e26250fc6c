import { SourceError } from '../error.ts';
import { kindOfMode } from '../git/leaves.ts';
import { isSafePath, MAX_ENTRIES } from '../paths.ts';
import type { Leaf } from '../tree.ts';
import type { GitHubApi, GitHubRepository } from './api.ts';

/** A blob by its id. */
export interface RemotePlace {
  readonly id: string;
  readonly path: string;
  readonly size: number;
}

/** GitHub cuts a listing after 100,000 entries; more requests than this for one tree are no longer polite. */
const MAX_REQUESTS = 100;

interface Item {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
}

/**
 * The tree of a commit below `folder` (empty for the top), in one request, or in one a folder where GitHub cuts the
 * listing. Rejects with a `SourceError` where there is no such folder or the tree is too large.
 */
export async function listTree(
  api: GitHubApi,
  repository: GitHubRepository,
  commit: string,
  folder: string,
): Promise<Map<string, Leaf<RemotePlace>>> {
  const prefix = folder === '' ? '' : `${folder}/`;
  const leaves = new Map<string, Leaf<RemotePlace>>();
  for await (const { path, mode, sha, size } of items(api, repository, commit)) {
    if (!path.startsWith(prefix)) continue;
    const below = path.slice(prefix.length);
    if (!isSafePath(below)) continue;
    const kind = kindOfMode(mode);
    leaves.set(below, {
      entry: { path: below, size: kind === 'submodule' ? null : (size ?? null), kind, tracked: true },
      place: { id: sha, path, size: size ?? 0 },
    });
    if (leaves.size > MAX_ENTRIES) throw new SourceError('the repository holds too many files; audit a folder of it');
  }
  if (leaves.size === 0 && folder !== '') {
    throw new SourceError(`commit ${commit.slice(0, 12)} has no folder ${JSON.stringify(folder)}`);
  }
  return leaves;
}

/** Files, links and submodules of a tree, by paths from its top. */
async function* items(
  api: GitHubApi,
  repository: GitHubRepository,
  commit: string,
): AsyncGenerator<Item, void, undefined> {
  const open = [{ id: commit, prefix: '' }];
  let requests = 0;
  const list = async (id: string, recursive: boolean) => {
    if (++requests > MAX_REQUESTS) throw new SourceError('the repository holds too many folders; audit a folder of it');
    const { data } = await api.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
      ...repository,
      tree_sha: id,
      ...(recursive ? { recursive: '1' } : {}),
    });
    return data as { readonly tree: readonly Item[]; readonly truncated?: boolean };
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { prefix } = next;
    let listing = await list(next.id, true);
    const isCut = listing.truncated === true;
    if (isCut) listing = await list(next.id, false);
    if (listing.truncated === true) throw new SourceError('a folder of the repository holds too many files');
    for (const item of listing.tree) {
      const path = prefix + item.path;
      if (item.type !== 'tree') yield { ...item, path };
      else if (isCut) open.push({ id: item.sha, prefix: `${path}/` });
    }
  }
}
