import type { Handler } from '../server/http.ts';
import type { Store } from '../store/database.ts';
import type { Metrics } from './metrics.ts';

/** A database that does not answer in this time is not there, in ms. */
const PATIENCE = 3000;

/** What whoever runs the App asks it. */
export function operations(store: Store, metrics: Metrics, isStopping: () => boolean): ReadonlyMap<string, Handler> {
  const answer =
    (status: number, text: string): Handler =>
    (_, response) => {
      response
        .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
        .end(`${text}\n`);
    };
  return new Map<string, Handler>([
    ['GET /healthz', answer(200, 'alive')],
    [
      'GET /readyz',
      async (request, response) => {
        if (isStopping()) return answer(503, 'stopping')(request, response);
        const ready = await answers(store);
        return answer(ready ? 200 : 503, ready ? 'ready' : 'the database does not answer')(request, response);
      },
    ],
    [
      'GET /metrics',
      async (_, response) => {
        const text = await metrics.registry.metrics();
        response
          .writeHead(200, { 'content-type': metrics.registry.contentType, 'cache-control': 'no-store' })
          .end(text);
      },
    ],
  ]);
}

async function answers(store: Store): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const asked = store.executeSql('select 1').then(
    () => true,
    () => false,
  );
  const ready = await Promise.race([asked, late]);
  clearTimeout(timer);
  return ready;
}
