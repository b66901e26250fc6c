import type { Job } from '../queue/job.ts';
import type { Queries } from '../store/database.ts';

/** What a job comes to when nothing went wrong. */
export interface Outcome {
  /** For the log, in a few words. */
  readonly done: string;
  /** Written together with the end of the job. */
  readonly keep?: (queries: Queries) => Promise<void>;
  /** What follows from it. */
  readonly next?: readonly Job[];
}

/** Trying again brings nothing: the job ends, and what stands in the way is noted. */
export class Unmendable extends Error {}

/** The job goes on later, and that is no failure. */
export class Later extends Error {
  readonly until: Date;

  constructor(until: Date, message: string) {
    super(message);
    this.until = until;
  }
}
