import type { Parts } from '../parts.ts';
import type { Inbox } from '../server/inbox.ts';
import { knownDeliveries } from '../store/deliveries.ts';

/** GitHub keeps deliveries for three days. */
const MOST_PAGES = 100;

interface Listed {
  readonly id: number;
  readonly guid: string;
  readonly delivered_at: string;
  readonly event: string;
}

/**
 * Takes in what GitHub could not deliver, from its list of deliveries back to the time `since`. Rejects with the error of
 * the API; what was taken in until then counts.
 * @returns how many were missed
 */
export async function sweep({ github, store }: Parts, inbox: Inbox, since: Date): Promise<number> {
  const api = await github.app();
  let missed = 0;
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, headers } = await api.request('GET /app/hook/deliveries', {
      per_page: 100,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const listed = data as unknown as readonly Listed[];
    const there = await knownDeliveries(
      store,
      listed.map(({ guid }) => guid),
    );
    const taken = new Set<string>();
    for (const { id, guid, event } of listed) {
      if (there.has(guid) || taken.has(guid)) continue;
      taken.add(guid);
      const { data: delivery } = await api.request('GET /app/hook/deliveries/{delivery_id}', { delivery_id: id });
      const { payload } = (delivery as { readonly request: { readonly payload: unknown } }).request;
      const read = typeof payload === 'string' ? JSON.parse(payload) : payload;
      if (await inbox.take({ id: guid, event, payload: read ?? {} })) missed += 1;
    }
    const last = listed.at(-1);
    cursor = /[?&]cursor=([^&>]+)[^>]*>; rel="next"/.exec(headers.link ?? '')?.[1];
    if (cursor === undefined || last === undefined || new Date(last.delivered_at) < since) break;
    cursor = decodeURIComponent(cursor);
  }
  return missed;
}
