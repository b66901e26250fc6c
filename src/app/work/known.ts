import type { Parts } from '../parts.ts';
import type { At } from '../queue/job.ts';
import { upsertInstallation } from '../store/installations.ts';
import { type RepositoryData, repository, upsertRepository } from '../store/repositories.ts';
import type { Repository } from '../store/schema.ts';

/** What of a repository GitHub's answers tell. */
export interface GitHubRepositoryAnswer {
  readonly id: number;
  readonly node_id: string;
  readonly name: string;
  readonly owner: { readonly login: string };
  readonly private: boolean;
  readonly archived?: boolean;
  readonly topics?: readonly string[];
  readonly default_branch?: string;
}

export function repositoryData(installationId: number, answer: GitHubRepositoryAnswer): RepositoryData {
  return {
    id: answer.id,
    installationId,
    owner: answer.owner.login,
    name: answer.name,
    private: answer.private,
    archived: answer.archived ?? false,
    topics: answer.topics ?? [],
    defaultBranch: answer.default_branch ?? 'main',
  };
}

/** The account of an installation, looked up and noted. Rejects with the error of the API. */
export async function noteInstallation({ github, store }: Parts, id: number): Promise<string> {
  const { data } = await (await github.app()).request('GET /app/installations/{installation_id}', {
    installation_id: id,
  });
  const account = data.account as { readonly id: number; readonly login: string; readonly type?: string };
  await upsertInstallation(store, {
    id,
    accountId: account.id,
    account: account.login,
    accountType: account.type === 'User' ? 'User' : 'Organization',
  });
  return account.login;
}

/** The repository as the store knows it; one that it does not know yet is looked up. Rejects with the error of the API. */
export async function known(parts: Parts, at: At): Promise<Repository> {
  const there = await repository(parts.store, at.repository);
  if (there !== undefined && there.installationId === at.installation) return there;
  await noteInstallation(parts, at.installation);
  const api = await parts.github.installation(at.installation);
  const { data } = await api.request('GET /repos/{owner}/{repo}', { owner: at.owner, repo: at.repo });
  await upsertRepository(parts.store, repositoryData(at.installation, data as GitHubRepositoryAnswer));
  const found = await repository(parts.store, at.repository);
  if (found === undefined) throw new Error('the repository is gone');
  return found;
}
