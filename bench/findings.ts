import type { Report, ReportFinding, Severity } from '../src/model.ts';
import { placed, type Reviewed } from './reviewed.ts';

/** A finding of a `fail` that nobody has checked yet. */
export interface Unchecked {
  /** What a reader completes; `true` and `why` are still open. */
  readonly entry: Omit<Reviewed, 'true' | 'why'>;
  readonly title: string;
  /** `null` for a fail without a place. */
  readonly finding: ReportFinding | null;
  /** For a fail without a place: what makes the rule apply. */
  readonly because: readonly ReportFinding[];
}

/**
 * The findings of the report's fails that nobody has checked.
 * @param severities of the fails that count
 * @param most so many findings of one fail are enough, those checked included
 */
export function unchecked(
  repo: string,
  report: Report,
  reviewed: readonly Reviewed[],
  severities: readonly Severity[],
  most: number,
): Unchecked[] {
  const known = new Set(reviewed.map(placed));
  const commit = report.commit ?? '';
  return report.rules
    .filter(({ verdict, severity }) => verdict === 'fail' && severities.includes(severity))
    .flatMap(({ id, title, findings, because }) => {
      const counting = findings.filter(({ confidence }) => confidence !== 'hint');
      const all: Unchecked[] =
        counting.length === 0
          ? [{ entry: { repo, commit, rule: id, path: null, line: null }, title, finding: null, because }]
          : counting.map((finding) => ({
              entry: {
                repo,
                commit,
                rule: id,
                path: finding.path,
                line: finding.line,
                ...(finding.cell === undefined ? {} : { cell: finding.cell }),
              },
              title,
              finding,
              because: [],
            }));
      const distinct = [...new Map(all.map((each) => [placed(each.entry), each])).values()];
      const checked = distinct.filter(({ entry }) => known.has(placed(entry)));
      const open = distinct.filter(({ entry }) => !known.has(placed(entry)));
      return open.slice(0, Math.max(0, most - checked.length));
    });
}
