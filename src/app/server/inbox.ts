import { type Incoming, jobsOf } from '../events.ts';
import type { Job } from '../queue/job.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/database.ts';
import { type DeliveryData, recordDeliveries } from '../store/inbox.ts';

interface Waiting {
  readonly delivery: DeliveryData;
  readonly jobs: readonly Job[];
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** Deliveries of one transaction. */
const MOST = 500;

/**
 * Notes deliveries together with their jobs. Those that come while a transaction is under way share the next one, so
 * that a burst costs few of them; each is acknowledged only once its transaction is committed.
 */
export class Inbox {
  readonly #store: Store;
  readonly #queue: Queue;
  readonly #added: () => void;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  /** @param added is told that there are new jobs */
  constructor(store: Store, queue: Queue, added: () => void) {
    this.#store = store;
    this.#queue = queue;
    this.#added = added;
  }

  /** @returns false for a delivery that came before @throws whatever keeps it from being noted */
  take(incoming: Incoming): Promise<boolean> {
    const jobs = jobsOf(incoming);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ delivery: deliveryOf(incoming, jobs.length > 0), jobs, resolve, reject });
      this.#running ??= this.#drain();
    });
  }

  /** Resolves once everything that came is noted. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    // What comes in the same turn of the loop goes together.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST);
      try {
        const fresh = await this.#note(batch);
        for (const { delivery, resolve } of batch) resolve(fresh.delete(delivery.id));
        this.#added();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = null;
  }

  async #note(batch: readonly Waiting[]): Promise<Set<string>> {
    return await this.#store.transaction(async (t) => {
      const fresh = await recordDeliveries(
        t,
        batch.map(({ delivery }) => delivery),
      );
      const given = new Set<string>();
      const jobs = batch.flatMap(({ delivery, jobs }) => {
        if (!fresh.has(delivery.id) || given.has(delivery.id)) return [];
        given.add(delivery.id);
        return jobs;
      });
      const added = new Set(await this.#queue.add(jobs, t));
      // What another job does as well is done.
      const doubled = jobs.filter((job) => !added.has(job)).flatMap(({ delivery }) => delivery ?? []);
      await t.db
        .updateTable('deliveries')
        .set({ state: 'done', settledAt: new Date() })
        .where('id', 'in', [...doubled, ''])
        .execute();
      return new Set(fresh);
    });
  }
}

function deliveryOf({ id, event, payload }: Incoming, matters: boolean): DeliveryData {
  const { action, installation, repository } = payload;
  return {
    id,
    event,
    action: typeof action === 'string' ? action : null,
    installationId: idOf(installation),
    repositoryId: idOf(repository),
    state: matters ? 'received' : 'ignored',
  };
}

function idOf(value: unknown): number | null {
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : null;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}
