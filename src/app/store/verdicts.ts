import type { Report, Severity } from '../../model.ts';
import { type Standing, standing } from '../../report/order.ts';

/** A fail says how severe it is; every other standing has one letter. */
const failLetters: Readonly<Record<Exclude<Severity, 'off'>, string>> = { high: 'H', medium: 'M', low: 'L' };

const letters: Readonly<Record<Exclude<Standing, 'fail'>, string>> = {
  pass: 'p',
  unknown: 'u',
  waits: 'b',
  skip: '-',
  waived: 'w',
  off: 'o',
  advice: 'a',
};

const meanings = new Map<string, { readonly standing: Standing; readonly severity: Severity | null }>([
  ...Object.entries(failLetters).map(
    ([severity, letter]) => [letter, { standing: 'fail', severity: severity as Severity }] as const,
  ),
  ...Object.entries(letters).map(([name, letter]) => [letter, { standing: name as Standing, severity: null }] as const),
]);

/** The verdicts of a report, one letter a rule in the order of `ruleSetOf`. */
export function verdictLetters(report: Report): string {
  return report.rules
    .map((rule) => {
      const kind = standing(rule);
      if (kind !== 'fail') return letters[kind];
      return failLetters[rule.severity === 'off' ? 'low' : rule.severity];
    })
    .join('');
}

/** What a letter stands for; one of a later version is read as not applicable. */
export function meaningOf(letter: string): { readonly standing: Standing; readonly severity: Severity | null } {
  return meanings.get(letter) ?? { standing: 'skip', severity: null };
}

export function isFail(letter: string | undefined): boolean {
  return letter === 'H' || letter === 'M' || letter === 'L';
}
