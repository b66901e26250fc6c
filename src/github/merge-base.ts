import type { GitHubApi, GitHubRepository } from '../source/remote/api.ts';

/**
 * The commit from which `head` left `base`, as GitHub knows it, or `null` where the two have no common history. Works for
 * heads in forks, too. Rejects with the error of the API.
 */
export async function mergeBaseOf(
  api: GitHubApi,
  repository: GitHubRepository,
  base: string,
  head: string,
): Promise<string | null> {
  const { data } = await api.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
    ...repository,
    basehead: `${base}...${head}`,
    per_page: 1,
  });
  return (data as { merge_base_commit?: { sha: string } | null }).merge_base_commit?.sha ?? null;
}
