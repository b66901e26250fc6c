import { CamelCasePlugin, CompiledQuery, Kysely, Migrator } from 'kysely';
import { dialect, insideTransaction, transactionAround } from './dialect.ts';
import type { Engine } from './engine.ts';
import { migrations } from './migrations/index.ts';
import { pglite } from './pglite.ts';
import { postgres } from './postgres.ts';
import type { Schema } from './schema.ts';

/** What every function of the store takes first: the store itself, or what a transaction gives. */
export interface Queries {
  readonly db: Kysely<Schema>;
  /**
   * Plain SQL on the same connection, with `$1` placeholders; several statements where there are no values. It has the
   * shape of pg-boss's database, so a job sent through it belongs to the transaction.
   */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export interface Store extends Queries {
  readonly kind: Engine['kind'];
  /** Runs `body` in one transaction, which is undone when it throws. Inside, only its own queries may be used. */
  transaction<T>(body: (t: Queries) => Promise<T>): Promise<T>;
  /** In-process notifications of the embedded database, in the shape of pg-boss's; absent on a server. */
  readonly listen?: (
    channel: string,
    hear: (payload: string) => void,
    reconnected: () => void,
  ) => Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}

/** Where the store is: a folder for the embedded database (`null`: in memory), or the address of a PostgreSQL server. */
export type StoreAddress =
  | { readonly folder: string | null }
  | { readonly url: string; readonly connections?: number; readonly onError?: (error: Error) => void };

/**
 * Opens the store and brings its tables to the newest version.
 * @throws when the database cannot be reached, or was made by a newer version
 */
export async function openStore(address: StoreAddress): Promise<Store> {
  const engine =
    'url' in address ? postgres(address.url, address.connections, address.onError) : await pglite(address.folder);
  const db = new Kysely<Schema>({
    dialect: dialect(engine),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const { listen } = engine;
  const outside = queriesOn(db);
  return {
    kind: engine.kind,
    db,
    executeSql: (text, values) => {
      // pg-boss reads its list of queues outside of the transaction that a job is sent in.
      const around = engine.kind === 'pglite' ? (transactionAround() as Queries | undefined) : undefined;
      return (around ?? outside).executeSql(text, values);
    },
    transaction: (body) => db.transaction().execute((transaction) => insideTransaction(queriesOn(transaction), body)),
    ...(listen === undefined
      ? {}
      : {
          listen: async (channel, hear, reconnected) => {
            const close = await listen(channel, hear);
            reconnected();
            return { close };
          },
        }),
    close: () => db.destroy(),
  };
}

function queriesOn(db: Kysely<Schema>): Queries {
  // pg-boss reads its own columns by their own names.
  const plain = db.withoutPlugins();
  return {
    db,
    executeSql: async (text, values = []) => {
      const { rows } = await plain.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values));
      return { rows };
    },
  };
}

async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'store_migrations',
    migrationLockTableName: 'store_migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
