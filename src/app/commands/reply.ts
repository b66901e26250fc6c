import type { Octokit } from '../github/github.ts';

/** A comment that is answered. */
export interface Asked {
  readonly owner: string;
  readonly repo: string;
  /** Of the issue or pull request. */
  readonly number: number;
  /** Id of the comment. */
  readonly comment: number;
}

/**
 * Answers a comment once, however often it is tried: an answer is known by a hidden marker and by its author. Rejects
 * with the error of the API.
 */
export async function reply(api: Octokit, asked: Asked, author: string, body: string): Promise<void> {
  const { owner, repo, number, comment } = asked;
  const marker = `<!-- mlready answer ${comment} -->`;
  const { data: question } = await api.request('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    owner,
    repo,
    comment_id: comment,
  });
  for (let page = 1; page <= 20; page++) {
    const { data } = await api.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: number,
      since: question.created_at,
      per_page: 100,
      page,
    });
    if (data.some((one) => one.user?.login === author && one.body?.startsWith(marker))) return;
    if (data.length < 100) break;
  }
  await api.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    owner,
    repo,
    issue_number: number,
    body: `${marker}\n${body}`,
  });
}
