import type { Crosswalk, Rule } from '../src/model.ts';

/**
 * The text of a rule file with the items of published lists that it stands for. They are written in the list alone
 * (`rules` of the item); what else the line names stays.
 * @throws Error where the line is a list of another form than `stands-for: [a, b]`
 */
export function withStandsFor(text: string, rule: Rule, lists: readonly Crosswalk[]): string {
  const published = lists.filter(({ source }) => source !== undefined);
  const items = published.flatMap(({ sections }) => sections.flatMap((section) => section.items));
  const own = rule.standsFor.filter((id) => !published.some((list) => id.startsWith(`${list.id}/`)));
  const from = items.filter(({ rules }) => rules.includes(rule.id)).map(({ id }) => id);
  const wanted = [...own, ...from];
  if (wanted.join() === rule.standsFor.join()) return text;
  const line = wanted.length === 0 ? '' : `stands-for: [${wanted.join(', ')}]\n`;
  const written = /^stands-for: \[[^\]\n]*\]\n/m;
  if (written.test(text)) return text.replace(written, line);
  if (/^stands-for:/m.test(text)) throw new Error(`rules/${rule.id}.yml: write stands-for as a list in brackets`);
  return text.replace(/^examples:$/m, `${line}examples:`);
}

/** What lists say of rules that there are not, a line each. */
export function absentRules(lists: readonly Crosswalk[], rules: readonly Rule[]): string[] {
  const known = new Set(rules.map(({ id }) => id));
  return lists.flatMap(({ id: list, sections }) =>
    sections
      .flatMap(({ items }) => items)
      .flatMap((item) =>
        [...item.rules, ...item.needs]
          .filter((id) => !known.has(id))
          .map((id) => `rules/crosswalks/${list}.yml: ${item.id} names the rule ${id}, which there is not`),
      ),
  );
}
