import { join } from 'node:path';
import { UsageError } from '../surface/exit.ts';
import { print } from '../surface/output.ts';
import type { Act } from './acts.ts';
import { lockFolder } from './lock.ts';
import { keyOf } from './queue/job.ts';
import { Queue } from './queue/queue.ts';
import type { Settings } from './settings.ts';
import { openStore, type Store } from './store/database.ts';
import { exported } from './store/export.ts';
import { installationOf } from './store/installations.ts';

/**
 * What whoever runs the App does with its database: `export [ACCOUNT]`, `dead` lists jobs that failed for good, and
 * `replay [JOB…]` puts them back to work. The embedded database serves one process: the App must not run meanwhile.
 * @throws UsageError
 */
export async function administer(settings: Settings, act: Act, args: readonly string[]): Promise<void> {
  const embedded = settings.databaseUrl === null;
  const unlock = embedded ? lockFolder(settings.data) : () => {};
  try {
    const store = await openStore(
      settings.databaseUrl === null
        ? { folder: join(settings.data, 'database') }
        : { url: settings.databaseUrl, connections: 4 },
    );
    try {
      if (act === 'export') await writeOut(store, args[0]);
      else await withQueue(store, settings, (queue) => (act === 'dead' ? list(queue) : replay(queue, args)));
    } finally {
      await store.close();
    }
  } finally {
    unlock();
  }
}

async function writeOut(store: Store, account: string | undefined): Promise<void> {
  const found = account === undefined ? undefined : await installationOf(store, account);
  if (account !== undefined && found === undefined) throw new UsageError(`there is no installation on ${account}`);
  for await (const line of exported(store, found?.id)) await print(line);
}

async function withQueue(store: Store, settings: Settings, use: (queue: Queue) => Promise<void>): Promise<void> {
  const queue = await Queue.open(store, settings);
  try {
    await use(queue);
  } finally {
    await queue.close();
  }
}

async function list(queue: Queue): Promise<void> {
  for (const { id, job, at, problem } of await queue.dead()) {
    await print(`${id}  ${at.toISOString()}  installation ${job.installation}  ${keyOf(job)}  ${problem}\n`);
  }
}

async function replay(queue: Queue, ids: readonly string[]): Promise<void> {
  const moved = await queue.replay(ids.length === 0 ? undefined : ids);
  await print(`${moved} ${moved === 1 ? 'job' : 'jobs'} put back to work\n`);
}
