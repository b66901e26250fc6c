import type { Report } from '../../model.ts';
import type { Queries } from './database.ts';
import { pack, unpack } from './packed.ts';
import { keepRuleSet, ruleSetOf, ruleSets } from './rule-set.ts';
import type { Repository } from './schema.ts';
import { turnsBetween } from './turns.ts';
import { verdictLetters } from './verdicts.ts';

export interface AuditData {
  readonly repositoryId: number;
  readonly commit: string;
  /** The branch whose tip was audited; null for a pull request. */
  readonly branch: string | null;
  readonly pullRequest: number | null;
  readonly at: Date;
  /** What brought it about: `push`, `pull_request`, `backfill`, … */
  readonly reason: string;
  readonly report: Report;
}

/**
 * Keeps an audit. One of the default branch becomes the repository's latest, unless a later one is kept already. The
 * same report of the same commit is kept once, however often the job runs. Call it inside a transaction.
 * @returns its id, or null when the repository is not (or no longer) known
 */
export async function recordAudit(t: Queries, audit: AuditData): Promise<number | null> {
  const { db } = t;
  const { bytes, digest } = await pack(audit.report);
  const ruleSet = ruleSetOf(audit.report);
  const repository = await db
    .selectFrom('repositories')
    .selectAll()
    .where('id', '=', audit.repositoryId)
    .forUpdate()
    .executeTakeFirst();
  if (repository === undefined) return null;
  const history = audit.pullRequest === null && audit.branch === repository.defaultBranch;
  const same = await db
    .selectFrom('audits')
    .select('id')
    .where('repositoryId', '=', audit.repositoryId)
    .where('commit', '=', audit.commit)
    .where('digest', '=', digest)
    .where('history', '=', history)
    .where('pullRequest', 'is not distinct from', audit.pullRequest)
    .executeTakeFirst();
  if (same !== undefined && (!history || same.id === repository.auditId)) return same.id;
  await keepRuleSet(t, ruleSet);
  const latest = history && (repository.auditedAt === null || audit.at >= repository.auditedAt);
  const { report } = audit;
  const verdicts = verdictLetters(report);
  const { id } = await db
    .insertInto('audits')
    .values({
      repositoryId: audit.repositoryId,
      commit: audit.commit,
      branch: audit.branch,
      pullRequest: audit.pullRequest,
      history,
      at: audit.at,
      reason: audit.reason,
      ml: report.ml,
      profile: report.profile,
      score: report.score,
      grade: report.grade,
      apply: report.counts.apply,
      passes: report.counts.pass,
      fails: report.counts.fail,
      unknown: report.counts.unknown,
      waived: report.counts.waived,
      ruleSet: ruleSet.id,
      verdicts,
      scoreDelta: latest ? (report.score ?? 0) - (repository.score ?? 0) : 0,
      scoredDelta: latest ? scored(report.score) - scored(repository.score) : 0,
      digest,
      report: bytes,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (!latest) return id;
  await keepTurns(t, id, audit, repository, verdicts);
  await db
    .updateTable('repositories')
    .set({
      auditId: id,
      commit: audit.commit,
      auditedAt: audit.at,
      ml: report.ml,
      profile: report.profile,
      score: report.score,
      grade: report.grade,
      passes: report.counts.pass,
      fails: report.counts.fail,
      scoreChange: report.score === null || repository.score === null ? null : report.score - repository.score,
      ruleSet: ruleSet.id,
      verdicts,
      problem: null,
    })
    .where('id', '=', audit.repositoryId)
    .execute();
  return id;
}

async function keepTurns(
  t: Queries,
  auditId: number,
  { repositoryId, at, report }: AuditData,
  before: Repository,
  verdicts: string,
): Promise<void> {
  if (before.verdicts === null || before.ruleSet === null) return;
  const names = (await ruleSets(t, [before.ruleSet])).get(before.ruleSet);
  if (names === undefined) return;
  const turns = turnsBetween(names, before.verdicts, ruleSetOf(report).names, verdicts);
  if (turns.length === 0) return;
  await t.db
    .insertInto('turns')
    .values(turns.map((turn) => ({ ...turn, auditId, repositoryId, at })))
    .execute();
}

function scored(score: number | null): number {
  return score === null ? 0 : 1;
}

/** The commit of the latest audit of a default branch: an unchanged head need not be audited again. */
export async function auditedCommit({ db }: Queries, repositoryId: number): Promise<string | null> {
  const row = await db.selectFrom('repositories').select('commit').where('id', '=', repositoryId).executeTakeFirst();
  return row?.commit ?? null;
}

/** The report of one audit. */
export async function reportOf({ db }: Queries, auditId: number): Promise<Report | null> {
  const row = await db.selectFrom('audits').select('report').where('id', '=', auditId).executeTakeFirst();
  return row === undefined ? null : await unpack(row.report);
}

/** The newest kept report of a commit, such as a base that was audited before. */
export async function reportOfCommit(
  { db }: Queries,
  repositoryId: number,
  commit: string,
): Promise<{ readonly at: Date; readonly report: Report } | null> {
  const row = await db
    .selectFrom('audits')
    .select(['at', 'report'])
    .where('repositoryId', '=', repositoryId)
    .where('commit', '=', commit)
    .orderBy('at', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : { at: row.at, report: await unpack(row.report) };
}
