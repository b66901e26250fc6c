// How far the verdicts agree with hand labels: `npm run accuracy -- --repos FOLDER --labels FOLDER` (after a build).
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ruleFiles } from '../scripts/rule-book.ts';
import { accuracyAsMarkdown, differencesAsMarkdown } from './accuracy-page.ts';
import { adviceOf, evidence, isReported, withAdvice } from './advice.ts';
import { auditAll, keyOf, tellMissing } from './audits.ts';
import { asContested, described, differences, judged } from './compare.ts';
import { type Contest, json, labelsIn } from './labels.ts';
import { fromHere } from './repositories.ts';
import type { Reviewed } from './reviewed.ts';
import { tallies, tally } from './tally.ts';

const usage = `npm run accuracy -- --repos FOLDER --labels FOLDER [RULE …]
  RULE             ids or categories to look at alone
  --differences    list every difference with its place and note
  --reviewed       judge the findings of bench/reviewed.json, too, by auditing their repositories
  --write-advice   make rules advice whose findings are not precise enough, and others not (implies --reviewed)
  --check-advice   exit code 1 where --write-advice would change a rule
  --json           everything as JSON`;

const here = fileURLToPath(new URL('.', import.meta.url));
const rules = fileURLToPath(new URL('../rules/', import.meta.url));

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const truth = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      repos: { type: 'string' },
      labels: { type: 'string' },
      differences: truth,
      reviewed: truth,
      'write-advice': truth,
      'check-advice': truth,
      json: truth,
    },
  });
  if (values.repos === undefined || values.labels === undefined) throw new Error(usage);
  const settlesAdvice = values['write-advice'] || values['check-advice'];
  const folder = fromHere(values.repos);
  const labels = labelsIn(fromHere(values.labels));
  const contests = json(`${here}contested.json`) as readonly Contest[];
  const reviewed = values.reviewed || settlesAdvice ? (json(`${here}reviewed.json`) as readonly Reviewed[]) : [];

  const audits = await auditAll(folder, [...labels, ...reviewed]);
  tellMissing(audits);
  const pairs = labels.flatMap((label) => {
    const report = audits.reports.get(keyOf(label));
    return report === undefined ? [] : [{ label, report }];
  });
  if (pairs.length === 0) throw new Error('none of the labelled repositories could be audited');

  const isMeant = ({ rule }: { readonly rule: string }): boolean =>
    positionals.length === 0 || positionals.some((each) => rule === each || rule.startsWith(`${each}/`));
  const all = pairs.flatMap(({ label, report }) => judged(label, report, contests));
  const rows = all.filter(isMeant);
  const existing = rows.filter(({ got }) => got !== 'absent');
  const gathered = evidence(all, reviewed, audits.reports);
  const advice = adviceOf(gathered);
  const found = {
    repositories: pairs.map(({ label }) => ({ repo: label.repo, commit: label.commit })),
    missing: audits.missing,
    figures: {
      existing: tally(existing),
      scored: tally(existing.filter((row) => !row.advice)),
      labelled: tally(rows),
      contestedExisting: tally(asContested(existing)),
      contestedLabelled: tally(asContested(rows)),
    },
    rules: Object.fromEntries(tallies(rows)),
    absent: [...new Set(rows.filter(({ got }) => got === 'absent').map(({ rule }) => rule))].sort(),
    described: pairs.map(({ label, report }) => described(label, report)),
    differences: pairs.flatMap(({ label, report }) => differences(label, report, contests)).filter(isMeant),
    reviewed: reviewed.filter(isMeant).map((entry) => ({
      ...entry,
      reported: isReported(entry, audits.reports.get(keyOf(entry))),
    })),
    advice: Object.fromEntries(advice),
  };
  if (values.json) console.log(JSON.stringify(found, null, 2));
  else console.log(accuracyAsMarkdown(found) + (values.differences ? differencesAsMarkdown(found) : ''));
  return settlesAdvice ? settle(advice, values['write-advice']) : 0;
}

/** Brings the rule files in line. @returns 1 where one is not and nothing is to be written */
function settle(advice: ReturnType<typeof adviceOf>, write: boolean): number {
  const stale = ruleFiles()
    .filter(({ path }) => path.includes('/'))
    .map(({ path, text }) => ({ path, text, wanted: withAdvice(text, advice.get(path.replace(/\.yml$/, '')) ?? null) }))
    .filter(({ text, wanted }) => text !== wanted);
  for (const { path, wanted } of stale) {
    if (write) writeFileSync(rules + path, wanted);
    console.error(write ? `wrote rules/${path}` : `rules/${path} is stale: run with --write-advice`);
  }
  return stale.length > 0 && !write ? 1 : 0;
}
