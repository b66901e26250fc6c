import type { Report } from '../src/model.ts';
import { auc } from './auc.ts';
import { type Share, share } from './tally.ts';

/** One project with its label and what the audit says of it. */
export interface Scored {
  readonly repo: string;
  readonly engineered: boolean;
  readonly report: Report;
}

/** A repository that is not taken for machine learning has no score; it stands below all that have one. */
export function scoreOf({ report }: Scored): number {
  return report.score ?? -1;
}

/** How well a figure tells engineered projects from others. */
export function aucOf(rows: readonly Scored[], figure: (row: Scored) => number = scoreOf): number | null {
  const figures = (engineered: boolean): number[] => rows.filter((row) => row.engineered === engineered).map(figure);
  return auc(figures(true), figures(false));
}

export interface RuleSeparation {
  readonly rule: string;
  /** Passes among the projects of each side to which the rule applies. */
  readonly engineered: Share;
  readonly others: Share;
  /** Difference of both shares, −1 to 1; `null` where it applies to one side alone. */
  readonly difference: number | null;
  /** What the rule weighs on average where it counts, in points of the score. */
  readonly points: number;
  /** By how much the AUC falls, about, if the rule is left out of the score: below 0 the rule does harm. */
  readonly worth: number | null;
}

/** How each rule tells the two sides apart, best first. */
export function separations(rows: readonly Scored[]): RuleSeparation[] {
  const ids = [...new Set(rows.flatMap(({ report }) => report.rules.map(({ id }) => id)))];
  const whole = aucOf(rows);
  return ids
    .map((rule) => {
      const side = (engineered: boolean): Share =>
        share(
          rows.filter((row) => row.engineered === engineered && applies(row, rule)),
          (row) => verdictOf(row, rule)?.verdict === 'pass',
        );
      const engineered = side(true);
      const others = side(false);
      const points = rows.map((row) => verdictOf(row, rule)?.points ?? 0).filter((each) => each > 0);
      const without = aucOf(rows, (row) => scoreWithout(row, rule));
      return {
        rule,
        engineered,
        others,
        difference:
          engineered.of === 0 || others.of === 0 ? null : engineered.hits / engineered.of - others.hits / others.of,
        points: points.length === 0 ? 0 : points.reduce((sum, each) => sum + each, 0) / points.length,
        worth: whole === null || without === null ? null : whole - without,
      };
    })
    .sort((a, b) => (b.difference ?? -2) - (a.difference ?? -2) || (a.rule < b.rule ? -1 : 1));
}

/** The score as it would be, about, without one rule. */
export function scoreWithout(row: Scored, rule: string): number {
  const { report } = row;
  const points = verdictOf(row, rule)?.points ?? 0;
  if (report.score === null || points >= 100) return scoreOf(row);
  const earned = verdictOf(row, rule)?.verdict === 'pass' ? points : 0;
  return (100 * (report.score - earned)) / (100 - points);
}

function applies(row: Scored, rule: string): boolean {
  const verdict = verdictOf(row, rule)?.verdict;
  return verdict !== undefined && verdict !== 'skip';
}

function verdictOf({ report }: Scored, rule: string): Report['rules'][number] | undefined {
  return report.rules.find(({ id }) => id === rule);
}
