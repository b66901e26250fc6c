import { limitIn, RateLimited } from '../github/budget.ts';
import type { Parts } from '../parts.ts';
import { settleDelivery } from '../store/deliveries.ts';
import { Later, type Outcome, Unmendable } from '../work/outcome.ts';
import type { Job } from './job.ts';
import type { Claim } from './queue.ts';

/** Between looks for jobs that another process added or whose time came, in ms. */
const POLL = 1000;

type Ended = 'done' | 'later' | 'failed' | 'unmendable';

/** Takes jobs and has them done, as many at a time as there are places. */
export class Workers {
  readonly #parts: Parts;
  readonly #work: (parts: Parts, job: Job) => Promise<Outcome>;
  readonly #places: number;
  readonly #active = new Map<Claim, Promise<void>>();
  /** Whose job began last: others come first. */
  #last: number | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #stopped = false;
  #timers: NodeJS.Timeout[] = [];

  constructor(parts: Parts, places: number, work: (parts: Parts, job: Job) => Promise<Outcome>) {
    this.#parts = parts;
    this.#places = places;
    this.#work = work;
  }

  start(): void {
    const beat = (this.#parts.settings.heartbeat * 1000) / 3;
    this.#timers = [setInterval(() => this.wake(), POLL), setInterval(() => void this.#touch(), beat)];
    this.wake();
  }

  get active(): number {
    return this.#active.size;
  }

  /** Looks for jobs now. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#looking !== null) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#look()
      .catch((error) => this.#parts.log.error({ err: error }, 'jobs cannot be taken'))
      .then(() => {
        this.#looking = null;
        if (this.#lookAgain) {
          this.#lookAgain = false;
          this.wake();
        }
      });
  }

  /** Takes no more, waits for what is under way, and gives back what takes longer than `patience` ms. */
  async stop(patience: number): Promise<void> {
    this.#stopped = true;
    await this.#looking;
    const all = Promise.all(this.#active.values());
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      all,
      new Promise((resolve) => {
        timer = setTimeout(resolve, patience);
      }),
    ]);
    clearTimeout(timer);
    for (const one of this.#timers) clearInterval(one);
    const left = [...this.#active.keys()];
    this.#active.clear();
    for (const claim of left) await this.#parts.queue.postpone(claim, new Date());
  }

  async #look(): Promise<void> {
    const { queue, github } = this.#parts;
    while (!this.#stopped && this.#active.size < this.#places) {
      const resting = github.budgets.resting(new Date()).map(String);
      const others = this.#last === null ? resting : [...resting, String(this.#last)];
      // Whoever was not served last comes first, unless only the other has something urgent.
      const claim =
        (await queue.take(others, 20)) ??
        (await queue.take(resting, 20)) ??
        (await queue.take(others)) ??
        (await queue.take(resting));
      if (claim === null) return;
      this.#last = claim.job.installation;
      const done = this.#do(claim).finally(() => {
        this.#active.delete(claim);
        this.wake();
      });
      this.#active.set(claim, done);
    }
  }

  async #do(claim: Claim): Promise<void> {
    const { log, metrics } = this.#parts;
    const { job } = claim;
    const started = performance.now();
    const { delivery, kind, installation } = job;
    const own = log.child({ name: 'job', job: claim.id, kind, installation, delivery, ...placeOf(job) });
    let ended: Ended;
    try {
      const outcome = await this.#work(this.#parts, job);
      if (!this.#active.has(claim)) return;
      await this.#settle(claim, outcome);
      ended = 'done';
      own.info({ outcome: outcome.done, ms: Math.round(performance.now() - started) }, 'done');
    } catch (error) {
      if (!this.#active.has(claim)) return;
      ended = await this.#hindered(claim, error, own).catch((second) => {
        own.error({ err: second }, 'the job could not be given back');
        return 'failed' as const;
      });
    }
    metrics.jobTime.observe({ kind, outcome: ended }, (performance.now() - started) / 1000);
  }

  async #settle(claim: Claim, { keep, next = [] }: Outcome): Promise<void> {
    const { store, queue } = this.#parts;
    await store.transaction(async (t) => {
      await keep?.(t);
      await queue.done(claim, t);
      await queue.add(next, t);
      if (claim.job.delivery !== null) await settleDelivery(t, claim.job.delivery, 'done');
    });
  }

  async #hindered(claim: Claim, error: unknown, log: Parts['log']): Promise<Ended> {
    const { queue, github, store } = this.#parts;
    const { job } = claim;
    const message = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    const limit = error instanceof RateLimited ? error.until : limitIn(error, new Date());
    if (limit !== null) {
      github.budgets.rest(job.installation, limit);
      log.warn({ until: limit }, 'GitHub wants fewer requests');
      await queue.postpone(claim, limit);
      return 'later';
    }
    if (error instanceof Later) {
      await queue.postpone(claim, error.until);
      return 'later';
    }
    if (error instanceof Unmendable || isGone(error)) {
      log.info({ problem: message }, 'nothing can be done');
      await store.transaction(async (t) => {
        await queue.done(claim, t);
        if (job.delivery !== null) await settleDelivery(t, job.delivery, 'failed', message);
      });
      return 'unmendable';
    }
    log.warn({ err: error, attempt: claim.retryCount + 1 }, 'failed, will be tried again');
    await queue.fail(claim, message);
    return 'failed';
  }

  async #touch(): Promise<void> {
    await this.#parts.queue
      .touch([...this.#active.keys()])
      .catch((error) => this.#parts.log.error({ err: error }, 'jobs cannot be kept'));
  }
}

/** What GitHub does not show any more: the repository, the pull request, or the App's own installation. */
function isGone(error: unknown): boolean {
  const { status, request } = error as { readonly status?: number; readonly request?: { readonly url?: string } };
  if (status === 403 && /suspended/i.test((error as Error).message)) return true;
  return (status === 404 || status === 410 || status === 451) && request?.url !== undefined;
}

function placeOf(job: Job): object {
  if (!('repo' in job)) return {};
  return { repo: `${job.owner}/${job.repo}`, ...('number' in job ? { number: job.number } : {}) };
}
