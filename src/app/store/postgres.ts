import pg from 'pg';
import type { Engine, Rows, Session } from './engine.ts';

const int8 = 20;

/** Counts and GitHub's ids stay below 2^53, so they are numbers here as they are in the embedded database. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === int8 && format !== 'binary' ? (text: string) => Number(text) : pg.types.getTypeParser(oid, format),
};

/**
 * A PostgreSQL server behind a pool of connections.
 * @param fail hears of connections that broke while nobody used them
 */
export function postgres(connectionString: string, most = 10, fail: (error: Error) => void = () => {}): Engine {
  const pool = new pg.Pool({ connectionString, max: most, types, application_name: 'mlready' });
  pool.on('error', fail);
  return {
    kind: 'postgres',
    open: async (): Promise<Session> => {
      const client = await pool.connect();
      // A client that is taken out has no listener of the pool's, and an unheard error ends the process.
      let broke: Error | undefined;
      const hear = (error: Error): void => {
        broke ??= error;
      };
      client.on('error', hear);
      let held = true;
      return {
        run: async (text, values = []) =>
          rowsOf(await client.query(text, values.length === 0 ? undefined : [...values])),
        release: (broken = false) => {
          if (!held) return;
          held = false;
          client.off('error', hear);
          client.release(broke ?? broken);
        },
      };
    },
    close: () => pool.end(),
  };
}

/** Several statements give several results; their rows are one list, as the embedded database has it. */
function rowsOf(result: pg.QueryResult | readonly pg.QueryResult[]): Rows {
  const results = Array.isArray(result) ? (result as readonly pg.QueryResult[]) : [result as pg.QueryResult];
  return { rows: results.flatMap(({ rows }) => rows ?? []), touched: results.at(-1)?.rowCount ?? 0 };
}
