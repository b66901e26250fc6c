import { sql } from 'kysely';
import type { Queries } from './database.ts';

/**
 * Deletes audits from before `before`, but never the latest of a repository; of all installations, or of one.
 * Settled deliveries of that time go, too, when all installations are meant.
 * @returns how many audits were deleted
 */
export async function deleteOldAudits({ db }: Queries, before: Date, installationId?: number): Promise<number> {
  const latest = db.selectFrom('repositories').select('auditId').where('auditId', 'is not', null);
  let audits = db.deleteFrom('audits').where('at', '<', before).where('id', 'not in', latest);
  if (installationId === undefined) {
    await db.deleteFrom('deliveries').where('receivedAt', '<', before).where('state', '<>', 'received').execute();
  } else {
    const own = db.selectFrom('repositories').select('id').where('installationId', '=', installationId);
    audits = audits.where('repositoryId', 'in', own);
  }
  const { numDeletedRows } = await audits.executeTakeFirst();
  await db
    .deleteFrom('ruleSets')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('audits').select(sql`1`.as('one')).whereRef('audits.ruleSet', '=', 'ruleSets.id'))),
    )
    .execute();
  return Number(numDeletedRows);
}
