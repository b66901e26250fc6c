import type { Outcome, Report } from '../src/model.ts';
import type { Contest, Label } from './labels.ts';

/** One sure label beside the verdict of the tool. */
export interface Judged {
  readonly repo: string;
  readonly rule: string;
  readonly label: Outcome;
  /** `absent` where the tool has no such rule. */
  readonly got: Outcome | 'absent';
  readonly advice: boolean;
  /** The verdict that somebody who contests the label wants instead. */
  readonly contested: Outcome | null;
}

/** Every sure label of a repository beside the verdict. */
export function judged(label: Label, report: Report, contests: readonly Contest[]): Judged[] {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  return Object.entries(label.rules)
    .filter(([, { sure }]) => sure)
    .map(([id, { verdict }]) => {
      const rule = rules.get(id);
      const contest = contests.find((each) => each.repo === label.repo && each.rule === id);
      return {
        repo: label.repo,
        rule: id,
        label: verdict,
        got: rule?.verdict ?? 'absent',
        advice: rule?.advice ?? false,
        contested: contest?.verdict ?? null,
      };
    });
}

/** The same with every contested label as its contest wants it. */
export function asContested(rows: readonly Judged[]): Judged[] {
  return rows.map((row) => ({ ...row, label: row.contested ?? row.label }));
}

/** A label that the tool does not agree with, and all that is needed to see who is right. */
export interface Difference extends Judged {
  readonly sure: boolean;
  readonly evidence: readonly string[];
  readonly note: string;
  /** `path:line message` of what the tool found. */
  readonly found: readonly string[];
}

/** Where label and verdict differ, the unsure labels included; rules that the tool lacks are left out. */
export function differences(label: Label, report: Report, contests: readonly Contest[]): Difference[] {
  return report.rules.flatMap((rule) => {
    const given = label.rules[rule.id];
    if (given === undefined || given.verdict === rule.verdict) return [];
    const contest = contests.find((each) => each.repo === label.repo && each.rule === rule.id);
    return {
      repo: label.repo,
      rule: rule.id,
      label: given.verdict,
      got: rule.verdict,
      advice: rule.advice,
      contested: contest?.verdict ?? null,
      sure: given.sure,
      evidence: given.evidence,
      note: given.note,
      found: [
        ...[...rule.findings, ...rule.because].map(
          ({ path, cell, line, message }) => `${path}${cell === undefined ? '' : `#${cell}`}:${line} ${message}`,
        ),
        ...rule.unread.map(({ path, reason }) => `${path} unread: ${reason}`),
      ],
    };
  });
}

/** What else a label says of a repository, beside the report. */
export interface Described {
  readonly repo: string;
  readonly ml: boolean;
  readonly profile: { readonly got: string; readonly label: readonly string[]; readonly same: boolean };
  readonly traits: readonly {
    readonly trait: string;
    readonly got: boolean | null | 'absent';
    readonly label: boolean;
    readonly same: boolean;
  }[];
  /** Names that the label gives and the report has, that it lacks, and that it has beyond them. */
  readonly stack: {
    readonly found: readonly string[];
    readonly lacking: readonly string[];
    readonly more: readonly string[];
  };
}

export function described(label: Label, report: Report): Described {
  const profiles = [label.profile].flat();
  const got = new Map(report.stack.map(({ name }) => [plain(name), name]));
  const wanted = new Set(label.stack.map(plain));
  return {
    repo: label.repo,
    ml: report.ml === label.ml,
    profile: { got: report.profile, label: profiles, same: profiles.includes(report.profile) },
    traits: Object.entries(label.traits).map(([trait, value]) => {
      const stated = trait in report.traits ? (report.traits[trait] ?? null) : 'absent';
      return { trait, got: stated, label: value, same: stated === value };
    }),
    stack: {
      found: label.stack.filter((name) => got.has(plain(name))),
      lacking: label.stack.filter((name) => !got.has(plain(name))),
      more: [...got].filter(([name]) => !wanted.has(name)).map(([, name]) => name),
    },
  };
}

/** `scikit-learn` and `Scikit Learn` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9+]/g, '');
}
