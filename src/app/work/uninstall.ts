import type { Parts } from '../parts.ts';
import type { Job } from '../queue/job.ts';
import { deleteInstallation } from '../store/installations.ts';
import type { Outcome } from './outcome.ts';

/** Forgets an installation: what is known of it, and what was to be done for it. */
export async function uninstall({ queue }: Parts, job: Extract<Job, { kind: 'uninstall' }>): Promise<Outcome> {
  return {
    done: 'forgotten',
    keep: async (t) => {
      await deleteInstallation(t, job.installation);
      await queue.forget(job.installation, t);
    },
  };
}
