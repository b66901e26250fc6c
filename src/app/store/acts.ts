import type { Queries } from './database.ts';
import type { Act } from './schema.ts';

export type ActData = Omit<Act, 'id' | 'at'>;

/** Writes an administrative act into the log. */
export async function recordAct({ db }: Queries, act: ActData): Promise<void> {
  await db.insertInto('acts').values(act).execute();
}

/** The newest acts of an installation. */
export async function actsOf({ db }: Queries, installationId: number, most = 100): Promise<readonly Act[]> {
  return await db
    .selectFrom('acts')
    .selectAll()
    .where('installationId', '=', installationId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}
