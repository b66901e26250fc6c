// How the tool fares on its peers' own tests, replayed from stored copies: `npm run -s peers -- --repos FOLDER`.
import { parseArgs } from 'node:util';
import { defaultConfig } from '../src/defaults.ts';
import { auditSource } from '../src/engine.ts';
import { probes } from '../src/probes/index.ts';
import { memorySource } from '../src/source/memory.ts';
import { ownBook } from '../test/engine/support.ts';
import { copyOf } from './peers/copy.ts';
import { exampleProjects, iterationsOf } from './peers/iterations.ts';
import type { Case, Suite } from './peers/suite.ts';
import { suites } from './peers/suites.ts';
import { fromHere, placeOf } from './repositories.ts';
import { table } from './table.ts';
import { percent, share } from './tally.ts';

const usage = `npm run -s peers -- --repos FOLDER [SUITE …]
  --repos FOLDER   holds the copies as owner+name
  --differences    every case that is not as expected`;

const book = ownBook();

interface Judged extends Case {
  /** What the rules of the case say. */
  readonly got: 'finding' | 'hint' | 'silent';
  readonly right: boolean;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { repos: { type: 'string' }, differences: { type: 'boolean', default: false } },
  });
  if (values.repos === undefined) throw new Error(usage);
  const folder = fromHere(values.repos);
  const rows: string[][] = [];
  let short = false;
  for (const suite of suites) {
    if (positionals.length > 0 && !positionals.includes(suite.name)) continue;
    const place = placeOf(folder, suite.repo);
    if (place === null) {
      console.error(`${suite.repo}: is not in the folder`);
      continue;
    }
    const judged: Judged[] = [];
    for (const one of suite.cases(copyOf(place))) judged.push(await judge(one));
    const kept = judged.filter(({ excluded }) => excluded === undefined);
    const result = share(kept, ({ right }) => right);
    short ||= result.hits < suite.least * result.of || kept.length < 0.9 * judged.length;
    rows.push(rowOf(suite, judged, kept));
    if (values.differences) tell(suite, judged);
  }
  console.log(
    table(
      [
        'suite',
        'without exclusions',
        'with all',
        'to be found',
        'only as hints',
        'to be silent',
        'excluded',
        'at least',
      ],
      rows,
      [1, 2, 3, 4, 5, 6, 7],
    ),
  );
  if (positionals.length === 0) short = (await falling(folder)) || short;
  return short ? 1 : 0;
}

/** Shows the scores along the example projects. @returns whether one falls */
async function falling(folder: string): Promise<boolean> {
  const place = placeOf(folder, exampleProjects);
  if (place === null) return false;
  const scores = await iterationsOf(place, book);
  console.log(
    table(
      ['example project', 'score'],
      scores.map(({ branch, score }) => [branch, String(score)]),
      [1],
    ),
  );
  return scores.some(({ score }, index) => score < (scores[index - 1]?.score ?? 0));
}

async function judge(one: Case): Promise<Judged> {
  const wanted = new Set(one.rules);
  const rules = book.rules.filter(({ id }) => wanted.has(id)).map(({ when: _, ...rule }) => rule);
  const report = await auditSource(memorySource(one.files), { ...book, rules }, defaultConfig, {
    date: '2026-01-01',
    version: '0.0.0',
    probes,
  });
  const told = report.rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'pass');
  const failed = told.some(({ verdict }) => verdict === 'fail');
  const hinted = told.some(({ findings }) => findings.some(({ confidence }) => confidence === 'hint'));
  const got = failed ? 'finding' : hinted ? 'hint' : 'silent';
  return { ...one, got, right: one.expected === 'silent' ? !failed : one.strict === true ? failed : got !== 'silent' };
}

function rowOf({ name, least }: Suite, judged: readonly Judged[], kept: readonly Judged[]): string[] {
  const right = ({ right: is }: Judged): boolean => is;
  const found = kept.filter(({ expected }) => expected === 'finding');
  return [
    name,
    percent(share(kept, right)),
    percent(share(judged, right)),
    percent(share(found, right)),
    String(found.filter(({ got }) => got === 'hint').length),
    percent(
      share(
        kept.filter(({ expected }) => expected === 'silent'),
        right,
      ),
    ),
    String(judged.length - kept.length),
    `${100 * least} %`,
  ];
}

function tell(suite: Suite, judged: readonly Judged[]): void {
  for (const { name, expected, got, right, excluded, rules } of judged) {
    if (right && excluded === undefined) continue;
    const why = excluded === undefined ? '' : `; excluded: ${excluded}`;
    console.error(`${suite.name} ${name}: ${expected} expected, ${got} (${rules.join(', ')})${why}`);
  }
}
