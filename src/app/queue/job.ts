/** A repository as webhooks name it. */
export interface At {
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
  readonly repository: number;
}

/** What there is to do. Whatever may change until it is done, such as the head of a pull request, is looked up then. */
export type Work =
  | (At & { readonly kind: 'pull'; readonly number: number } & Again)
  /** The head of the default branch. */
  | (At & { readonly kind: 'head'; readonly reason: 'push' | 'backfill' | 'request' } & Again)
  | (At & { readonly kind: 'group'; readonly head: string; readonly base: string } & Again)
  | (At & {
      readonly kind: 'command';
      readonly comment: number;
      readonly number: number;
      readonly isPull: boolean;
      readonly author: string;
      readonly body: string;
    })
  /** A repository as GitHub has it now: made, renamed, moved, archived, hidden or gone. */
  | (At & { readonly kind: 'repository'; readonly deleted: boolean })
  /** All repositories of an installation. */
  | ({ readonly kind: 'sync'; readonly installation: number } & Again)
  /** The organisation's policy. */
  | ({ readonly kind: 'policy'; readonly installation: number; readonly owner: string } & Again)
  | { readonly kind: 'uninstall'; readonly installation: number };

interface Again {
  /** What asks for it to be done again, whatever is there already: a delivery, another policy, another version. */
  readonly again?: string;
}

/** As it lies in the queue. */
export type Job = Work & {
  /** The delivery that brought it about; `null` for what the App does by itself. */
  readonly delivery: string | null;
};

/** Large numbers go first. */
const priorities: Readonly<Record<Work['kind'], number>> = {
  uninstall: 50,
  command: 40,
  policy: 35,
  group: 30,
  pull: 30,
  repository: 25,
  sync: 20,
  head: 10,
};

/** Below this work waits while an installation's requests run low. */
export const BACKFILL = 0;

export function priorityOf(work: Work): number {
  return work.kind === 'head' && work.reason === 'backfill' ? BACKFILL : priorities[work.kind];
}

/** Of jobs with the same key one waits and one is worked on, at most. */
export function keyOf(work: Work): string {
  const at = 'repo' in work ? `${work.owner}/${work.repo}`.toLowerCase() : '';
  if (work.kind === 'pull') return `pull ${at}#${work.number}`;
  if (work.kind === 'group') return `group ${at}@${work.head}`;
  if (work.kind === 'command') return `command ${at}#${work.number} ${work.comment}`;
  if (work.kind === 'repository') return `repository ${work.repository}`;
  if (work.kind === 'head') return `head ${at}`;
  if (work.kind === 'policy') return `policy ${work.owner.toLowerCase()}`;
  return `${work.kind} ${work.installation}`;
}
