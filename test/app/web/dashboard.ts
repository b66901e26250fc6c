import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { ruleBook } from '../../../scripts/rule-book.ts';
import { openStore, type Store, type StoreAddress } from '../../../src/app/store/database.ts';
import { webApp } from '../../../src/app/web/app.ts';
import type { DeadJob, Operations } from '../../../src/app/web/operations.ts';
import type { WebOptions } from '../../../src/app/web/web.ts';
import type { RuleBook } from '../../../src/model.ts';
import { probes } from '../../../src/probes/index.ts';
import { type FakeGitHub, type FakeInstallation, type FakeUser, fakeGitHub } from './fake-github.ts';
import { invent } from './invented.ts';

export const secret = 'a secret of the tests alone';

/** The dashboard over real HTTP, with a fake GitHub and an invented organisation. */
export interface Dashboard {
  readonly url: string;
  readonly store: Store;
  readonly github: FakeGitHub;
  readonly book: RuleBook;
  readonly operations: FakeOperations;
  /** Ids of the invented repositories. */
  readonly ids: readonly number[];
  /** Somebody who reads all of `acme`, and administers it. */
  readonly owner: FakeUser;
  /** The clock of the dashboard. */
  readonly clock: { now: Date };
  readonly errors: unknown[];
  close(): Promise<void>;
}

export interface FakeOperations extends Operations {
  readonly done: string[];
  dead: DeadJob[];
}

/** The rules of this repository, read once. */
const book = ruleBook(probes);

export const acme: FakeInstallation = { id: 7, account: { id: 70, login: 'acme', type: 'Organization' } };

export async function startDashboard(
  count: number,
  options: Partial<WebOptions> & {
    readonly address?: StoreAddress;
    readonly audits?: number;
    readonly port?: number;
  } = {},
): Promise<Dashboard> {
  const { address = { folder: null }, audits = 12, port = 0, ...web } = options;
  const clock = { now: new Date('2026-11-21T09:00:00Z') };
  const store = await openStore(address);
  const ids = await invent(store, book, { id: acme.id, account: 'acme', count, now: clock.now, audits });
  const github = await fakeGitHub([acme, { id: 8, account: { id: 80, login: 'globex', type: 'Organization' } }]);
  const operations = fakeOperations();
  const errors: unknown[] = [];
  // The port is known only once the server listens, and the app must know its own address.
  let app: ReturnType<typeof webApp> | null = null;
  const server = serve({
    fetch: (request, env) => app?.fetch(request, env) ?? new Response(null, { status: 503 }),
    port,
    hostname: '127.0.0.1',
  });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app = webApp({
    store,
    operations,
    book,
    github: { ...github.app, webUrl: github.url, apiUrl: github.url },
    secret,
    publicUrl: url,
    version: '0.1.0',
    now: () => clock.now,
    onError: (error) => errors.push(error),
    ...web,
  });
  return {
    url,
    store,
    github,
    book,
    operations,
    ids,
    owner: { id: 1, login: 'ann', reads: new Map([[acme.id, ids]]), administers: ['acme'] },
    clock,
    errors,
    close: async () => {
      await new Promise((resolve) => {
        if ('closeAllConnections' in server) server.closeAllConnections();
        server.close(resolve);
      });
      await github.close();
      await store.close();
    },
  };
}

function fakeOperations(): FakeOperations {
  const operations: FakeOperations = {
    done: [],
    dead: [],
    audit: async (id) => {
      operations.done.push(`audit ${id}`);
    },
    auditAll: async (id) => {
      operations.done.push(`audit all ${id}`);
    },
    deadJobs: async () => operations.dead,
    replay: async (_, job) => {
      operations.done.push(`replay ${job}`);
      operations.dead = operations.dead.filter(({ id }) => id !== job);
      return true;
    },
  };
  return operations;
}
