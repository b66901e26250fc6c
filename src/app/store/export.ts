import type { Queries } from './database.ts';
import { unpack } from './packed.ts';

const page = 100;

/**
 * Everything that is known through one installation, or all, one JSON value a line: installations, then repositories, then
 * audits with their reports, then the log of acts. Sessions and tokens are not part of it.
 */
export async function* exported({ db }: Queries, installationId?: number): AsyncIterable<string> {
  const installations = db.selectFrom('installations').selectAll().orderBy('id');
  const chosen = installationId === undefined ? installations : installations.where('id', '=', installationId);
  for (const installation of await chosen.execute()) {
    yield line('installation', installation);
    const repositories = await db
      .selectFrom('repositories')
      .selectAll()
      .where('installationId', '=', installation.id)
      .orderBy('id')
      .execute();
    for (const { verdicts: _, ruleSet: __, ...repository } of repositories) yield line('repository', repository);
    for (let after = 0; ; ) {
      const audits = await db
        .selectFrom('audits')
        .innerJoin('repositories', 'repositories.id', 'audits.repositoryId')
        .select(['audits.id', 'audits.repositoryId', 'audits.commit', 'audits.branch', 'audits.pullRequest'])
        .select(['audits.at', 'audits.reason', 'audits.report'])
        .where('repositories.installationId', '=', installation.id)
        .where('audits.id', '>', after)
        .orderBy('audits.id')
        .limit(page)
        .execute();
      for (const { report, ...audit } of audits) yield line('audit', { ...audit, report: await unpack(report) });
      const last = audits.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
    const acts = await db
      .selectFrom('acts')
      .selectAll()
      .where('installationId', '=', installation.id)
      .orderBy('id')
      .execute();
    for (const act of acts) yield line('act', act);
  }
}

function line(kind: string, value: object): string {
  return `${JSON.stringify({ kind, ...value })}\n`;
}
