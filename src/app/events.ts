import type { At, Job, Work } from './queue/job.ts';

/** A webhook that GitHub signed. */
export interface Incoming {
  /** GitHub's id of the delivery. */
  readonly id: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The name of the App's check, and the button on it. */
export const CHECK = 'mlready';
export const RERUN = 'rerun';

type Fields = Readonly<Record<string, unknown>>;

/** What is to be done after an event; nothing for one that does not matter. Never throws for a payload. */
export function jobsOf({ id, event, payload }: Incoming): readonly Job[] {
  const handler = Object.hasOwn(handlers, event) ? handlers[event] : undefined;
  const works = handler?.(payload, id) ?? [];
  return works.map((work) => ({ ...work, delivery: id }));
}

type Handler = (payload: Fields, delivery: string) => readonly Work[];

const handlers: Readonly<Record<string, Handler>> = {
  installation: (payload) => {
    const installation = number(record(payload.installation).id);
    if (installation === null) return [];
    if (payload.action === 'deleted') return [{ kind: 'uninstall', installation }];
    return [{ kind: 'sync', installation }];
  },
  installation_repositories: synced,
  // The login of an account changed.
  installation_target: synced,
  repository: (payload) => {
    const at = atOf(payload);
    if (at === null) return [];
    const work: Work[] = [{ ...at, kind: 'repository', deleted: payload.action === 'deleted' }];
    // The policy chooses repositories by their names and topics.
    if (['created', 'edited', 'renamed', 'transferred', 'unarchived'].includes(String(payload.action))) {
      work.push({ ...at, kind: 'head', reason: 'backfill' });
    }
    return work;
  },
  push: (payload) => {
    const at = atOf(payload);
    const { default_branch: branch } = record(payload.repository);
    if (at === null || typeof branch !== 'string' || payload.ref !== `refs/heads/${branch}`) return [];
    if (payload.deleted === true) return [];
    const policy: Work[] =
      at.repo.toLowerCase() === '.github' ? [{ kind: 'policy', installation: at.installation, owner: at.owner }] : [];
    return [...policy, { ...at, kind: 'head', reason: 'push' }];
  },
  pull_request: (payload) => {
    const at = atOf(payload);
    const pull = number(payload.number) ?? number(record(payload.pull_request).number);
    const actions = ['opened', 'synchronize', 'reopened', 'ready_for_review', 'edited'];
    if (at === null || pull === null || !actions.includes(String(payload.action))) return [];
    // Of edits only another base matters.
    if (payload.action === 'edited' && record(payload.changes).base === undefined) return [];
    return [{ ...at, kind: 'pull', number: pull }];
  },
  merge_group: (payload) => {
    const at = atOf(payload);
    const { head_sha: head, base_sha: base } = record(payload.merge_group);
    if (at === null || payload.action !== 'checks_requested' || !isCommit(head) || !isCommit(base)) return [];
    return [{ ...at, kind: 'group', head, base }];
  },
  check_run: (payload, delivery) => {
    const at = atOf(payload);
    const run = record(payload.check_run);
    const asked =
      payload.action === 'rerequested' ||
      (payload.action === 'requested_action' && record(payload.requested_action).identifier === RERUN);
    if (at === null || !asked || run.name !== CHECK) return [];
    return subjectOf(at, String(run.external_id ?? ''), delivery);
  },
  check_suite: (payload, delivery) => {
    const at = atOf(payload);
    const suite = record(payload.check_suite);
    if (at === null || payload.action !== 'rerequested') return [];
    const pulls = Array.isArray(suite.pull_requests) ? suite.pull_requests : [];
    const works = pulls.flatMap((pull): Work[] => {
      const found = number(record(pull).number);
      return found === null ? [] : [{ ...at, kind: 'pull', number: found, again: delivery }];
    });
    if (works.length > 0) return works;
    // Of a fork's branch GitHub tells no pull request: whoever opened one there finds the button on the check itself.
    const { default_branch: branch } = record(payload.repository);
    return suite.head_branch === branch ? [{ ...at, kind: 'head', reason: 'request', again: delivery }] : [];
  },
  issue_comment: (payload) => {
    const at = atOf(payload);
    const issue = record(payload.issue);
    const comment = record(payload.comment);
    const user = record(comment.user);
    const [id, on] = [number(comment.id), number(issue.number)];
    if (at === null || payload.action !== 'created' || id === null || on === null || user.type === 'Bot') return [];
    if (typeof comment.body !== 'string' || !/^\s*\/mlready\b/.test(comment.body)) return [];
    return [
      {
        ...at,
        kind: 'command',
        comment: id,
        number: on,
        isPull: issue.pull_request !== undefined,
        author: String(user.login ?? ''),
        body: comment.body.slice(0, 4000),
      },
    ];
  },
};

function synced(payload: Fields): readonly Work[] {
  const installation = number(record(payload.installation).id);
  return installation === null ? [] : [{ kind: 'sync', installation }];
}

/** What a check is about, by the external id that it was made with. */
function subjectOf(at: At, externalId: string, again: string): readonly Work[] {
  const [, pull] = /^pull:([0-9]+)/.exec(externalId) ?? [];
  if (pull !== undefined) return [{ ...at, kind: 'pull', number: Number(pull), again }];
  const [, head, base] = /^group:([0-9a-f]{40,64})\.\.([0-9a-f]{40,64})/.exec(externalId) ?? [];
  if (isCommit(head) && isCommit(base)) return [{ ...at, kind: 'group', head, base, again }];
  if (externalId.startsWith('policy'))
    return [{ kind: 'policy', installation: at.installation, owner: at.owner, again }];
  return externalId.startsWith('head') ? [{ ...at, kind: 'head', reason: 'request', again }] : [];
}

function atOf(payload: Fields): At | null {
  const installation = number(record(payload.installation).id);
  const { id, name, owner } = record(payload.repository);
  const repository = number(id);
  const { login } = record(owner);
  if (installation === null || repository === null || !isName(name) || !isName(login)) return null;
  return { installation, owner: login, repo: name, repository };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]{1,100}$/.test(value);
}

function isCommit(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
