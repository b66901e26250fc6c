import type { Report, ReportCategory, ReportFinding, ReportRule } from '../model.ts';
import { secretRules } from '../score.ts';
import { line } from './neutral.ts';

/**
 * What a rule is to the reader of a report. `waits`: it does not apply because the rule it depends on failed;
 * `waived`: it would fail but for
 * waivers; `advice`: hints only; `off`: switched off, and so outside the score whatever its verdict.
 */
export type Standing = 'fail' | 'unknown' | 'waits' | 'pass' | 'skip' | 'waived' | 'off' | 'advice';

export function standing(rule: ReportRule): Standing {
  if (rule.severity === 'off') return 'off';
  if (rule.verdict === 'waived') return 'waived';
  if (rule.advice) return 'advice';
  return rule.verdict === 'skip' && rule.blockedBy !== null ? 'waits' : rule.verdict;
}

const severities = ['high', 'medium', 'low', 'off'] as const;

/** The rules of one standing: most points first, then the more severe, then in the order of the catalogue. */
export function ranked(rules: readonly ReportRule[], wanted: Standing): ReportRule[] {
  return rules
    .filter((rule) => standing(rule) === wanted)
    .sort((a, b) => b.points - a.points || severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** The places that decided a verdict, new ones before those in the baseline; hints stand apart. */
export function evidence(rule: ReportRule): readonly ReportFinding[] {
  const found = rule.findings.filter((finding) => finding.confidence !== 'hint');
  const known = found.filter((finding) => finding.known === true);
  return known.length === 0 ? found : [...found.filter((finding) => finding.known !== true), ...known];
}

export interface Hint {
  readonly rule: ReportRule;
  readonly findings: readonly ReportFinding[];
}

/** Advice outside the score: hints of rules in force, and rules that only ever advise and are not met. */
export function hints(report: Report): Hint[] {
  return report.rules
    .filter((rule) => rule.severity !== 'off')
    .map((rule) => ({
      rule,
      findings:
        rule.advice && rule.verdict === 'fail'
          ? rule.findings
          : rule.findings.filter((finding) => finding.confidence === 'hint'),
    }))
    .filter(({ rule, findings }) => findings.length > 0 || (rule.advice && rule.verdict === 'fail'));
}

export interface Group {
  readonly category: ReportCategory;
  readonly rules: readonly ReportRule[];
}

/** Rules by category in the report's order; rules of a category that is not listed come last, under its id. */
export function groups(report: Report): Group[] {
  const byId = new Map<string, ReportRule[]>(report.categories.map((category) => [category.id, []]));
  for (const rule of report.rules) {
    const id = rule.id.split('/', 1)[0] ?? '';
    const rules = byId.get(id);
    if (rules) rules.push(rule);
    else byId.set(id, [rule]);
  }
  const listed = new Map(report.categories.map((category) => [category.id, category]));
  return [...byId].map(([id, rules]) => ({ category: listed.get(id) ?? unlisted(id, rules), rules }));
}

function unlisted(id: string, rules: readonly ReportRule[]): ReportCategory {
  const counted = rules.filter((rule) => ['pass', 'fail', 'unknown', 'waits'].includes(standing(rule)));
  const passed = counted.filter((rule) => standing(rule) === 'pass').length;
  return { id, title: id, score: null, passed, applicable: counted.length };
}

export interface NextStep {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly rule: ReportRule | undefined;
}

/** The shortest path to the next grade; where there is none, the failed rules, most valuable first. */
export function nextSteps(report: Report): NextStep[] {
  const byId = new Map(report.rules.map((rule) => [rule.id, rule]));
  const steps =
    report.nextGrade?.steps ?? ranked(report.rules, 'fail').map((rule) => ({ rule: rule.id, points: rule.points }));
  return steps.map(({ rule: id, points }) => {
    const rule = byId.get(id);
    return { id, title: rule?.title ?? id, points, rule };
  });
}

/** The title of the failed rule that this one waits for. */
export function waitsFor(report: Report, rule: ReportRule): string {
  return report.rules.find((other) => other.id === rule.blockedBy)?.title ?? rule.blockedBy ?? '';
}

/** A leaked secret matters in any repository, also in one that gets no grade; without a score there are no points. */
export function secretFails(report: Report): ReportRule[] {
  return report.rules
    .filter((rule) => secretRules.includes(rule.id) && standing(rule) === 'fail')
    .map((rule) => ({ ...rule, points: 0 }));
}

export function shortCommit(commit: string | null): string | null {
  return commit === null ? null : line(commit.slice(0, 7));
}
