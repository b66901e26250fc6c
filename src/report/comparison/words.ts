import type { ChangedFile, ChangeKind, ComparedState, Comparison, Outcome, RuleChange } from '../../model.ts';
import { line, path } from '../neutral.ts';
import { figure, signed } from '../number.ts';
import { shortCommit } from '../order.ts';
import { more, plural, standingWords } from '../words.ts';

/** The heading over the rules of one kind. */
export const headings: Readonly<Record<ChangeKind, string>> = {
  broke: 'Broke',
  worse: 'Got worse',
  unsure: 'Can no longer be judged',
  fixed: 'Fixed',
  better: 'Got better, still fails',
  waived: 'Waived now',
  other: 'Other changes',
  stays: 'Fails as before',
};

const kinds: readonly (readonly [ChangeKind, string])[] = [
  ['broke', 'broke'],
  ['worse', 'got worse'],
  ['unsure', 'can no longer be judged'],
  ['fixed', 'fixed'],
  ['better', 'got better'],
  ['waived', 'waived now'],
  ['stays', 'as before'],
];

/** Smaller differences come from rounding each rule to one decimal. */
export const roundingNoise = 0.15;

/** `2 broke`, `1 fixed`, `11 fail as before`, to be joined. */
export function changeWords({ rules }: Comparison): string[] {
  const words = kinds.flatMap(([kind, word]) => {
    const count = of(rules, kind).length;
    if (count === 0) return [];
    return [kind === 'stays' ? `${count} ${count === 1 ? 'fails' : 'fail'} ${word}` : `${count} ${word}`];
  });
  return isQuiet(rules) ? ['nothing got better or worse', ...words] : words;
}

function isQuiet(rules: readonly RuleChange[]): boolean {
  return rules.every(({ change }) => change === 'stays' || change === 'other');
}

export function of(rules: readonly RuleChange[], kind: ChangeKind): readonly RuleChange[] {
  return rules.filter(({ change }) => change === kind);
}

/** `was B 76, −8`, or what else is to be said of the base. */
export function wasWords({ base, head, scoreChange }: Comparison): string {
  if (base.score === null || base.grade === null) return 'the base has no grade';
  const was = `was ${base.grade} ${figure(base.score)}`;
  if (scoreChange === null || head.score === null) return was;
  return scoreChange === 0 ? `${was}, no change` : `${was}, ${signed(scoreChange)}`;
}

/** `3f2c1ab`, or the words for files that are in no commit. */
export function stateName({ commit }: ComparedState): string {
  return shortCommit(commit) ?? 'the files in the folder';
}

/** How the verdict changed, where it is not plain from the heading. */
export function turnWords({ change, before, after, same, gone, fresh }: RuleChange): string | null {
  const word = (outcome: Outcome) => standingWords[outcome];
  if (change === 'broke') return before === 'pass' ? null : `was: ${word(before)}`;
  if (change === 'fixed') return after === 'pass' ? null : `now: ${word(after)}`;
  if (change === 'unsure' || change === 'other') return `was: ${word(before)}, now: ${word(after)}`;
  const parts = [
    ...(fresh.length > 0 && same + gone.length > 0 ? [plural(fresh.length, 'new place')] : []),
    ...(gone.length > 0 ? [`${gone.length} gone`] : []),
    ...(same > 0 ? [`${same} as before`] : []),
  ];
  return change === 'worse' || change === 'better' ? parts.join(', ') : null;
}

const mostFiles = 3;

/** `by requirements.txt (changed) and LICENSE (deleted)`; `null` where no file can be named. */
export function causeWords(causes: readonly ChangedFile[], name = (text: string) => path(text)): string | null {
  if (causes.length === 0) return null;
  const shown = causes.slice(0, mostFiles).map(({ path, change, from }) => {
    return from === undefined ? `${name(path)} (${change})` : `${name(path)} (renamed from ${name(from)})`;
  });
  const rest = causes.length - shown.length;
  return `by ${shown.join(', ')}${rest > 0 ? ` ${more(rest)}` : ''}`;
}

/** The profile, and that it is the base's. */
export function profileWords({ profile, profileReason, base }: Comparison): string {
  return `${line(profile)}${base.ml ? ' (of the base)' : ''}: ${line(profileReason)}`;
}
