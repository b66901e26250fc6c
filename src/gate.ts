import type { Report, ReportRule, Severity } from './model.ts';
import { secretRules } from './score.ts';

/** What makes a run fail: anything that fails, only what is new, or nothing; from one severity on. */
export interface FailOn {
  readonly what: 'new' | 'any' | 'never';
  readonly least: Exclude<Severity, 'off'>;
}

const ranks: readonly Severity[] = ['low', 'medium', 'high'];

/** Reads `new`, `any`, `never`, `new:high`, `any:medium` and the like; `null` for anything else. */
export function readFailOn(text: string): FailOn | null {
  const [, what, least = 'low'] = /^(new|any|never)(?::(high|medium|low))?$/.exec(text) ?? [];
  return what === undefined ? null : { what: what as FailOn['what'], least: least as FailOn['least'] };
}

/** Whether a rule is severe enough to decide. Outside machine learning only credentials do. */
export function gates(rule: ReportRule, failOn: FailOn, ml: boolean): boolean {
  if (rule.advice || !(ml || secretRules.includes(rule.id))) return false;
  return rule.severity !== 'off' && ranks.indexOf(rule.severity) >= ranks.indexOf(failOn.least);
}

/**
 * The rules of a report by which the run fails: those that fail and, at severity high, those that are unknown. With
 * `new` those with something that is not in the baseline.
 */
export function failingRules(report: Report, failOn: FailOn): readonly ReportRule[] {
  if (failOn.what === 'never') return [];
  return report.rules.filter((rule) => {
    if (!gates(rule, failOn, report.ml)) return false;
    if (failOn.what === 'new') return rule.verdict === 'fail' && !rule.known;
    return rule.verdict === 'fail' || (rule.verdict === 'unknown' && rule.severity === 'high');
  });
}
