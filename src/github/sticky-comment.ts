import type { GitHubRepository } from '../source/remote/api.ts';

/** What of an Octokit comments need. */
export interface CommentApi {
  request(
    route: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly data: unknown; readonly headers: { readonly link?: string | undefined } }>;
}

export interface PullRequest extends GitHubRepository {
  readonly number: number;
}

export interface Note {
  /** Tells several comments on one pull request apart, such as those of a matrix. */
  readonly name: string;
  /** The text that people see, in Markdown. */
  readonly body: string;
  /** Stands for what the text says; a comment with the same one is left alone. */
  readonly digest: string;
}

export type Posted =
  | { readonly done: 'created' | 'updated' | 'unchanged'; readonly url: string }
  | { readonly done: 'none' };

interface Comment {
  readonly id: number;
  readonly body?: string | null;
  readonly html_url: string;
  readonly user: { readonly login: string; readonly type?: string } | null;
}

/** GitHub's limit for one comment, in characters. */
export const LONGEST_COMMENT = 65_536;

const PAGE = 100;
const MOST_PAGES = 50;

/**
 * Keeps one comment on a pull request up to date. It is known by a hidden marker and by its author, as anybody can write
 * the marker; of several, the oldest counts. Rejects with the error of the API, such as a 403 for a token that may not write.
 * @param author login that writes the comments
 * @param create whether to begin one where there is none yet
 */
export async function postNote(
  api: CommentApi,
  pull: PullRequest,
  note: Note,
  author: string,
  create: boolean,
): Promise<Posted> {
  const begin = markerOf(note.name);
  const body = `${begin} ${note.digest} -->\n${note.body}`;
  if (body.length > LONGEST_COMMENT) throw new RangeError(`a comment of ${body.length} characters is too long`);
  const { owner, repo } = pull;
  const found = await find(api, pull, begin, author);
  if (found === null) {
    if (!create) return { done: 'none' };
    const { data } = await api.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: pull.number,
      body,
    });
    return { done: 'created', url: (data as Comment).html_url };
  }
  if (found.body?.startsWith(`${begin} ${note.digest} -->`) === true) return { done: 'unchanged', url: found.html_url };
  const { data } = await api.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    owner,
    repo,
    comment_id: found.id,
    body,
  });
  return { done: 'updated', url: (data as Comment).html_url };
}

/** The marker up to the digest. A name may hold anything, a comment in HTML may not. */
function markerOf(name: string): string {
  return `<!-- mlready ${encodeURIComponent(name).replaceAll('-', '%2D') || 'default'}`;
}

/** GraphQL leaves `[bot]` out of the logins of apps in places; a person may have that login. */
function isBy(user: Comment['user'], author: string): boolean {
  if (user === null) return false;
  return user.login === author || (user.type === 'Bot' && user.login === `${author}[bot]`);
}

async function find(api: CommentApi, pull: PullRequest, begin: string, author: string): Promise<Comment | null> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { data, headers } = await api.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner: pull.owner,
      repo: pull.repo,
      issue_number: pull.number,
      per_page: PAGE,
      page,
    });
    const comments = data as readonly Comment[];
    const mine = comments.find(({ body, user }) => isBy(user, author) && body?.startsWith(`${begin} `) === true);
    if (mine !== undefined) return mine;
    if (!(headers.link ?? '').includes('rel="next"')) return null;
  }
  return null;
}
