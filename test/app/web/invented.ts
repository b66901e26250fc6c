import type { Store } from '../../../src/app/store/database.ts';
import { upsertInstallation } from '../../../src/app/store/installations.ts';
import { pack } from '../../../src/app/store/packed.ts';
import { upsertRepositories } from '../../../src/app/store/repositories.ts';
import { keepRuleSet, ruleSetOf } from '../../../src/app/store/rule-set.ts';
import { turnsBetween } from '../../../src/app/store/turns.ts';
import { verdictLetters } from '../../../src/app/store/verdicts.ts';
import type { Outcome, ProfileName, Report, RuleBook } from '../../../src/model.ts';
import { chance } from './chance.ts';
import { inventedReport } from './invented-report.ts';

const subjects =
  'churn fraud demand credit pricing search ranking speech vision quality routing energy crop traffic claims'.split(
    ' ',
  );
const objects = 'model forecast detector features pipeline service baseline embeddings labels study scoring'.split(' ');
const topics = ['nlp', 'vision', 'tabular', 'time-series', 'production', 'research', 'team-risk', 'team-growth'];
const profiles: readonly ProfileName[] = ['service', 'portfolio', 'research', 'service', 'library'];
const week = 7 * 24 * 3600 * 1000;
const mostTemplates = 60;

interface Life {
  readonly profile: ProfileName;
  readonly audits: readonly {
    readonly at: Date;
    readonly report: Report;
    readonly verdicts: string;
    readonly bytes: Uint8Array;
    readonly digest: string;
  }[];
}

/**
 * Fills a store with an organisation of so many invented repositories, each audited `audits` times in the half year
 * before `now`. The first is public, the second archived, the third outside machine learning where there are more than ten.
 * @returns their ids
 */
export async function invent(
  store: Store,
  book: RuleBook,
  options: {
    readonly id: number;
    readonly account: string;
    readonly count: number;
    readonly now: Date;
    readonly audits?: number;
  },
): Promise<readonly number[]> {
  const { id: installationId, account, count, now, audits = 12 } = options;
  await upsertInstallation(store, {
    id: installationId,
    accountId: installationId * 10,
    account,
    accountType: 'Organization',
  });
  const lives: Life[] = [];
  for (let index = 0; index < Math.min(count, mostTemplates); index += 1) {
    lives.push(await invented(book, index + installationId * 1000, now, audits));
  }
  const pick = chance(installationId);
  const repositories = Array.from({ length: count }, (_, index) => ({
    id: installationId * 1_000_000 + index,
    installationId,
    owner: account,
    name: nameOf(index),
    private: index !== 0,
    archived: count > 10 && index === 1,
    topics: topics.filter(() => pick() < 0.18),
    defaultBranch: 'main',
  }));
  for (let start = 0; start < count; start += 500)
    await upsertRepositories(store, repositories.slice(start, start + 500));
  const names = lives[0]?.audits[0]?.report;
  if (names === undefined) return [];
  const ruleSet = ruleSetOf(names);
  await keepRuleSet(store, ruleSet);
  // Thousands of repositories with full reports would be gigabytes; their older audits have numbers alone.
  const stub = (await pack(names)).bytes;
  for (let start = 0; start < count; start += 100) {
    await store.transaction(async (t) => {
      for (let index = start; index < Math.min(start + 100, count); index += 1) {
        const life = lives[index % lives.length];
        if (life === undefined) continue;
        const repositoryId = repositories[index]?.id ?? 0;
        const shift = Math.floor(pick() * 5) * 24 * 3600 * 1000;
        const waiting = count > 10 && index === 3;
        if (waiting) continue;
        const rows = life.audits.map(({ at, report, verdicts, bytes, digest }, step) => ({
          repositoryId,
          commit: commitOf(index, step),
          branch: 'main',
          pullRequest: null,
          history: true,
          at: new Date(at.getTime() - shift),
          reason: step === 0 ? 'backfill' : 'push',
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
          scoreDelta: (report.score ?? 0) - (life.audits[step - 1]?.report.score ?? 0),
          scoredDelta: step === 0 ? 1 : 0,
          digest,
          report: count > 500 && step < life.audits.length - 1 ? stub : bytes,
        }));
        const ids = await t.db.insertInto('audits').values(rows).returning(['id', 'at', 'verdicts']).execute();
        const turns = ids.flatMap(({ id, at, verdicts }, step) =>
          step === 0
            ? []
            : turnsBetween(ruleSet.names, ids[step - 1]?.verdicts ?? '', ruleSet.names, verdicts).map((turn) => ({
                ...turn,
                auditId: id,
                repositoryId,
                at,
              })),
        );
        if (turns.length > 0) await t.db.insertInto('turns').values(turns).execute();
        const last = rows.at(-1);
        if (last === undefined) continue;
        const outside = count > 10 && index === 2;
        await t.db
          .updateTable('repositories')
          .set({
            auditId: ids.at(-1)?.id ?? null,
            commit: last.commit,
            auditedAt: last.at,
            ml: !outside,
            profile: last.profile,
            score: outside ? null : last.score,
            grade: outside ? null : last.grade,
            passes: last.passes,
            fails: last.fails,
            scoreChange: outside || rows.length < 2 ? null : last.scoreDelta,
            ruleSet: last.ruleSet,
            verdicts: last.verdicts,
            problem: count > 10 && index === 5 ? 'the tarball was larger than 500 MB' : null,
          })
          .where('id', '=', repositoryId)
          .execute();
      }
    });
  }
  return repositories.map(({ id }) => id);
}

export function nameOf(index: number): string {
  const subject = subjects[index % subjects.length] ?? '';
  const object = objects[Math.floor(index / subjects.length) % objects.length] ?? '';
  const round = Math.floor(index / (subjects.length * objects.length));
  return round === 0 ? `${subject}-${object}` : `${subject}-${object}-${round + 1}`;
}

/** A repository that begins somewhere, mends a few practices at each audit, and sometimes breaks one. */
async function invented(book: RuleBook, seed: number, now: Date, count: number): Promise<Life> {
  const pick = chance(seed);
  const profile = profiles[seed % profiles.length] ?? 'portfolio';
  const quality = 0.3 + 0.62 * pick() ** 0.8;
  const outcomes = new Map<string, Outcome>();
  for (const { id } of book.rules) {
    const drawn = pick();
    const secret = id.startsWith('security/no-');
    outcomes.set(
      id,
      drawn < 0.22 ? 'skip' : pick() < (secret ? 0.97 : quality) ? 'pass' : drawn > 0.985 ? 'unknown' : 'fail',
    );
  }
  const audits: Life['audits'][number][] = [];
  for (let step = 0; step < count; step += 1) {
    for (const [id, outcome] of outcomes) {
      if (step > 0 && outcome === 'fail' && pick() < 0.02 + 0.025 * quality) outcomes.set(id, 'pass');
      if (step > 0 && outcome === 'pass' && !id.startsWith('security/no-') && pick() < 0.006) outcomes.set(id, 'fail');
    }
    const age = Math.round(((count - 1 - step) * 25 * week) / Math.max(1, count - 1));
    const at = new Date(now.getTime() - age - Math.floor(pick() * 20) * 3600 * 1000);
    const about = {
      name: nameOf(seed % 1000),
      date: at.toISOString().slice(0, 10),
      commit: commitOf(seed, step),
      profile,
    };
    const report = inventedReport(book, about, ({ id }) => outcomes.get(id) ?? 'skip');
    audits.push({ at, report, verdicts: verdictLetters(report), ...(await pack(report)) });
  }
  return { profile, audits };
}

function commitOf(index: number, step: number): string {
  const pick = chance(index * 131 + step);
  return Array.from({ length: 40 }, () => Math.floor(pick() * 16).toString(16)).join('');
}
