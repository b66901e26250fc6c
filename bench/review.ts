// What remains to be checked: `npm run review -- --repos FOLDER --list FILE`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Severity } from '../src/model.ts';
import { auditAll, keyOf, tellMissing, type Wanted } from './audits.ts';
import { excerpt, withheld } from './excerpt.ts';
import { type Unchecked, unchecked } from './findings.ts';
import { json } from './labels.ts';
import { fromHere, placeOf, textOf } from './repositories.ts';
import { placed, type Reviewed } from './reviewed.ts';

const usage = `npm run review -- --repos FOLDER --list FILE [RULE …]
  RULE               ids or categories to look at alone
  --list FILE        a repository a line: owner/name,commit and more after a comma
  --severity NAMES   of the fails to show, separated by commas (default: high)
  --most NUMBER      so many findings of one fail are enough (default: 3)
  --around NUMBER    lines before and after (default: 3)
Prints every finding that bench/reviewed.json does not have, and below it the line to complete.`;

const here = fileURLToPath(new URL('.', import.meta.url));

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      repos: { type: 'string' },
      list: { type: 'string' },
      severity: { type: 'string', default: 'high' },
      most: { type: 'string', default: '3' },
      around: { type: 'string', default: '3' },
    },
  });
  if (values.repos === undefined || values.list === undefined) throw new Error(usage);
  const folder = fromHere(values.repos);
  const wanted = listed(readFileSync(fromHere(values.list), 'utf8'));
  const reviewed = json(`${here}reviewed.json`) as readonly Reviewed[];
  const audits = await auditAll(folder, wanted);
  tellMissing(audits);
  if (audits.reports.size === 0) throw new Error('none of the repositories could be audited');
  const severities = values.severity.split(',') as Severity[];
  let count = 0;
  for (const each of wanted) {
    const report = audits.reports.get(keyOf(each));
    const place = placeOf(folder, each.repo);
    if (report === undefined || place === null) continue;
    const hidden = withheld(report);
    for (const one of unchecked(each.repo, report, reviewed, severities, Number(values.most))) {
      const { rule } = one.entry;
      if (positionals.length > 0 && !positionals.some((id) => rule === id || rule.startsWith(`${id}/`))) continue;
      count += 1;
      console.log(shown(one, place, hidden, Number(values.around)));
    }
  }
  console.error(`${count} findings to check`);
  return 0;
}

function listed(text: string): Wanted[] {
  return text
    .split('\n')
    .map((line) => line.split(',').map((part) => part.trim()))
    .flatMap(([repo, commit]) => (repo && commit ? [{ repo, commit }] : []));
}

function shown(
  { entry, title, finding, because }: Unchecked,
  place: string,
  hidden: ReadonlySet<string>,
  around: number,
) {
  const head = `## ${placed(entry)}\n${title}: not so, says the tool`;
  const body =
    finding === null
      ? because.map(({ path, line, message }) => `  applies, for ${path}:${line} ${message}`)
      : [`  ${finding.message}`, ...source(entry, place, hidden, around)];
  return [head, ...body, JSON.stringify({ ...entry, true: null, why: '' }), ''].join('\n');
}

function source(
  entry: Unchecked['entry'],
  place: string,
  hidden: ReadonlySet<string>,
  around: number,
): readonly string[] {
  const { path, line, cell } = entry;
  if (path === null || line === null) return [];
  const text = hidden.has(path) ? '' : textOf(place, entry.commit, path);
  if (text === null) return ['  (its content is not stored)'];
  const lines = excerpt(text, { path, line, ...(cell === undefined ? {} : { cell }) }, hidden, around);
  return lines ?? ['  (not shown: the file holds a credential)'];
}
