import type { Queries } from './database.ts';
import type { Installation } from './schema.ts';

export interface InstallationData {
  readonly id: number;
  readonly accountId: number;
  readonly account: string;
  readonly accountType: Installation['accountType'];
}

/** Adds an installation, or brings what is known of it up to date. */
export async function upsertInstallation({ db }: Queries, data: InstallationData): Promise<void> {
  const { id, ...rest } = data;
  await db
    .insertInto('installations')
    .values({ ...data, suspendedAt: null })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute();
  const renamed = db.updateTable('repositories').set({ owner: data.account });
  await renamed.where('installationId', '=', id).where('owner', '<>', data.account).execute();
}

export async function suspendInstallation({ db }: Queries, id: number, at: Date | null): Promise<void> {
  await db.updateTable('installations').set({ suspendedAt: at }).where('id', '=', id).execute();
}

/** Notes that all repositories of an installation were listed. */
export async function installationSynced({ db }: Queries, id: number, at: Date): Promise<void> {
  await db.updateTable('installations').set({ syncedAt: at }).where('id', '=', id).execute();
}

/** Deletes an installation with everything that is known through it: repositories, audits, deliveries, log, settings. */
export async function deleteInstallation({ db }: Queries, id: number): Promise<void> {
  await db.deleteFrom('installations').where('id', '=', id).execute();
  await db.deleteFrom('settings').where('scope', '=', id).execute();
  // What is not yet done stays, so that GitHub's redelivery of the very deletion is known again.
  const done = db.deleteFrom('deliveries').where('installationId', '=', id);
  await done.where('state', '<>', 'received').execute();
}

export async function installation({ db }: Queries, id: number): Promise<Installation | undefined> {
  return await db.selectFrom('installations').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function installations({ db }: Queries): Promise<readonly Installation[]> {
  return await db.selectFrom('installations').selectAll().orderBy('account').execute();
}

/** The installation on an account, by its login in any case. */
export async function installationOf({ db }: Queries, account: string): Promise<Installation | undefined> {
  return await db
    .selectFrom('installations')
    .selectAll()
    .where((where) => where(where.fn<string>('lower', ['account']), '=', account.toLowerCase()))
    .orderBy('createdAt', 'desc')
    .executeTakeFirst();
}
