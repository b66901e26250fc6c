import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Engine, Session } from './engine.ts';

class Connection implements DatabaseConnection {
  readonly #session: Session;
  #inTransaction = false;
  /** A transaction that failed to end leaves the connection in a state nobody knows. */
  #broken = false;

  constructor(session: Session) {
    this.#session = session;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { rows, touched } = await this.#session.run(sql, parameters);
      return { rows: rows as R[], numAffectedRows: BigInt(touched) };
    } catch (error) {
      // A text of several statements may have begun a transaction of its own; it must not outlive its failure.
      if (!this.#inTransaction) await this.#settle('rollback').catch(() => {});
      throw error;
    }
  }

  async begin(text: string): Promise<void> {
    await this.#session.run(text);
    this.#inTransaction = true;
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    await this.#settle(how);
    this.#inTransaction = false;
  }

  async #settle(how: 'commit' | 'rollback'): Promise<void> {
    this.#broken = true;
    await this.#session.run(how);
    this.#broken = false;
  }

  // biome-ignore lint/correctness/useYield: rows are never streamed
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are read in pages, not streamed');
  }

  release(): void {
    this.#session.release(this.#broken);
  }
}

/** What runs inside a transaction knows it, for on an engine with one connection asking outside of it would wait for ever. */
const within = new AsyncLocalStorage<{ open: boolean; readonly queries: unknown }>();

/** Runs `body` so that a use of the wrong handle inside a transaction is an error at once instead of a deadlock. */
export async function insideTransaction<T, Q>(queries: Q, body: (queries: Q) => Promise<T>): Promise<T> {
  const mark = { open: true, queries };
  try {
    return await within.run(mark, () => body(queries));
  } finally {
    mark.open = false;
  }
}

/** The queries of the transaction that the caller runs inside of, if any. */
export function transactionAround(): unknown {
  const mark = within.getStore();
  return mark?.open ? mark.queries : undefined;
}

class EngineDriver implements Driver {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    if (this.#engine.kind === 'pglite' && transactionAround() !== undefined) {
      throw new Error('inside a transaction, use the queries that it gives: the embedded database has one connection');
    }
    return new Connection(await this.#engine.open());
  }

  async beginTransaction(connection: Connection, { isolationLevel }: TransactionSettings): Promise<void> {
    await connection.begin(isolationLevel === undefined ? 'begin' : `begin isolation level ${isolationLevel}`);
  }

  async commitTransaction(connection: Connection): Promise<void> {
    await connection.end('commit');
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    await connection.end('rollback');
  }

  async releaseConnection(connection: Connection): Promise<void> {
    connection.release();
  }

  destroy(): Promise<void> {
    return this.#engine.close();
  }
}

/** Kysely on either engine. */
export function dialect(engine: Engine): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new EngineDriver(engine),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
