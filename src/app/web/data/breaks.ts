import type { Break, Row } from '../../store/overview.ts';
import { isFail } from '../../store/verdicts.ts';
import type { Organisation } from './organisation.ts';

/** A rule that began to fail lately in some repositories, and still does. */
export interface NewlyFailing {
  readonly rule: string;
  readonly title: string;
  readonly repositories: readonly { readonly row: Row; readonly at: Date }[];
}

/** By rule, the most widespread first. */
export function newlyFailing(organisation: Organisation, breaks: readonly Break[]): readonly NewlyFailing[] {
  const rows = new Map(organisation.active.map((row) => [row.id, row]));
  const positions = new Map(
    [...organisation.ruleSets].map(([id, { rules }]) => [
      id,
      new Map(rules.map((rule, index) => [rule.id, { ...rule, index }])),
    ]),
  );
  const byRule = new Map<string, { title: string; repositories: Map<number, { row: Row; at: Date }> }>();
  for (const { repositoryId, rule, at } of breaks) {
    const row = rows.get(repositoryId);
    const known = row?.ruleSet ? positions.get(row.ruleSet)?.get(rule) : undefined;
    if (row === undefined || known === undefined || !isFail(row.verdicts?.[known.index])) continue;
    const entry = byRule.get(rule) ?? { title: known.title, repositories: new Map() };
    byRule.set(rule, entry);
    if (!entry.repositories.has(row.id)) entry.repositories.set(row.id, { row, at });
  }
  return [...byRule]
    .map(([rule, { title, repositories }]) => ({ rule, title, repositories: [...repositories.values()] }))
    .sort((a, b) => b.repositories.length - a.repositories.length || (a.rule < b.rule ? -1 : 1));
}
