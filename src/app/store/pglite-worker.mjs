// PGlite runs here because it blocks the thread it runs on. Plain JavaScript: a worker starts without a compiler.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create(workerData.folder === null ? {} : { dataDir: workerData.folder });
const unlisten = new Map();

async function answer({ kind, text, values }) {
  if (kind === 'query') {
    const { rows, affectedRows } = await database.query(text, values);
    return { rows, touched: affectedRows ?? 0 };
  }
  if (kind === 'exec') {
    const results = await database.exec(text);
    return { rows: results.flatMap(({ rows }) => rows ?? []), touched: results.at(-1)?.affectedRows ?? 0 };
  }
  if (kind === 'listen') {
    unlisten.set(text, await database.listen(text, (payload) => parentPort.postMessage({ channel: text, payload })));
    return { rows: [], touched: 0 };
  }
  if (kind === 'unlisten') {
    await unlisten.get(text)?.();
    unlisten.delete(text);
    return { rows: [], touched: 0 };
  }
  await database.close();
  return { rows: [], touched: 0 };
}

parentPort.on('message', async ({ id, ...question }) => {
  try {
    parentPort.postMessage({ id, result: await answer(question) });
  } catch (error) {
    const { message, code, detail, constraint, table, column, severity } = error ?? {};
    parentPort.postMessage({
      id,
      problem: { message: String(message), code, detail, constraint, table, column, severity },
    });
  }
});
parentPort.postMessage({ ready: true });
