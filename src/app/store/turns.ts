import type { RuleNames } from './rule-set.ts';
import { isFail } from './verdicts.ts';

export interface Turn {
  readonly rule: string;
  readonly turn: 'broke' | 'fixed';
}

/** Rules that began to fail, or failed and pass now; a rule that only one of the two rule sets knows did not turn. */
export function turnsBetween(namesBefore: RuleNames, before: string, namesAfter: RuleNames, after: string): Turn[] {
  const was = new Map(namesBefore.rules.map(({ id }, index) => [id, before[index]]));
  return namesAfter.rules.flatMap(({ id: rule }, index): Turn[] => {
    const [old, now] = [was.get(rule), after[index]];
    if (old === undefined || isFail(old) === isFail(now)) return [];
    if (isFail(now)) return [{ rule, turn: 'broke' }];
    return now === 'p' ? [{ rule, turn: 'fixed' }] : [];
  });
}
