import type { Queries } from './database.ts';
import type { DeliveryData as Noted } from './deliveries.ts';

export interface DeliveryData extends Noted {
  /** `ignored` where nothing is to be done. */
  readonly state: 'received' | 'ignored';
}

/** Notes many deliveries at once. @returns the ids of those that were not known before */
export async function recordDeliveries(
  { db }: Queries,
  deliveries: readonly DeliveryData[],
): Promise<ReadonlySet<string>> {
  if (deliveries.length === 0) return new Set();
  const settledAt = new Date();
  const rows = await db
    .insertInto('deliveries')
    .values(deliveries.map((delivery) => ({ ...delivery, settledAt: delivery.state === 'ignored' ? settledAt : null })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}
