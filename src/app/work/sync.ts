import type { Octokit } from '../github/github.ts';
import type { Parts } from '../parts.ts';
import type { Job } from '../queue/job.ts';
import { deleteInstallation, installationSynced, suspendInstallation } from '../store/installations.ts';
import { deleteOtherRepositories, repositoriesOf, upsertRepositories } from '../store/repositories.ts';
import type { GitHubRepositoryAnswer } from './known.ts';
import { noteInstallation, repositoryData } from './known.ts';
import type { Outcome } from './outcome.ts';

const PAGE = 100;

/**
 * Brings what is known of an installation up to date: its account, its repositories, and which of them have a head that
 * is not judged yet. What GitHub tells now counts, not what an event told.
 */
export async function sync(parts: Parts, job: Extract<Job, { kind: 'sync' }>): Promise<Outcome> {
  const { github, store, policies } = parts;
  const id = job.installation;
  const { data } = await (await github.app())
    .request('GET /app/installations/{installation_id}', { installation_id: id })
    .catch((error) => {
      if ((error as { status?: number }).status === 404) return { data: null };
      throw error;
    });
  if (data === null) {
    return { done: 'the installation is gone', keep: (t) => deleteInstallation(t, id) };
  }
  const owner = await noteInstallation(parts, id);
  const suspendedAt = (data as { suspended_at?: string | null }).suspended_at ?? null;
  await suspendInstallation(store, id, suspendedAt === null ? null : new Date(suspendedAt));
  if (suspendedAt !== null) return { done: 'the installation is suspended' };
  const api = await github.installation(id);
  const found = await repositories(api);
  await store.transaction(async (t) => {
    await upsertRepositories(
      t,
      found.map((answer) => repositoryData(id, answer)),
    );
    await deleteOtherRepositories(
      t,
      id,
      found.map((answer) => answer.id),
    );
  });
  const policy = await policies.refresh(parts, id, owner);
  const again = job.again ?? (policy.changed ? `policy:${policy.digest}` : undefined);
  const kept = new Map((await repositoriesOf(store, id)).map((repository) => [repository.id, repository]));
  const heads = await headsOf(api, found);
  const next = found
    .filter((answer) => answer.archived !== true && heads.get(answer.id) !== null)
    .filter((answer) => {
      const head = heads.get(answer.id);
      return again !== undefined || head === undefined || kept.get(answer.id)?.commit !== head;
    })
    .map(
      (answer): Job => ({
        kind: 'head',
        installation: id,
        owner: answer.owner.login,
        repo: answer.name,
        repository: answer.id,
        reason: 'backfill',
        delivery: null,
        ...(again === undefined ? {} : { again }),
      }),
    );
  return {
    done: `${found.length} repositories, ${next.length} to judge`,
    next,
    keep: async (t) => {
      await policy.keep(t);
      await installationSynced(t, id, new Date());
    },
  };
}

async function repositories(api: Octokit): Promise<readonly GitHubRepositoryAnswer[]> {
  const all: GitHubRepositoryAnswer[] = [];
  for (let page = 1; ; page++) {
    const { data } = await api.request('GET /installation/repositories', { per_page: PAGE, page });
    const found = data.repositories as readonly GitHubRepositoryAnswer[];
    all.push(...found);
    if (found.length < PAGE || all.length >= data.total_count) return all;
  }
}

/** The newest commits of default branches, a hundred a request: `null` for an empty repository, absent where untold. */
async function headsOf(
  api: Octokit,
  found: readonly GitHubRepositoryAnswer[],
): Promise<ReadonlyMap<number, string | null>> {
  const heads = new Map<number, string | null>();
  for (let start = 0; start < found.length; start += PAGE) {
    const ids = found.slice(start, start + PAGE).map(({ node_id }) => node_id);
    try {
      const { nodes } = await api.graphql<{ nodes: readonly (Node | null)[] }>(HEADS, { ids });
      for (const node of nodes) {
        if (node?.databaseId !== undefined) heads.set(node.databaseId, node.defaultBranchRef?.target?.oid ?? null);
      }
    } catch {
      // Every repository is asked for its own head, then.
    }
  }
  return heads;
}

interface Node {
  readonly databaseId?: number;
  readonly defaultBranchRef?: { readonly target?: { readonly oid: string } | null } | null;
}

const HEADS =
  'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Repository { databaseId defaultBranchRef { target { oid } } } } }';
