import type { Parts } from '../parts.ts';
import type { Job } from '../queue/job.ts';
import type { Inbox } from '../server/inbox.ts';
import { installations } from '../store/installations.ts';
import { deleteOldAudits } from '../store/retention.ts';
import { everywhere, keepSetting, setting } from '../store/settings.ts';
import { retentionDays } from '../web/operations.ts';
import { sweep } from './sweep.ts';

const DAY = 86_400_000;
/** GitHub gives a delivery some seconds, and clocks differ. */
const OVERLAP = 10 * 60_000;
const SWEPT = 'swept';
const VERSION = 'version';

/** What is done from time to time, by one of the processes that hear webhooks. */
export class Chores {
  readonly #parts: Parts;
  readonly #inbox: Inbox;
  readonly #timers: NodeJS.Timeout[] = [];
  #running: Promise<void> = Promise.resolve();

  constructor(parts: Parts, inbox: Inbox) {
    this.#parts = parts;
    this.#inbox = inbox;
  }

  async start(): Promise<void> {
    const { settings } = this.#parts;
    await this.#renew();
    if (settings.sweep > 0) {
      this.#do('sweep', () => this.#sweep());
      this.#timers.push(setInterval(() => this.#do('sweep', () => this.#sweep()), settings.sweep * 1000));
    }
    this.#timers.push(setInterval(() => this.#do('retention', () => this.#retain()), DAY / 4));
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#running;
  }

  #do(name: string, chore: () => Promise<void>): void {
    this.#running = this.#running
      .then(chore)
      .catch((error) => this.#parts.log.warn({ err: error, chore: name }, 'a chore failed, and is done again later'));
  }

  async #sweep(): Promise<void> {
    const { store, log } = this.#parts;
    const last = await setting(store, everywhere, SWEPT);
    const began = new Date();
    const since = typeof last === 'string' ? Date.parse(last) - OVERLAP : began.getTime() - 3 * DAY;
    const missed = await sweep(this.#parts, this.#inbox, new Date(since));
    await keepSetting(store, everywhere, SWEPT, began.toISOString());
    if (missed > 0) log.info({ missed }, 'took in webhooks that were missed');
  }

  /** Another version judges otherwise: everything is judged again, politely. */
  async #renew(): Promise<void> {
    const { store, queue, version } = this.#parts;
    const before = await setting(store, everywhere, VERSION);
    if (before === version) return;
    await store.transaction(async (t) => {
      if (before !== undefined) {
        const jobs = (await installations(t)).map(
          ({ id }): Job => ({ kind: 'sync', installation: id, again: `version:${version}`, delivery: null }),
        );
        await queue.add(jobs, t);
      }
      await keepSetting(t, everywhere, VERSION, version);
    });
  }

  async #retain(): Promise<void> {
    const { store } = this.#parts;
    for (const { id } of await installations(store)) {
      const days = await setting(store, id, retentionDays);
      if (typeof days === 'number' && days > 0) await deleteOldAudits(store, new Date(Date.now() - days * DAY), id);
    }
  }
}
