import type { RuleBook } from '../../../model.ts';
import { meaningOf } from '../../store/verdicts.ts';
import { type Organisation, type RuleTally, tallies } from './organisation.ts';
import { practices } from './practices.ts';

/** How far one practice is followed. */
export interface Adoption {
  readonly number: number;
  readonly title: string;
  /** Repositories in which every rule of it that applies passes, some of them, or none. */
  readonly full: number;
  readonly part: number;
  readonly none: number;
  readonly rules: readonly RuleTally[];
}

/** The share of repositories that follow a practice at least in part, wholly counting whole; null where it applies to none. */
export function share({ full, part, none }: Pick<Adoption, 'full' | 'part' | 'none'>): number | null {
  const all = full + part + none;
  return all === 0 ? null : (full + part / 2) / all;
}

/** The practices that at least one known rule stands for, in their order. */
export function adoption(organisation: Organisation, book: RuleBook): readonly Adoption[] {
  const practicesOf = new Map(
    book.rules.map(({ id, standsFor }) => [
      id,
      standsFor.flatMap((name) => {
        const [, number] = /^practice-(\d+)$/.exec(name) ?? [];
        return number === undefined ? [] : [Number(number)];
      }),
    ]),
  );
  const counts = practices.map(() => ({ full: 0, part: 0, none: 0 }));
  const positions = new Map(
    [...organisation.ruleSets].map(([id, { rules }]) => [id, rules.map((rule) => practicesOf.get(rule.id) ?? [])]),
  );
  for (const { ml, ruleSet, verdicts } of organisation.active) {
    const numbers = ruleSet === null ? undefined : positions.get(ruleSet);
    if (ml !== true || verdicts === null || numbers === undefined) continue;
    const passed = new Uint16Array(practices.length + 1);
    const applied = new Uint16Array(practices.length + 1);
    numbers.forEach((of, index) => {
      const { standing } = meaningOf(verdicts[index] ?? '-');
      if (!['pass', 'fail', 'unknown', 'waits', 'waived'].includes(standing)) return;
      for (const number of of) {
        applied[number] = (applied[number] ?? 0) + 1;
        if (standing === 'pass') passed[number] = (passed[number] ?? 0) + 1;
      }
    });
    counts.forEach((count, index) => {
      const [all = 0, good = 0] = [applied[index + 1], passed[index + 1]];
      if (all === 0) return;
      if (good === all) count.full += 1;
      else if (good > 0) count.part += 1;
      else count.none += 1;
    });
  }
  const all = tallies(organisation);
  return practices.flatMap(({ number, title }, index) => {
    const rules = all.filter(({ id }) => practicesOf.get(id)?.includes(number));
    const count = counts[index] ?? { full: 0, part: 0, none: 0 };
    return rules.length === 0 ? [] : [{ number, title, ...count, rules }];
  });
}
