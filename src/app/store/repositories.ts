import type { Queries } from './database.ts';
import type { Repository } from './schema.ts';

export interface RepositoryData {
  readonly id: number;
  readonly installationId: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly topics: readonly string[];
  readonly defaultBranch: string;
}

/** Adds a repository, or brings what is known of it up to date: its name and its installation, too, for the id decides. */
export async function upsertRepository(t: Queries, data: RepositoryData): Promise<void> {
  await upsertRepositories(t, [data]);
}

/** Many at once, as a backfill finds them. */
export async function upsertRepositories({ db }: Queries, all: readonly RepositoryData[]): Promise<void> {
  for (let start = 0; start < all.length; start += 500) {
    await db
      .insertInto('repositories')
      .values(all.slice(start, start + 500).map((data) => ({ ...data, topics: [...data.topics] })))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          installationId: ref('excluded.installationId'),
          owner: ref('excluded.owner'),
          name: ref('excluded.name'),
          private: ref('excluded.private'),
          archived: ref('excluded.archived'),
          topics: ref('excluded.topics'),
          defaultBranch: ref('excluded.defaultBranch'),
          updatedAt: new Date(),
        })),
      )
      .execute();
  }
}

/** What events tell of a repository one by one: that it was renamed, transferred, archived, made private, … */
export type RepositoryChange = Partial<Omit<RepositoryData, 'id'>>;

/** @returns whether the repository is known */
export async function changeRepository({ db }: Queries, id: number, change: RepositoryChange): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('repositories')
    .set({ ...change, updatedAt: new Date() })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function renameRepository(t: Queries, id: number, owner: string, name: string): Promise<boolean> {
  return await changeRepository(t, id, { owner, name });
}

/** Why it could not be audited, in one line fit for people; `null` when that is over. */
export async function repositoryProblem({ db }: Queries, id: number, problem: string | null): Promise<void> {
  await db.updateTable('repositories').set({ problem }).where('id', '=', id).execute();
}

/** Deletes repositories with their audits. */
export async function deleteRepositories({ db }: Queries, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .deleteFrom('repositories')
    .where('id', 'in', [...ids])
    .execute();
}

/** Deletes what an installation no longer holds, after all that it holds were listed. @returns ids of the deleted */
export async function deleteOtherRepositories(
  t: Queries,
  installationId: number,
  kept: readonly number[],
): Promise<readonly number[]> {
  const keep = new Set(kept);
  const all = t.db.selectFrom('repositories').select('id').where('installationId', '=', installationId);
  const gone = (await all.execute()).map(({ id }) => id).filter((id) => !keep.has(id));
  for (let start = 0; start < gone.length; start += 500) await deleteRepositories(t, gone.slice(start, start + 500));
  return gone;
}

export async function repository({ db }: Queries, id: number): Promise<Repository | undefined> {
  return await db.selectFrom('repositories').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The repository of a name, in any case; after a swap of names the one that was heard of last. */
export async function repositoryNamed({ db }: Queries, owner: string, name: string): Promise<Repository | undefined> {
  return await db
    .selectFrom('repositories')
    .selectAll()
    .where((where) => where(where.fn<string>('lower', ['owner']), '=', owner.toLowerCase()))
    .where((where) => where(where.fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .orderBy('updatedAt', 'desc')
    .executeTakeFirst();
}

/** All of an installation, by name: 5,000 of them are a few megabytes. */
export async function repositoriesOf({ db }: Queries, installationId: number): Promise<readonly Repository[]> {
  return await db
    .selectFrom('repositories')
    .selectAll()
    .where('installationId', '=', installationId)
    .orderBy('name')
    .execute();
}
