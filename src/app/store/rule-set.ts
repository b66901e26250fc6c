import { createHash } from 'node:crypto';
import type { Report } from '../../model.ts';
import type { Queries } from './database.ts';

/** Rules and categories by the names that people see, in the order of the report. */
export interface RuleNames {
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  readonly categories: readonly { readonly id: string; readonly title: string }[];
}

export interface RuleSet {
  readonly id: string;
  readonly names: RuleNames;
}

/** The rules that a report lists; reports of one version and one configuration share it. */
export function ruleSetOf(report: Report): RuleSet {
  const names: RuleNames = {
    rules: report.rules.map(({ id, title }) => ({ id, title })),
    categories: report.categories.map(({ id, title }) => ({ id, title })),
  };
  return { id: createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 32), names };
}

export async function keepRuleSet({ db }: Queries, { id, names }: RuleSet): Promise<void> {
  await db
    .insertInto('ruleSets')
    .values({ id, names: JSON.stringify(names) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Retention deletes rule sets that no audit has, and must not do so before the audit is there.
  await db.selectFrom('ruleSets').select('id').where('id', '=', id).forKeyShare().execute();
}

export async function ruleSets({ db }: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, RuleNames>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('ruleSets')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, names }) => [id, names]));
}
