import { sql } from 'kysely';
import type { Queries } from './database.ts';
import type { Repository } from './schema.ts';

/** What the lists and figures of an organisation are made of. */
export type Row = Pick<
  Repository,
  | 'id'
  | 'owner'
  | 'name'
  | 'private'
  | 'archived'
  | 'topics'
  | 'problem'
  | 'auditedAt'
  | 'ml'
  | 'profile'
  | 'score'
  | 'grade'
  | 'passes'
  | 'fails'
  | 'scoreChange'
  | 'ruleSet'
  | 'verdicts'
>;

/** Every repository of an installation with its latest verdicts, by name. */
export async function rowsOf({ db }: Queries, installationId: number): Promise<readonly Row[]> {
  return await db
    .selectFrom('repositories')
    .select(['id', 'owner', 'name', 'private', 'archived', 'topics', 'problem', 'auditedAt', 'ml', 'profile', 'score'])
    .select(['grade', 'passes', 'fails', 'scoreChange', 'ruleSet', 'verdicts'])
    .where('installationId', '=', installationId)
    .orderBy('name')
    .execute();
}

/** By how much the sum of scores, and the number of repositories that have one, changed in a week. */
export interface WeekOfChange {
  /** The Monday on which it begins. */
  readonly week: Date;
  readonly score: number;
  readonly scored: number;
}

/** Changes by week, oldest first, of the given repositories. */
export async function changesByWeek(
  { db }: Queries,
  repositoryIds: readonly number[],
  since: Date,
): Promise<readonly WeekOfChange[]> {
  const week = sql<Date>`date_trunc('week', at, 'UTC')`;
  return await db
    .selectFrom('audits')
    .select(({ fn }) => [
      week.as('week'),
      fn.sum<number>('scoreDelta').as('score'),
      fn.sum<number>('scoredDelta').as('scored'),
    ])
    .where('history', '=', true)
    .where('at', '>=', since)
    .where(sql<boolean>`repository_id = any(${[...repositoryIds]}::bigint[])`)
    .groupBy(week)
    .orderBy(week)
    .execute();
}

/** A rule that began to fail. */
export interface Break {
  readonly repositoryId: number;
  readonly rule: string;
  readonly at: Date;
}

/** What began to fail since a day, newest first, in the given repositories. */
export async function breaksSince(
  { db }: Queries,
  repositoryIds: readonly number[],
  since: Date,
): Promise<readonly Break[]> {
  return await db
    .selectFrom('turns')
    .select(['repositoryId', 'rule', 'at'])
    .where('turn', '=', 'broke')
    .where('at', '>=', since)
    .where(sql<boolean>`repository_id = any(${[...repositoryIds]}::bigint[])`)
    .orderBy('at', 'desc')
    .limit(5000)
    .execute();
}
