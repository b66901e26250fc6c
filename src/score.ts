import { counts } from './findings.ts';
import type { Audit, Config, Grade, ReportCategory, Rule, RuleBook, Severity, Verdict, Waived } from './model.ts';

/** The only weights there are. */
const weights: Readonly<Record<Severity, number>> = { high: 3, medium: 2, low: 1, off: 0 };

/** Lowest score of each grade, best first. */
export const cutOffs: readonly { readonly grade: Grade; readonly score: number }[] = [
  { grade: 'A', score: 90 },
  { grade: 'B', score: 75 },
  { grade: 'C', score: 60 },
  { grade: 'D', score: 45 },
  { grade: 'F', score: 0 },
];

/** So much of a profile's whole weight counts at least, so that an almost empty repository cannot shine. */
const leastApplicable = 0.45;

/** Rules of committed credentials: their failure keeps the grade at D, whatever else is good. */
export const secretRules: readonly string[] = ['security/no-secrets', 'security/no-secret-files'];

/** A verdict with what it weighs. */
export interface Weighed {
  readonly rule: Rule;
  readonly verdict: Verdict;
  readonly severity: Severity;
  /** 0 where it does not count: off, advice, or not applicable for no rule's failure. */
  readonly weight: number;
  /** `weight` in points of the score. */
  readonly points: number;
}

export interface Score {
  /** 0–100, to one decimal. */
  readonly score: number;
  readonly upTo: number;
  readonly grade: Grade;
  readonly gradeCap: string | null;
  readonly outOfReach: number;
  readonly weighed: readonly Weighed[];
  readonly categories: readonly ReportCategory[];
  readonly next: { readonly grade: Grade; readonly score: number; readonly steps: readonly Weighed[] } | null;
}

/**
 * The score: earned weight over the weight that applies, at least 45 % of the profile's whole weight. What is unknown
 * earns nothing and stays in; what is skipped because a rule it depends on failed stays in, too, so that adopting a
 * practice badly never costs points. What is waived leaves the gate, not the score: it earns nothing, so that nobody
 * waives the way to a grade. Categories are views on the same numbers, and are not averaged.
 */
export function scoreOf(audit: Audit, book: RuleBook, config: Config): Score {
  const verdicts = new Map(audit.verdicts.map((verdict) => [verdict.rule, verdict]));
  const rows = book.rules.flatMap((rule) => {
    const verdict = verdicts.get(rule.id);
    const severity = config.severities[rule.id] ?? rule.severity[audit.profile];
    return verdict === undefined ? [] : [{ rule, verdict, severity, worth: rule.advice ? 0 : weights[severity] }];
  });
  const total = sum(rows.map(({ worth }) => worth));
  const applicable = sum(rows.filter(({ verdict }) => isApplicable(verdict)).map(({ worth }) => worth));
  const denominator = Math.max(applicable, leastApplicable * total);
  const inPoints = (weight: number): number => (denominator === 0 ? 0 : (100 * weight) / denominator);
  const weighed: Weighed[] = rows.map(({ worth, ...row }) => {
    const weight = isApplicable(row.verdict) ? worth : 0;
    return { ...row, weight, points: inPoints(weight) };
  });
  const earned = sum(weighed.filter(({ verdict }) => verdict.outcome === 'pass').map(({ weight }) => weight));
  const open = sum(weighed.filter(({ verdict }) => verdict.outcome === 'unknown').map(({ weight }) => weight));
  // The score that is shown is the one that is graded.
  const score = Math.round(inPoints(earned) * 10 + 1e-9) / 10;
  const { grade, gradeCap } = gradeOf(score, weighed);
  return {
    score,
    upTo: inPoints(earned + open),
    grade,
    gradeCap,
    outOfReach: inPoints(denominator - applicable),
    weighed,
    categories: categoriesOf(book, weighed),
    next: nextOf(score, grade, weighed),
  };
}

function isApplicable(verdict: Verdict): boolean {
  return verdict.outcome !== 'skip' || verdict.blockedBy !== null;
}

function isFailed({ verdict, weight }: Weighed): boolean {
  return verdict.outcome === 'fail' && weight > 0;
}

/** The grade that the score gives, and the cap that failing rules put on it. */
function gradeOf(score: number, weighed: readonly Weighed[]): { grade: Grade; gradeCap: string | null } {
  const plain = cutOffs.find((cut) => score >= cut.score)?.grade ?? 'F';
  if (weighed.some((row) => isFailed(row) && secretRules.includes(row.rule.id)) && better(plain, 'D')) {
    return { grade: 'D', gradeCap: 'a credential is committed' };
  }
  const excused = weighed.some(
    ({ rule, verdict, severity }) => secretRules.includes(rule.id) && severity !== 'off' && verdict.waived.some(isLeak),
  );
  if (plain === 'A' && excused) return { grade: 'B', gradeCap: 'a credential is waived' };
  const high = weighed.filter((row) => isFailed(row) && row.severity === 'high').length;
  if (plain === 'A' && high > 0) {
    return {
      grade: 'B',
      gradeCap: `${high} ${high === 1 ? 'practice' : 'practices'} of severity high ${high === 1 ? 'fails' : 'fail'}`,
    };
  }
  return { grade: plain, gradeCap: null };
}

function isLeak({ findings }: Waived): boolean {
  return findings.length === 0 || findings.some(counts);
}

function better(grade: Grade, than: Grade): boolean {
  return rank(grade) < rank(than);
}

function rank(grade: Grade): number {
  return cutOffs.findIndex((cut) => cut.grade === grade);
}

/**
 * The shortest path to the next grade: what a cap demands first, then the failed rules that bring most, as few as reach
 * the cut-off. A rule that waits for another comes after it. `null` at grade A, or where no path leads there.
 */
function nextOf(score: number, grade: Grade, weighed: readonly Weighed[]): Score['next'] {
  const target = cutOffs[rank(grade) - 1];
  if (target === undefined) return null;
  const demanded = weighed.filter(
    (row) =>
      isFailed(row) &&
      ((better(target.grade, 'D') && secretRules.includes(row.rule.id)) ||
        (target.grade === 'A' && row.severity === 'high')),
  );
  const steps = [...demanded].sort(byPoints);
  let reached = score + sum(steps.map(({ points }) => points));
  while (reached < target.score - 1e-9) {
    const taken = new Set(steps.map(({ rule }) => rule.id));
    const candidate = weighed
      .filter((row) => row.weight > 0 && !taken.has(row.rule.id))
      .filter(
        ({ verdict }) => verdict.outcome === 'fail' || (verdict.blockedBy !== null && taken.has(verdict.blockedBy)),
      )
      .sort(byPoints)[0];
    if (candidate === undefined) return null;
    steps.push(candidate);
    reached += candidate.points;
  }
  return { ...target, steps };
}

function byPoints(a: Weighed, b: Weighed): number {
  return b.points - a.points || (a.rule.id < b.rule.id ? -1 : 1);
}

function categoriesOf(book: RuleBook, weighed: readonly Weighed[]): ReportCategory[] {
  return book.categories.flatMap(({ id, title }) => {
    const rows = weighed.filter(({ rule, weight }) => rule.id.startsWith(`${id}/`) && weight > 0);
    const passed = rows.filter(({ verdict }) => verdict.outcome === 'pass');
    const all = sum(rows.map(({ weight }) => weight));
    const score = all === 0 ? null : (100 * sum(passed.map(({ weight }) => weight))) / all;
    return [{ id, title, score, passed: passed.length, applicable: rows.length }];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
