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

/** The verdict of one rule in each repository that has a score. */
export function judgedBy({ active, ruleSets }: Organisation, id: string): readonly Judged[] {
  const positions = new Map([...ruleSets].map(([set, { rules }]) => [set, rules.findIndex((rule) => rule.id === id)]));
  return active.flatMap((row): Judged[] => {
    const position = row.ml === true && row.ruleSet !== null ? (positions.get(row.ruleSet) ?? -1) : -1;
    return position < 0 ? [] : [{ row, letter: row.verdicts?.[position] ?? '-' }];
  });
}

/** How often each rule has each letter; letters are counted by their code. */
type Counts = Uint32Array;

function countsByRule({ active, ruleSets }: Organisation): ReadonlyMap<string, Counts> {
  const byRule = new Map<string, Counts>();
  const bySet = new Map<string, readonly Counts[]>();
  for (const [set, { rules }] of ruleSets) {
    bySet.set(
      set,
      rules.map(({ id }) => {
        const counts = byRule.get(id) ?? new Uint32Array(128);
        byRule.set(id, counts);
        return counts;
      }),
    );
  }
  for (const { ml, ruleSet, verdicts } of active) {
    const counts = ruleSet === null ? undefined : bySet.get(ruleSet);
    if (ml !== true || verdicts === null || counts === undefined) continue;
    counts.forEach((count, index) => {
      const code = verdicts.charCodeAt(index) % count.length;
      count[code] = (count[code] ?? 0) + 1;
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
}

function tallyFrom(name: RuleName, counts: Counts | undefined): RuleTally {
  const tally = { pass: 0, fail: 0, unknown: 0, waived: 0, waits: 0, skip: 0 };
  counts?.forEach((count, code) => {
    if (count === 0) return;
    const { standing } = meaningOf(String.fromCharCode(code));
    if (standing === 'off' || standing === 'advice') tally.skip += count;
    else tally[standing] += count;
  });
  return { ...name, ...tally };
}

/** Every rule with its tally, in the order of the rules. */
export function tallies(organisation: Organisation): readonly RuleTally[] {
  const counts = countsByRule(organisation);
  return [...ruleNames(organisation).values()].map((name) => tallyFrom(name, counts.get(name.id)));
}

/** How much a fail weighs among the worst offenders: as in the score. */
const weights = { H: 3, M: 2, L: 1 } as const;

/** Rules that fail somewhere, those first that cost the repositories most. */
export function worst(organisation: Organisation): readonly (RuleTally & { readonly weight: number })[] {
  const counts = countsByRule(organisation);
  return [...ruleNames(organisation).values()]
    .map((name) => {
      const of = counts.get(name.id);
      const weight = Object.entries(weights).reduce(
        (sum, [letter, each]) => sum + each * (of?.[letter.charCodeAt(0)] ?? 0),
        0,
      );
      return { ...tallyFrom(name, of), weight };
    })
    .filter(({ fail }) => fail > 0)
    .sort((a, b) => b.weight - a.weight || b.fail - a.fail || (a.id < b.id ? -1 : 1));
}

export function ruleOf(book: RuleBook, id: string): Rule | undefined {
  return book.rules.find((rule) => rule.id === id);
}
