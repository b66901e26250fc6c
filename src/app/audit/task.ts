import type { Annotation } from '../../github/annotations.ts';
import type { Note } from '../../github/sticky-comment.ts';
import type { Report } from '../../model.ts';
import type { Headers } from '../github/budget.ts';
import type { Plan } from '../policy/plan.ts';

/** One audit, as it is handed to a thread. */
export interface AuditTask {
  readonly api: string;
  /** Where GitHub's pages are. */
  readonly server: string;
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  readonly head: string;
  /** The commit to compare with; `null` for none. */
  readonly base: string | null;
  readonly plan: Plan;
  readonly date: string;
  readonly version: string;
}

/** What came out, ready to be kept and shown. */
export interface AuditResult {
  readonly report: Report;
  /** Head less base; `null` where they cannot be compared. */
  readonly scoreChange: number | null;
  readonly compared: boolean;
  /** Whether the change did anything to a practice. */
  readonly news: boolean;
  readonly note: Note;
  readonly annotations: readonly Annotation[];
  /** Why it does not pass; empty where it does. */
  readonly reasons: readonly string[];
  /** What of the repository's configuration the organisation overruled, or could not be compared. */
  readonly remarks: readonly string[];
}

/** Why there is no result. */
export interface AuditProblem {
  /**
   * `limit`: GitHub refuses for now; `refused`: it does not show the repository; `again`: something failed that may work
   * later; `content`: whoever keeps the repository can mend it, and trying again brings nothing.
   */
  readonly kind: 'limit' | 'refused' | 'again' | 'content';
  readonly message: string;
  /** For `limit`: when it is over. */
  readonly until?: Date;
}

export interface AuditQuestion {
  readonly id: number;
  readonly task: AuditTask;
}

export interface AuditAnswer {
  readonly id: number;
  readonly result?: AuditResult;
  readonly problem?: AuditProblem;
  /** Headers of the last answer of GitHub's, which tell how many requests are left. */
  readonly headers: Headers | null;
}
