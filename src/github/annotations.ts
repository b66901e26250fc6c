import type { Comparison, ReportFinding, ReportRule, Severity } from '../model.ts';
import { line } from '../report/neutral.ts';
import { evidence, ranked } from '../report/order.ts';
import { position } from '../report/place.ts';
import type { Judged } from './judge.ts';

export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly at: {
    readonly title: string;
    /** From the top of the repository. */
    readonly file: string;
    readonly startLine: number;
  };
}

/** How many of each level. */
export type Room = Readonly<Record<Annotation['level'], number>>;

/** GitHub shows so many of each level a step. */
export const roomOfStep: Room = { error: 10, warning: 10 };

/**
 * What is worth a mark at its line: of a comparison what the change broke, places on changed lines first, and what else
 * fails on changed lines; without one what fails, most valuable first.
 * @param prefix of paths, from the top of the repository to the judged folder
 */
export function annotationsOf(judged: Judged, prefix: string, most: Room = roomOfStep): readonly Annotation[] {
  const { report, comparison, changedLines } = judged;
  const byId = new Map(report.rules.map((rule) => [rule.id, rule]));
  const failing = ranked(report.rules, 'fail').flatMap((rule) => evidence(rule).map((finding) => ({ rule, finding })));
  const onChanged = ({ finding }: Marked) => finding.cell === undefined && changedLines(finding.path, finding.line);
  let wanted: readonly Marked[] = failing.filter(({ finding }) => finding.known !== true);
  if (comparison !== null) {
    const fresh = freshIn(comparison, byId);
    wanted = [...fresh.filter(onChanged), ...fresh.filter((one) => !onChanged(one)), ...failing.filter(onChanged)];
  }
  const seen = new Set<string>();
  const room = { ...most };
  return wanted.flatMap(({ rule, finding }): Annotation[] => {
    const key = JSON.stringify([rule.id, finding.path, finding.line, finding.cell]);
    const level = levels[rule.severity];
    if (seen.has(key) || room[level] === 0) return [];
    seen.add(key);
    room[level] -= 1;
    const inCell = finding.cell === undefined ? '' : `In${position(finding)}: `;
    return [
      {
        level,
        message: `${inCell}${line(finding.message)}${rule.fix === null ? '' : `\n${line(rule.fix)}`}`,
        // Lines of a notebook's cells are not those of its file.
        at: {
          title: line(rule.title),
          file: `${prefix}${finding.path}`,
          startLine: finding.cell === undefined ? finding.line : 1,
        },
      },
    ];
  });
}

interface Marked {
  readonly rule: ReportRule;
  readonly finding: ReportFinding;
}

const levels: Readonly<Record<Severity, Annotation['level']>> = {
  high: 'error',
  medium: 'warning',
  low: 'warning',
  off: 'warning',
};

function freshIn({ rules }: Comparison, byId: ReadonlyMap<string, ReportRule>): readonly Marked[] {
  return rules.flatMap(({ id, change, fresh }) => {
    const rule = byId.get(id);
    return rule === undefined || (change !== 'broke' && change !== 'worse')
      ? []
      : fresh.filter(({ confidence }) => confidence !== 'hint').map((finding) => ({ rule, finding }));
  });
}
