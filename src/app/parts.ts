import type { AuditPool } from './audit/pool.ts';
import type { GitHub, Log } from './github/github.ts';
import type { Metrics } from './operations/metrics.ts';
import type { Policies } from './policy/policies.ts';
import type { Queue } from './queue/queue.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store/database.ts';

/** What everything that works on jobs needs. */
export interface Parts {
  readonly settings: Settings;
  readonly version: string;
  readonly log: Log;
  readonly github: GitHub;
  readonly store: Store;
  readonly queue: Queue;
  readonly pool: AuditPool;
  readonly policies: Policies;
  readonly metrics: Metrics;
}
