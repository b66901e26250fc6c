import type { Parts } from '../parts.ts';
import type { Job } from '../queue/job.ts';
import { command } from './command.ts';
import { group } from './group.ts';
import { head } from './head.ts';
import type { Outcome } from './outcome.ts';
import { policy } from './policy.ts';
import { pull } from './pull.ts';
import { repository } from './repository.ts';
import { sync } from './sync.ts';
import { uninstall } from './uninstall.ts';

/** Does a job. @throws what keeps it from being done: see `outcome.ts` and `budget.ts` */
export function work(parts: Parts, job: Job): Promise<Outcome> {
  switch (job.kind) {
    case 'pull':
      return pull(parts, job);
    case 'head':
      return head(parts, job);
    case 'group':
      return group(parts, job);
    case 'command':
      return command(parts, job);
    case 'repository':
      return repository(parts, job);
    case 'sync':
      return sync(parts, job);
    case 'policy':
      return policy(parts, job);
    case 'uninstall':
      return uninstall(parts, job);
  }
}
