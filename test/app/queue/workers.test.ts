import { describe, expect, it, onTestFinished } from 'vitest';
import { Budgets } from '../../../src/app/github/budget.ts';
import { Metrics } from '../../../src/app/operations/metrics.ts';
import type { Parts } from '../../../src/app/parts.ts';
import type { Job } from '../../../src/app/queue/job.ts';
import { Queue } from '../../../src/app/queue/queue.ts';
import { Workers } from '../../../src/app/queue/workers.ts';
import { openStore } from '../../../src/app/store/database.ts';
import { postgresMissing, startPostgres } from '../postgres.ts';
import { until } from '../process.ts';

const missing = postgresMissing();
const silent = { child: () => silent, info: () => {}, warn: () => {}, error: () => {} };
const JOBS = 1000;

describe.skipIf(missing !== null)(`workers on one PostgreSQL${missing === null ? '' : ` SKIPPED: ${missing}`}`, () => {
  it('share a thousand jobs, and do none of them twice', async () => {
    const server = await startPostgres();
    onTestFinished(() => server.stop());
    const url = await server.database();
    const done = new Map<string, number>();
    const shares = [0, 0];
    const team = await Promise.all(
      shares.map(async (_, index) => {
        const store = await openStore({ url });
        const queue = await Queue.open(store, { heartbeat: 60, perInstallation: 16 });
        const github = { budgets: new Budgets() };
        const parts = { settings: { heartbeat: 60 }, log: silent, store, queue, github, metrics: new Metrics() };
        const workers = new Workers(parts as unknown as Parts, 4, async (_, job) => {
          const key = 'number' in job ? String(job.number) : '';
          done.set(key, (done.get(key) ?? 0) + 1);
          shares[index] = (shares[index] ?? 0) + 1;
          await new Promise((resolve) => setTimeout(resolve, 2));
          return { done: 'nothing' };
        });
        return { store, queue, workers };
      }),
    );
    const jobs = Array.from(
      { length: JOBS },
      (_, number): Job => ({
        kind: 'pull',
        installation: (number % 7) + 1,
        owner: 'acme',
        repo: 'churn',
        repository: 1,
        number,
        delivery: null,
      }),
    );
    await team[0]?.queue.add(jobs);
    for (const { workers } of team) workers.start();
    await until(async () => {
      const depth = await team[0]?.queue.depth();
      return depth?.waiting === 0 && depth.active === 0;
    }, 100_000);
    for (const { workers, queue, store } of team) {
      await workers.stop(5000);
      await queue.close();
      await store.close();
    }
    expect(done.size).toBe(JOBS);
    expect([...done.values()].filter((times) => times > 1)).toEqual([]);
    for (const share of shares) expect(share).toBeGreaterThan(JOBS / 10);
  });
});
