import { counts } from './findings.ts';
import type { Failing } from './matching.ts';
import type { Report, ReportFinding, ReportRule } from './model.ts';
import { secretRules } from './score.ts';

/** What fails and counts in a report: each place, or the rule as a whole where it has none. */
export interface Failure extends Failing {
  readonly of: ReportRule;
  /** `null` for a rule as a whole. */
  readonly finding: ReportFinding | null;
}

/** Everything in a report that fails, in its order; without rules that are off, and without advice. */
export function failuresOf(report: Report): Failure[] {
  return report.rules
    .filter(({ verdict, severity, advice }) => verdict === 'fail' && severity !== 'off' && !advice)
    .flatMap((of): Failure[] => {
      const places = of.findings.filter(counts);
      if (places.length === 0)
        return [{ rule: of.id, path: null, message: of.title, fingerprint: '', of, finding: null }];
      return places.map((finding) => ({ ...failing(of.id, finding), of, finding }));
    });
}

/** A finding of a rule as something to be matched. */
export function failing(rule: string, { path, message, fingerprint = '' }: ReportFinding): Failing {
  return { rule, path, message, fingerprint };
}

/** Rules of credentials, which are never taken for anything but themselves. */
export function isSecret(rule: string): boolean {
  return secretRules.includes(rule);
}
