import type { Grade } from '../../../model.ts';
import type { Row, WeekOfChange } from '../../store/overview.ts';

export interface Bin {
  /** Scores from here on, up to the next bin. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const width = 5;

/** Scores in steps of five; the last bin holds 100, too. */
export function distribution(rows: readonly Row[]): readonly Bin[] {
  const counts = Array.from({ length: 100 / width }, () => 0);
  for (const { score } of rows) {
    if (score === null) continue;
    const index = Math.min(counts.length - 1, Math.floor(score / width));
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((count, index) => {
    const from = index * width;
    return { from, to: from + width, count };
  });
}

export interface Figures {
  readonly repositories: number;
  readonly scored: number;
  /** Audited, and not about machine learning. */
  readonly outside: number;
  readonly waiting: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly grades: Readonly<Record<Grade, number>>;
}

export function figures(rows: readonly Row[]): Figures {
  const scores = rows.flatMap(({ score }) => (score === null ? [] : [score])).sort((a, b) => a - b);
  const grades: Record<Grade, number> = { A: 0, B: 0, C: 0, D: 0, F: 0 };
  for (const { grade } of rows) if (grade !== null) grades[grade] += 1;
  const sum = scores.reduce((total, score) => total + score, 0);
  const [low, high] = [scores[Math.floor((scores.length - 1) / 2)], scores[Math.floor(scores.length / 2)]];
  return {
    repositories: rows.length,
    scored: scores.length,
    outside: rows.filter(({ ml }) => ml === false).length,
    waiting: rows.filter(({ auditedAt }) => auditedAt === null).length,
    mean: scores.length === 0 ? null : sum / scores.length,
    median: low === undefined || high === undefined ? null : (low + high) / 2,
    grades,
  };
}

export interface TrendPoint {
  readonly at: Date;
  readonly mean: number;
  readonly scored: number;
}

const weekLength = 7 * 24 * 3600 * 1000;

/**
 * The mean score at the end of each week, the present last. It is reckoned backwards from the present scores, so that
 * audits which were deleted in the meantime change nothing.
 */
export function trend(rows: readonly Row[], changes: readonly WeekOfChange[], now: Date): readonly TrendPoint[] {
  let sum = rows.reduce((total, { score }) => total + (score ?? 0), 0);
  let scored = rows.filter(({ score }) => score !== null).length;
  const points: TrendPoint[] = scored === 0 ? [] : [{ at: now, mean: sum / scored, scored }];
  const byWeek = new Map(changes.map((change) => [change.week.getTime(), change]));
  const [first, last] = [changes[0], changes.at(-1)];
  if (first === undefined || last === undefined) return points;
  for (let week = last.week.getTime(); week >= first.week.getTime(); week -= weekLength) {
    const change = byWeek.get(week);
    sum -= change?.score ?? 0;
    scored -= Number(change?.scored ?? 0);
    if (scored <= 0) break;
    points.push({ at: new Date(week), mean: Math.min(100, Math.max(0, sum / scored)), scored });
  }
  return points.reverse();
}
