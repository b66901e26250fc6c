import { walk } from './grammar.ts';
import type { Condition, Rule, RuleBook } from './model.ts';

/**
 * The part of a book that some rules need to be judged: themselves, the rules and traits that they depend on, and the
 * profile that needs nothing.
 */
export function partOf(book: RuleBook, rules: readonly Rule[]): RuleBook {
  const byId = new Map(book.rules.map((rule) => [rule.id, rule]));
  const traits = new Set<string>();
  const wanted = new Set<Rule>();
  const follow = (condition: Condition | undefined): void => {
    if (condition === undefined) return;
    walk(condition, (shape) => {
      if (shape.kind === 'rule') take(byId.get(shape.name));
      if (shape.kind !== 'trait' || traits.has(shape.name)) return;
      traits.add(shape.name);
      follow(book.traits.find(({ id }) => id === shape.name)?.expect);
    });
  };
  const take = (rule: Rule | undefined): void => {
    if (rule === undefined || wanted.has(rule)) return;
    wanted.add(rule);
    for (const condition of [rule.when, rule.expect, ...rule.fix.map(({ when }) => when)]) follow(condition);
  };
  rules.forEach(take);
  return {
    ...book,
    traits: book.traits.filter(({ id }) => traits.has(id)),
    profiles: book.profiles.filter(({ when }) => when === undefined),
    rules: book.rules.filter((rule) => wanted.has(rule)),
  };
}
