import type { Report } from '../src/model.ts';
import type { Judged } from './compare.ts';
import { placed, type Reviewed } from './reviewed.ts';
import { type Share, share } from './tally.ts';

/** A rule whose findings are less often so than this gives advice only. */
export const leastPrecision = 0.9;

/** With fewer a single error would silence a rule, and a single error is chance. */
export const leastJudged = 10;
export const leastRepositories = 3;

/** One `fail` that people judged. */
export interface Evidence {
  readonly rule: string;
  readonly repo: string;
  readonly true: boolean;
}

/**
 * What is known of the fails that the tool reports today: its fails under sure labels, and reviewed findings beyond
 * them. A reviewed finding that the tool no longer reports is no evidence, so that a mended rule gets its voice back.
 * @param reports the reports on reviewed commits that are at hand, by `repo@commit`
 */
export function evidence(
  rows: readonly Judged[],
  reviewed: readonly Reviewed[],
  reports: ReadonlyMap<string, Report>,
): Evidence[] {
  const labelled = new Set(rows.map(({ repo, rule }) => `${repo} ${rule}`));
  const fails = rows.filter(({ got }) => got === 'fail');
  return [
    ...fails.map(({ repo, rule, label }) => ({ repo, rule, true: label === 'fail' })),
    ...reviewed
      .filter(({ repo, rule }) => !labelled.has(`${repo} ${rule}`))
      .filter((entry) => isReported(entry, reports.get(`${entry.repo}@${entry.commit}`)) !== false)
      .map(({ repo, rule, true: isTrue }) => ({ repo, rule, true: isTrue })),
  ];
}

/** Whether the report still has the finding; `null` without a report. */
export function isReported(entry: Reviewed, report: Report | undefined): boolean | null {
  if (report === undefined) return null;
  const { repo, commit, rule: id } = entry;
  const rule = report.rules.find((each) => each.id === id);
  if (rule?.verdict !== 'fail') return false;
  if (entry.path === null) return true;
  const places = rule.findings.map(({ path, line, cell }) =>
    placed({ repo, commit, rule: id, path, line, ...(cell === undefined ? {} : { cell }) }),
  );
  return places.includes(placed(entry));
}

/** The rules that have to be advice, each with the share of judged fails that are so. */
export function adviceOf(all: readonly Evidence[]): Map<string, Share> {
  const found = new Map<string, Share>();
  for (const rule of [...new Set(all.map((each) => each.rule))].sort()) {
    const own = all.filter((each) => each.rule === rule);
    const so = share(own, (each) => each.true);
    const repositories = new Set(own.map(({ repo }) => repo)).size;
    if (so.of < leastJudged || repositories < leastRepositories) continue;
    if (so.hits / so.of < leastPrecision) found.set(rule, so);
  }
  return found;
}

const generated = /^advice: true # by the bench.*\n/m;

/**
 * The text of a rule file with, or without, the line that makes it advice. A line that somebody wrote by hand is left
 * as it is.
 * @param so the share of judged fails that are so, or `null` for a rule that may speak
 * @throws Error where the file has no `severity`, below which the line goes
 */
export function withAdvice(text: string, so: Share | null): string {
  const plain = text.replace(generated, '');
  if (so === null || /^advice:/m.test(plain)) return plain;
  const line = `advice: true # by the bench: ${so.hits} of ${so.of} judged fails are so\n`;
  const at = /^severity:.*\n(?:[ \t]+.*\n)*/m.exec(plain);
  if (at === null) throw new Error('the rule has no severity');
  const end = at.index + at[0].length;
  return plain.slice(0, end) + line + plain.slice(end);
}
