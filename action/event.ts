import type { GitHubRepository } from '../src/source/remote/api.ts';
import { ActionError } from './error.ts';

/** The commits that an event is about. */
export interface Subject extends GitHubRepository {
  /** The commit that is judged. */
  readonly head: string;
  /** The commit with which it is compared; `null` where there is none. */
  readonly base: string | null;
  /** Whether head and base may have grown apart, so that their merge base is what to compare with. */
  readonly diverged: boolean;
  readonly pull: {
    readonly number: number;
    /** The head lies in another repository, so that the token of `pull_request` may only read. */
    readonly fork: boolean;
  } | null;
  /** Where contents may be read: on `pull_request_target` nothing on the runner is looked at. */
  readonly from: 'runner' | 'api';
}

/** What the runner tells of the event. */
export interface RunnerEvent {
  readonly name: string;
  /** The commit that the workflow runs for. */
  readonly sha: string;
  /** `owner/repo`. */
  readonly repository: string;
  readonly payload: unknown;
}

const SUPPORTED = ['pull_request', 'pull_request_target', 'push', 'merge_group', 'schedule', 'workflow_dispatch'];

/**
 * Which commits to judge and to compare.
 * @throws ActionError for an event whose payload is not what GitHub documents, fit to be shown
 */
export function subjectOf({ name, sha, repository, payload }: RunnerEvent): Subject {
  const [owner = '', repo = ''] = repository.split('/');
  const given = record(payload);
  const alone: Subject = { owner, repo, head: sha, base: null, diverged: false, pull: null, from: 'runner' };
  if (name === 'pull_request' || name === 'pull_request_target') {
    const pull = record(given.pull_request);
    const head = record(pull.head);
    const base = record(pull.base);
    const { number } = pull;
    if (!isCommit(head.sha) || !isCommit(base.sha) || typeof number !== 'number') {
      throw new ActionError(
        `the event ${name} names no pull request; run mlready in a workflow on ${SUPPORTED.join(', ')}`,
      );
    }
    return {
      ...alone,
      head: head.sha,
      base: base.sha,
      diverged: true,
      pull: { number, fork: record(head.repo).full_name !== record(base.repo).full_name },
      from: name === 'pull_request' ? 'runner' : 'api',
    };
  }
  if (name === 'merge_group') {
    const group = record(given.merge_group);
    if (isCommit(group.head_sha) && isCommit(group.base_sha)) {
      return { ...alone, head: group.head_sha, base: group.base_sha };
    }
  }
  // A new branch comes from a commit of zeros; after a forced push the old commit still is what people saw before.
  if (name === 'push' && isCommit(given.before) && !/^0+$/.test(given.before)) return { ...alone, base: given.before };
  return alone;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isCommit(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}
