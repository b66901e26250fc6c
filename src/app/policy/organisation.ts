import { defaultConfig } from '../../defaults.ts';
import type { Organisation } from '../../github/organisation.ts';
import type { Config, RuleBook } from '../../model.ts';
import type { Configured } from '../../surface/configuration.ts';
import { rulesFrom } from '../../surface/rule-files.ts';
import type { Plan } from './plan.ts';

/**
 * What stands above a repository's configuration by the policy: the repository has the last word on what the policy
 * merely sets, and none on what it enforces.
 * @param overruled is told what of a repository's configuration does not count, a line each
 * @throws UsageError for rules of the organisation that cannot be read
 */
export async function organisationOf(
  plan: Plan,
  builtIn: RuleBook,
  overruled: (line: string) => void,
): Promise<Organisation> {
  const book = plan.rules.length === 0 ? builtIn : await rulesFrom(plan.rules, builtIn);
  const enforced = new Set(Object.keys(plan.enforce));
  return { book, enforced, over: (own) => over(own, plan, book, enforced, overruled) };
}

function over(
  { config, book: ownBook }: Configured,
  plan: Plan,
  book: RuleBook,
  enforced: ReadonlySet<string>,
  overruled: (line: string) => void,
): Configured {
  const strict = enforced.size > 0;
  const free = <T>(given: Readonly<Record<string, T>>, what: string): Readonly<Record<string, T>> =>
    Object.fromEntries(
      Object.entries(given).filter(([id]) => {
        if (enforced.has(id)) overruled(`the ${what} of ${id} is the organisation's`);
        return !enforced.has(id);
      }),
    );
  const waivers = config.waivers.filter(({ rule }) => {
    if (enforced.has(rule)) overruled(`${rule} is enforced by the organisation; the repository cannot waive it`);
    return !enforced.has(rule);
  });
  // Whoever hides files or cuts them off switches every rule off.
  if (strict && config.ignore.length > 0) overruled('the organisation enforces rules, so "ignore" does not count');
  const merged: Config = {
    profile: config.profile ?? plan.profile,
    severities: record({ ...plan.severities, ...free(config.severities, 'severity'), ...plan.enforce }),
    thresholds: record({ ...plan.thresholds, ...free(config.thresholds, 'threshold') }),
    ignore: strict ? plan.ignore : [...plan.ignore, ...config.ignore],
    limits: strict ? defaultConfig.limits : config.limits,
    rules: config.rules,
    waivers: [...waivers, ...plan.waivers],
    attestations: config.attestations,
  };
  const named = new Map(book.rules.map((rule) => [rule.id, rule]));
  const replaced = ownBook.rules.filter(
    (rule) => named.has(rule.id) && JSON.stringify(named.get(rule.id)) !== JSON.stringify(rule),
  );
  if (!strict || replaced.length === 0) return { config: merged, book: ownBook };
  for (const { id } of replaced) overruled(`the organisation enforces rules, so ${id} is not replaced`);
  return { config: merged, book: { ...ownBook, rules: ownBook.rules.map((rule) => named.get(rule.id) ?? rule) } };
}

function record<T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), values);
}
