import type { Report } from '../../model.ts';
import type { Queries } from './database.ts';
import { unpack } from './packed.ts';
import type { TurnTable } from './schema.ts';

/** One audit of a default branch. */
export interface HistoryEntry {
  readonly id: number;
  readonly commit: string;
  readonly at: Date;
  readonly reason: string;
  readonly score: number | null;
  readonly grade: Report['grade'];
  readonly passes: number;
  readonly fails: number;
  readonly broke: readonly string[];
  readonly fixed: readonly string[];
}

/** The newest audits of a repository's default branch, oldest first, with the rules that turned. */
export async function historyOf({ db }: Queries, repositoryId: number, most = 200): Promise<readonly HistoryEntry[]> {
  const audits = await db
    .selectFrom('audits')
    .select(['id', 'commit', 'at', 'reason', 'score', 'grade', 'passes', 'fails'])
    .where('repositoryId', '=', repositoryId)
    .where('history', '=', true)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  const oldest = audits.at(-1);
  if (oldest === undefined) return [];
  const turns = await db
    .selectFrom('turns')
    .select(['auditId', 'rule', 'turn'])
    .where('repositoryId', '=', repositoryId)
    .where('at', '>=', oldest.at)
    .orderBy('rule')
    .execute();
  const turned = (id: number, turn: TurnTable['turn']) =>
    turns.filter((one) => one.auditId === id && one.turn === turn).map(({ rule }) => rule);
  return audits.reverse().map((audit) => ({
    ...audit,
    broke: turned(audit.id, 'broke'),
    fixed: turned(audit.id, 'fixed'),
  }));
}

/** One audit with its report, if it is of that repository. */
export async function auditOf(
  { db }: Queries,
  repositoryId: number,
  auditId: number,
): Promise<{ readonly commit: string; readonly at: Date; readonly report: Report } | null> {
  const row = await db
    .selectFrom('audits')
    .select(['commit', 'at', 'report'])
    .where('repositoryId', '=', repositoryId)
    .where('id', '=', auditId)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, report: await unpack(row.report) };
}
