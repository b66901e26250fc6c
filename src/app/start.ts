import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { AuditPool } from './audit/pool.ts';
import { GitHub } from './github/github.ts';
import { lockFolder } from './lock.ts';
import { Metrics } from './operations/metrics.ts';
import { operations } from './operations/routes.ts';
import { pages } from './pages.ts';
import type { Parts } from './parts.ts';
import { Policies } from './policy/policies.ts';
import { Queue } from './queue/queue.ts';
import { Workers } from './queue/workers.ts';
import { type Handler, listen } from './server/http.ts';
import { Inbox } from './server/inbox.ts';
import { Webhook } from './server/webhook.ts';
import type { Credentials, Settings } from './settings.ts';
import { openStore } from './store/database.ts';
import { Chores } from './work/chores.ts';
import { work } from './work/work.ts';

/** What the process waits for when it is told to stop, in ms; orchestrators kill after 30 seconds. */
const PATIENCE = 20_000;

/** Where GitHub sends webhooks: Probot's path, and the one that its setup page registers. */
const WEBHOOK_PATHS = ['/api/github/webhooks', '/'];

export interface Running {
  readonly port: number;
  /** Ends in good order: nothing that was acknowledged is lost, and what is under way is finished or given back. */
  stop(): Promise<void>;
}

/** Starts the App in one of its roles. @throws UsageError for a folder that is in use, and what the database says */
export async function start(settings: Settings, credentials: Credentials, version: string): Promise<Running> {
  const { role, databaseUrl } = settings;
  const unlock = databaseUrl === null ? lockFolder(settings.data) : () => {};
  const closing: (() => Promise<void> | void)[] = [unlock];
  const close = async () => {
    for (const one of closing.splice(0).reverse()) await one();
  };
  let stopping = false;
  try {
    const github = await GitHub.open(settings, credentials);
    const { log } = github;
    const store = await openStore(
      databaseUrl === null
        ? { folder: join(settings.data, 'database') }
        : { url: databaseUrl, onError: (error) => log.error({ err: error }, 'a connection to the database broke') },
    );
    closing.push(() => store.close());
    const queue = await Queue.open(store, {
      heartbeat: settings.heartbeat,
      perInstallation: settings.perInstallation,
      onError: (error) => log.error({ err: error }, 'the queue complains'),
    });
    closing.push(() => queue.close());
    if (databaseUrl === null) {
      const reclaimed = await queue.reclaim();
      if (reclaimed > 0) log.info({ jobs: reclaimed }, 'takes up what was interrupted');
    }
    const pool = new AuditPool(settings.threads);
    closing.push(() => pool.close());
    const metrics = new Metrics();
    metrics.watch(queue, store, github.budgets);
    const parts: Parts = {
      settings,
      version,
      log,
      github,
      store,
      queue,
      pool,
      policies: new Policies(store),
      metrics,
    };

    let wake = () => {};
    if (role !== 'web') {
      const workers = new Workers(parts, settings.threads * 2 + 2, work);
      workers.start();
      wake = () => workers.wake();
      closing.push(() => workers.stop(PATIENCE));
    }
    const routes = new Map(operations(store, metrics, () => stopping));
    let rest: RequestListener = (_, response) => void response.writeHead(404).end();
    if (role !== 'worker') {
      const inbox = new Inbox(store, queue, () => wake());
      const webhook = new Webhook(github, inbox, metrics);
      const handle: Handler = (request, response) => webhook.handle(request, response);
      for (const path of WEBHOOK_PATHS) routes.set(`POST ${path}`, handle);
      rest = await pages(parts, credentials, () => wake());
      const chores = new Chores(parts, inbox);
      await chores.start();
      closing.push(() => chores.stop());
      closing.push(() => inbox.settled());
    }
    const listening = await listen(settings, routes, rest, log);
    closing.push(() => listening.close(PATIENCE));
    log.info({ role, port: listening.port, database: store.kind }, 'ready');
    return {
      port: listening.port,
      stop: async () => {
        stopping = true;
        log.info('stopping');
        await close();
        log.info('stopped');
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves when the process is asked to end. */
export async function asked(): Promise<void> {
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
}
