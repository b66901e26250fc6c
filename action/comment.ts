import { isRefusal, permissions, refusalWords } from '../src/github/api-error.ts';
import type { Client } from '../src/github/client.ts';
import { type Note, postNote } from '../src/github/sticky-comment.ts';
import type { Subject } from './event.ts';

export interface Commented {
  /** Address of the comment; empty where there is none. */
  readonly url: string;
  /** What somebody should know about it, or `null`. */
  readonly notice: string | null;
}

/**
 * Keeps the comment of a pull request up to date; a token that may not write makes a notice, never an error.
 * @param author login that writes the comments
 * @param create whether to begin one where there is none yet
 */
export async function comment(
  api: Client,
  subject: Subject,
  note: Note,
  author: string,
  create: boolean,
): Promise<Commented> {
  if (subject.pull === null) return { url: '', notice: null };
  const { owner, repo, pull } = subject;
  try {
    const posted = await postNote(api, { owner, repo, number: pull.number }, note, author, create);
    return { url: posted.done === 'none' ? '' : posted.url, notice: null };
  } catch (error) {
    if (!isRefusal(error)) {
      const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
      return { url: '', notice: `The comment could not be written: ${reason}. The report is in the job summary.` };
    }
    const readOnly = pull.fork && subject.from === 'runner';
    return { url: '', notice: readOnly ? FORK : refusalWords(permissions.comment) };
  }
}

const FORK =
  'This pull request comes from a fork, so the token of the event pull_request may not write a comment. The report is in ' +
  'the job summary. A workflow on pull_request_target, without any checkout, can comment on forks safely: see ' +
  'examples/workflows/forks.yml of mlready.';
