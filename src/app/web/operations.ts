/** Somebody who is signed in. */
export interface Actor {
  /** GitHub's id of the user. */
  readonly id: number;
  readonly login: string;
}

/** A job that was tried as often as it may be, and failed. */
export interface DeadJob {
  readonly id: string;
  /** What it was to do, in a few words: `audit of acme/churn#7`. */
  readonly about: string;
  readonly failedAt: Date;
  readonly problem: string;
  readonly repositoryId: number | null;
}

/** What the dashboard asks of the workers; administrators of an installation alone reach these. */
export interface Operations {
  /** Queues an audit of the default branch's head, also where it is unchanged. */
  audit(repositoryId: number): Promise<void>;
  /** Queues an audit of every repository of an installation. */
  auditAll(installationId: number): Promise<void>;
  deadJobs(installationId: number): Promise<readonly DeadJob[]>;
  /** @returns false when the job is not one of this installation's dead jobs (any more) */
  replay(installationId: number, jobId: string): Promise<boolean>;
}

/** The key of the setting that says for how many days audits of an installation are kept. */
export const retentionDays = 'retention-days';
