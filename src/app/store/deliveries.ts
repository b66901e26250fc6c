import type { Queries } from './database.ts';
import type { Delivery } from './schema.ts';

export interface DeliveryData {
  readonly id: string;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
}

/** Notes a delivery as received. @returns false when it was known: then there is nothing more to do */
export async function recordDelivery({ db }: Queries, delivery: DeliveryData): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('deliveries')
    .values({ ...delivery, state: 'received' })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** Notes what became of a delivery; `problem` says why it failed. */
export async function settleDelivery(
  { db }: Queries,
  id: string,
  state: Exclude<Delivery['state'], 'received'>,
  problem: string | null = null,
): Promise<void> {
  await db.updateTable('deliveries').set({ state, problem, settledAt: new Date() }).where('id', '=', id).execute();
}

/** Which of these delivery ids are known; the others were missed. */
export async function knownDeliveries({ db }: Queries, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function delivery({ db }: Queries, id: string): Promise<Delivery | undefined> {
  return await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
}

/** When the newest delivery came, for the age of webhooks in the metrics. */
export async function latestDelivery({ db }: Queries): Promise<Date | null> {
  const { at } = await db
    .selectFrom('deliveries')
    .select(({ fn }) => fn.max('receivedAt').as('at'))
    .executeTakeFirstOrThrow();
  return at ?? null;
}
