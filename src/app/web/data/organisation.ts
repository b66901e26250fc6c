import type { Rule, RuleBook } from '../../../model.ts';
import type { Row } from '../../store/overview.ts';
import type { RuleNames } from '../../store/rule-set.ts';
import { meaningOf } from '../../store/verdicts.ts';

/** What somebody can read of an organisation: the only thing that lists, figures and exports are made of. */
export interface Organisation {
  readonly account: string;
  readonly rows: readonly Row[];
  /** The rows that figures count: archived repositories are history. */
  readonly active: readonly Row[];
  readonly ruleSets: ReadonlyMap<string, RuleNames>;
  readonly administers: boolean;
}

/** A rule as people see it across repositories. */
export interface RuleName {
  readonly id: string;
  readonly title: string;
  readonly categoryTitle: string;
}

/** Every rule that the readable repositories were judged by, in the order of the newest rule set. */
export function ruleNames({ active, ruleSets }: Organisation): ReadonlyMap<string, RuleName> {
  const uses = new Map<string, number>();
  for (const { ruleSet } of active) if (ruleSet !== null) uses.set(ruleSet, (uses.get(ruleSet) ?? 0) + 1);
  const names = new Map<string, RuleName>();
  const mostUsedFirst = [...uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  for (const [id] of mostUsedFirst) {
    const set = ruleSets.get(id);
    const categories = new Map(set?.categories.map((category) => [category.id, category.title]));
    for (const rule of set?.rules ?? []) {
      const category = rule.id.split('/', 1)[0] ?? '';
      if (names.has(rule.id)) continue;
      names.set(rule.id, { ...rule, categoryTitle: categories.get(category) ?? category });
    }
  }
  return names;
}

export interface Judged {
  readonly row: Row;
  readonly letter: string;
}

/** Each rule's verdict in each repository that has a score, as letters. */
export function verdictsByRule({ active, ruleSets }: Organisation): ReadonlyMap<string, readonly Judged[]> {
  const byRule = new Map<string, Judged[]>();
  const lists = new Map<string, Judged[][]>();
  for (const [id, { rules }] of ruleSets) {
    lists.set(
      id,
      rules.map(({ id: rule }) => {
        const list = byRule.get(rule) ?? [];
        byRule.set(rule, list);
        return list;
      }),
    );
  }
  for (const row of active) {
    if (row.ml !== true || row.ruleSet === null || row.verdicts === null) continue;
    const verdicts = row.verdicts;
    lists.get(row.ruleSet)?.forEach((list, index) => {
      list.push({ row, letter: verdicts[index] ?? '-' });
    });
  }
  return byRule;
}

/** How often a rule passes, fails and all the rest. */
export interface RuleTally extends RuleName {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly waived: number;
  /** Waits for another rule, which fails. */
  readonly waits: number;
  readonly skip: number;
  /** How many of the fails are of severity high. */
  readonly high: number;
}

export function tallyOf(name: RuleName, judged: readonly Judged[]): RuleTally {
  const tally = { pass: 0, fail: 0, unknown: 0, waived: 0, waits: 0, skip: 0, high: 0 };
  for (const { letter } of judged) {
    const { standing, severity } = meaningOf(letter);
    if (standing === 'off' || standing === 'advice') tally.skip += 1;
    else tally[standing] += 1;
    if (severity === 'high') tally.high += 1;
  }
  return { ...name, ...tally };
}

/** Every rule with its tally, in the order of the rules. */
export function tallies(organisation: Organisation): readonly RuleTally[] {
  const byRule = verdictsByRule(organisation);
  return [...ruleNames(organisation).values()].map((name) => tallyOf(name, byRule.get(name.id) ?? []));
}

/** How much a fail weighs among the worst offenders: as in the score. */
const weights: Readonly<Record<string, number>> = { H: 3, M: 2, L: 1 };

/** Rules that fail somewhere, those first that cost the repositories most. */
export function worst(organisation: Organisation): readonly (RuleTally & { readonly weight: number })[] {
  const byRule = verdictsByRule(organisation);
  return [...ruleNames(organisation).values()]
    .map((name) => {
      const judged = byRule.get(name.id) ?? [];
      const weight = judged.reduce((sum, { letter }) => sum + (weights[letter] ?? 0), 0);
      return { ...tallyOf(name, judged), weight };
    })
    .filter(({ fail }) => fail > 0)
    .sort((a, b) => b.weight - a.weight || b.fail - a.fail || (a.id < b.id ? -1 : 1));
}

export function ruleOf(book: RuleBook, id: string): Rule | undefined {
  return book.rules.find((rule) => rule.id === id);
}
