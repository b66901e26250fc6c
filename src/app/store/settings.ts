import type { Queries } from './database.ts';

/** The scope of what holds for the whole service. */
export const everywhere = 0;

/** A setting of an installation, or of the service; `undefined` where it was never made. */
export async function setting({ db }: Queries, scope: number, key: string): Promise<unknown> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value.value;
}

export async function keepSetting({ db }: Queries, scope: number, key: string, value: unknown): Promise<void> {
  const kept = JSON.stringify({ value });
  await db
    .insertInto('settings')
    .values({ scope, key, value: kept })
    .onConflict((conflict) => conflict.columns(['scope', 'key']).doUpdateSet({ value: kept }))
    .execute();
}
