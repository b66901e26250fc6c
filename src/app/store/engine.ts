/** Rows of a statement, and how many rows it touched where the engine can tell. */
export interface Rows {
  readonly rows: Record<string, unknown>[];
  readonly touched: number;
}

/** One connection, used by one caller at a time. Without values a text may hold several statements. */
export interface Session {
  run(text: string, values?: readonly unknown[]): Promise<Rows>;
  /** Gives the connection back; `broken` says that its state is unknown. */
  release(broken?: boolean): void;
}

/** The database below Kysely: embedded, or a server. Both speak PostgreSQL's SQL. */
export interface Engine {
  readonly kind: 'pglite' | 'postgres';
  open(): Promise<Session>;
  /** Hears notifications within this process; only where the engine needs no connection of its own for it. */
  listen?(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
