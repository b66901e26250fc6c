import type { ChangedFile } from '../../model.ts';
import type { GitHubApi, GitHubRepository } from '../../source/remote/api.ts';
import { RemoteContents } from '../../source/remote/contents.ts';
import { listTree } from '../../source/remote/tree.ts';
import { remoteSource } from '../../source/remote.ts';
import type { Revisions } from '../revisions.ts';

/** Commits read through GitHub's API; nothing on the runner's disk is looked at. */
export function remoteRevisions(given: GitHubApi, repository: GitHubRepository): Revisions {
  const api = remembering(given);
  const contents = new RemoteContents(api, repository);
  const { owner, repo } = repository;
  const idsIn = async (commit: string, folder: string): Promise<ReadonlyMap<string, string>> => {
    const leaves = await listTree(api, { owner, repo }, commit, folder);
    return new Map([...leaves].map(([path, { place }]) => [path, place.id]));
  };
  return {
    from: "GitHub's API",
    open: async (commit, folder) => remoteSource(api, { owner, repo, commit, folder }, contents),
    changed: async (base, head, folder) => changesBetween(await idsIn(base, folder), await idsIn(head, folder)),
  };
}

/** Trees of commits never change, and the same ones are listed for several folders. */
function remembering(api: GitHubApi): GitHubApi {
  const answers = new Map<string, ReturnType<GitHubApi['request']>>();
  return {
    ...(api.graphql === undefined ? {} : { graphql: api.graphql.bind(api) }),
    request: (route, parameters) => {
      if (!route.includes('/git/trees/')) return api.request(route, parameters);
      const key = JSON.stringify(parameters);
      const answer = answers.get(key) ?? api.request(route, parameters);
      answers.set(key, answer);
      return answer;
    },
  };
}

/** A file that is gone and one that is new with the same content are one that was renamed. */
function changesBetween(base: ReadonlyMap<string, string>, head: ReadonlyMap<string, string>): readonly ChangedFile[] {
  const gone = new Map([...base].filter(([path]) => !head.has(path)).map(([path, id]) => [id, path]));
  const renamed = new Set<string>();
  const changed: ChangedFile[] = [];
  for (const [path, id] of head) {
    if (base.get(path) === id) continue;
    const from = base.has(path) ? undefined : gone.get(id);
    if (from !== undefined && !renamed.has(from)) {
      renamed.add(from);
      changed.push({ path, change: 'renamed', from });
    } else changed.push({ path, change: base.has(path) ? 'changed' : 'added' });
  }
  for (const path of base.keys()) {
    if (!head.has(path) && !renamed.has(path)) changed.push({ path, change: 'deleted' });
  }
  return changed.sort((a, b) => (a.path < b.path ? -1 : 1));
}
