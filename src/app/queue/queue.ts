import { randomUUID } from 'node:crypto';
import { type Db, type Job as Held, type JobInsert, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Queries, Store } from '../store/database.ts';
import { type Job, keyOf, priorityOf } from './job.ts';

const NAME = 'work';
const DEAD = 'dead';
const SCHEMA = 'pgboss';
/** SQL states of two who make the same thing: it is there already, or changed meanwhile. */
const RACED: readonly string[] = ['23505', '42P06', '42P07', '42710', '42723', 'XX000', '40P01'];

export interface QueueOptions {
  /** Seconds without a sign of life after which a job is given to somebody else. */
  readonly heartbeat: number;
  /** Jobs of one installation at the same time, over all processes. */
  readonly perInstallation: number;
  readonly onError?: (error: Error) => void;
}

/** A job that this process works on. */
export interface Claim {
  readonly id: string;
  /** How often it was begun before. */
  readonly retryCount: number;
  readonly job: Job;
  readonly attempt: { readonly id: string; readonly retryCount: number };
}

/** A job that failed as often as it may. */
export interface DeadJob {
  readonly id: string;
  readonly job: Job;
  readonly at: Date;
  readonly problem: string;
}

export interface Depth {
  readonly waiting: number;
  readonly active: number;
  readonly dead: number;
  /** Seconds since the oldest job that could run came. */
  readonly age: number;
}

/**
 * Jobs in the database of the store, so that one transaction covers what is noted and what is to be done. Of jobs with
 * one key one waits and one is worked on; the waiting one looks at what is there when it begins.
 */
export class Queue {
  readonly #boss: PgBoss;
  readonly #store: Store;
  readonly #options: QueueOptions;

  private constructor(boss: PgBoss, store: Store, options: QueueOptions) {
    this.#boss = boss;
    this.#store = store;
    this.#options = options;
  }

  /** Several processes may make the tables of an empty database at the same time: all but one of them try again. */
  static async open(store: Store, options: QueueOptions): Promise<Queue> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await Queue.#open(store, options);
      } catch (error) {
        const { code } = error as { readonly code?: string };
        if (attempt === 5 || code === undefined || !RACED.includes(code)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
      }
    }
  }

  static async #open(store: Store, options: QueueOptions): Promise<Queue> {
    const boss = new PgBoss({
      db: { executeSql: (text, values) => store.executeSql(text, values) },
      backend: store.kind,
      schema: SCHEMA,
      schedule: false,
      superviseIntervalSeconds: 15,
      monitorIntervalSeconds: 15,
      reindex: store.kind !== 'pglite',
      monitorVacuum: false,
    });
    boss.on('error', (error) => options.onError?.(error));
    await boss.start();
    await boss.createQueue(DEAD, {
      policy: 'standard',
      retryLimit: 0,
      deleteAfterSeconds: 0,
      retentionSeconds: 90 * 86_400,
    });
    await boss.createQueue(NAME, {
      policy: 'stately',
      deadLetter: DEAD,
      retryLimit: 8,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 900,
      expireInSeconds: 3600,
      heartbeatSeconds: options.heartbeat,
      retentionSeconds: 30 * 86_400,
      deleteAfterSeconds: 3600,
    });
    await boss.updateQueue(NAME, { heartbeatSeconds: options.heartbeat });
    return new Queue(boss, store, options);
  }

  /**
   * Adds jobs, as part of a transaction where one is given. A job whose key waits already adds nothing, except that it
   * hands over its urgency, and the wish to do something again.
   * @returns the jobs that were added as such
   */
  async add(jobs: readonly Job[], queries: Queries = this.#store, startAfter?: Date): Promise<readonly Job[]> {
    if (jobs.length === 0) return [];
    const db = asDb(queries);
    const given = jobs.map((job) => ({ id: randomUUID(), job }));
    const rows = given.map(
      ({ id, job }): JobInsert => ({
        id,
        data: job,
        priority: priorityOf(job),
        singletonKey: keyOf(job),
        group: { id: String(job.installation) },
        ...(startAfter === undefined ? {} : { startAfter }),
      }),
    );
    const added = new Set(await this.#boss.insert(NAME, rows, { db, returnId: true }));
    for (const { id, job } of given) {
      const again = 'again' in job && job.again !== undefined;
      const urgent = job.kind === 'head' && job.reason !== 'backfill';
      if (added.has(id) || !(again || urgent)) continue;
      await this.#boss.update(NAME, job, { singletonKey: keyOf(job), priority: priorityOf(job), startAfter: 0, db });
    }
    return given.filter(({ id }) => added.has(id)).map(({ job }) => job);
  }

  /**
   * Takes the next job: the most urgent, then the oldest, but none whose key is being worked on, and none of an
   * installation that has its share already.
   * @param resting installations that must wait
   */
  async take(resting: readonly string[], leastPriority?: number): Promise<Claim | null> {
    const db: Db = { executeSql: (text, values) => this.#store.executeSql(withoutActive(text), values) };
    const [held] = await this.#boss.fetch<Job>(NAME, {
      db,
      groupConcurrency: this.#options.perInstallation,
      ...(resting.length === 0 ? {} : { ignoreGroups: [...resting] }),
      ...(leastPriority === undefined ? {} : { minPriority: leastPriority }),
    });
    return held === undefined ? null : claimOf(held);
  }

  /** Ends a job well, as part of a transaction. @returns false when the job was taken away meanwhile */
  async done(claim: Claim, queries: Queries = this.#store): Promise<boolean> {
    return affected(await this.#boss.complete(NAME, claim.attempt, null, { db: asDb(queries) }));
  }

  /** Puts a job off without counting it as a failure. */
  async postpone(claim: Claim, until: Date): Promise<void> {
    await this.#store.transaction(async (t) => {
      if (await this.done(claim, t)) await this.add([claim.job], t, until);
    });
  }

  /** Ends a job badly: it is tried again after a while, and after too many times it lies with the dead. */
  async fail(claim: Claim, problem: string): Promise<void> {
    await this.#boss.fail(NAME, claim.attempt, { message: problem });
  }

  /** Says of jobs that they are still worked on. */
  async touch(claims: readonly Claim[]): Promise<void> {
    if (claims.length > 0)
      await this.#boss.touch(
        NAME,
        claims.map(({ attempt }) => attempt),
      );
  }

  /**
   * Gives jobs back that a former process of this folder was working on. Only for a database that no other process uses.
   */
  async reclaim(): Promise<number> {
    const job = `${SCHEMA}.job`;
    const { rows } = await this.#store.executeSql(`
      with doubled as (
        delete from ${job} a where a.name = '${NAME}' and a.state = 'active' and exists (
          select 1 from ${job} b where b.name = a.name and b.singleton_key = a.singleton_key and b.state = 'retry'
        )
      )
      update ${job} a set state = 'retry', started_on = null, start_after = now()
      where a.name = '${NAME}' and a.state = 'active' and not exists (
        select 1 from ${job} b where b.name = a.name and b.singleton_key = a.singleton_key and b.state = 'retry'
      )
      returning a.id`);
    return rows.length;
  }

  async depth(): Promise<Depth> {
    const { rows } = await this.#store.executeSql(`
      select
        count(*) filter (where name = '${NAME}' and state in ('created', 'retry')) as waiting,
        count(*) filter (where name = '${NAME}' and state = 'active') as active,
        count(*) filter (where name = '${DEAD}' and state = 'created') as dead,
        coalesce(extract(epoch from now() - min(created_on) filter (
          where name = '${NAME}' and state in ('created', 'retry') and start_after <= now())), 0) as age
      from ${SCHEMA}.job where name in ('${NAME}', '${DEAD}')`);
    const [{ waiting, active, dead, age } = {}] = rows;
    return { waiting: Number(waiting), active: Number(active), dead: Number(dead), age: Number(age) };
  }

  /** The jobs that failed for good, of one installation or of all, oldest first. */
  async dead(installation?: number): Promise<readonly DeadJob[]> {
    const jobs = await this.#boss.findJobs<Job>(DEAD, {
      queued: true,
      ...(installation === undefined ? {} : { data: { installation } }),
    });
    return jobs.map(deadJobOf).sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  /** Puts dead jobs back to work, all of them where none is named. @returns how many */
  async replay(ids?: readonly string[]): Promise<number> {
    return await this.#boss.redrive(DEAD, ids === undefined ? {} : { ids: [...ids] });
  }

  /** Deletes what is to be done for an installation that is gone. */
  async forget(installation: number, queries: Queries = this.#store): Promise<void> {
    await queries.executeSql(
      `delete from ${SCHEMA}.job where name in ('${NAME}', '${DEAD}') and state <> 'active' and data->>'installation' = $1`,
      [String(installation)],
    );
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false, close: false });
  }
}

/** The policy's index refuses a second active job of a key, and the whole fetch with it: such jobs are not looked at. */
function withoutActive(text: string): string {
  const hook = 'NOT j.blocked';
  if (!text.includes(hook)) throw new Error('pg-boss fetches jobs in another way than this version did');
  return text.replace(
    hook,
    `${hook} AND NOT EXISTS (SELECT 1 FROM ${SCHEMA}.job a WHERE a.name = j.name AND a.state = 'active' AND a.singleton_key = j.singleton_key)`,
  );
}

function asDb(queries: Queries): Db {
  return { executeSql: (text, values) => queries.executeSql(text, values) };
}

function claimOf({ id, retryCount, data }: Held<Job>): Claim {
  return { id, retryCount, job: data, attempt: { id, retryCount } };
}

function deadJobOf({ id, data, createdOn, sourceOutput }: JobWithMetadata<Job>): DeadJob {
  const { message } = (sourceOutput ?? {}) as { message?: unknown };
  return { id, job: data, at: createdOn, problem: typeof message === 'string' ? message : 'no reason is known' };
}

function affected(response: unknown): boolean {
  return Number((response as { readonly affected?: number }).affected ?? 0) > 0;
}
