import { afterAll, beforeAll, describe } from 'vitest';
import { openStore, type Store } from '../../../src/app/store/database.ts';
import { type PostgresServer, postgresMissing, startPostgres } from '../postgres.ts';

/** Runs a suite on the embedded database and on a PostgreSQL server, each time with a way to open fresh stores. */
export function onBothEngines(title: string, suite: (open: () => Promise<Store>) => void): void {
  describe(`${title}, embedded`, () => {
    const stores: Store[] = [];
    afterAll(() => Promise.all(stores.map((store) => store.close())));
    suite(async () => {
      const store = await openStore({ folder: null });
      stores.push(store);
      return store;
    });
  });
  const missing = postgresMissing();
  describe.skipIf(missing !== null)(`${title}, PostgreSQL${missing === null ? '' : ` SKIPPED: ${missing}`}`, () => {
    const stores: Store[] = [];
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await server?.stop();
    });
    suite(async () => {
      const store = await openStore({ url: await server.database() });
      stores.push(store);
      return store;
    });
  });
}
