// How well the score tells engineered projects from others: `npm run engineered -- --repos FOLDER --labels FILE`.
import { parseArgs } from 'node:util';
import { auditAll, keyOf, tellMissing } from './audits.ts';
import { type Engineered, json } from './labels.ts';
import { fromHere, hasCommit, missingObjects, newestCommit, placeOf } from './repositories.ts';
import { aucOf, type Scored, scoreOf, separations } from './separation.ts';
import { table } from './table.ts';
import { percent } from './tally.ts';

const usage = `npm run engineered -- --repos FOLDER --labels FILE
  --json   everything as JSON`;

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { repos: { type: 'string' }, labels: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if (values.repos === undefined || values.labels === undefined) throw new Error(usage);
  const folder = fromHere(values.repos);
  const wanted = (json(fromHere(values.labels)) as readonly Engineered[]).map((each) => stored(folder, each));
  const audits = await auditAll(folder, wanted);
  tellMissing(audits);
  const rows = wanted.flatMap((each) => {
    const report = audits.reports.get(keyOf(each));
    return report === undefined ? [] : [{ ...each, report }];
  });
  if (rows.length === 0) throw new Error('none of the labelled repositories could be audited');
  rows.sort((a, b) => scoreOf(b) - scoreOf(a) || (a.repo < b.repo ? -1 : 1));
  const whole = rows.filter(({ objects, moved }) => objects === 0 && !moved);
  const found = {
    auc: aucOf(rows),
    aucOfWhole: aucOf(whole),
    missing: audits.missing,
    projects: rows.map(({ report, ...row }) => ({
      ...row,
      ml: report.ml,
      profile: report.profile,
      score: report.score,
      grade: report.grade,
      gradeCap: report.gradeCap,
      fails: report.rules.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id),
    })),
    rules: separations(rows),
  };
  console.log(values.json ? JSON.stringify(found, null, 2) : page(found, rows, whole));
  return 0;
}

interface Stored extends Engineered {
  /** How many objects of the commit the stored copy lacks. */
  readonly objects: number;
  /** The labelled commit is not stored; the newest one is judged in its place. */
  readonly moved: boolean;
}

function stored(folder: string, project: Engineered): Stored {
  const place = placeOf(folder, project.repo);
  if (place === null) return { ...project, objects: 0, moved: false };
  if (hasCommit(place, project.commit)) {
    return { ...project, objects: missingObjects(place, project.commit), moved: false };
  }
  const commit = newestCommit(place) ?? project.commit;
  return { ...project, commit, objects: missingObjects(place, commit), moved: true };
}

function page(
  found: {
    readonly auc: number | null;
    readonly aucOfWhole: number | null;
    readonly rules: ReturnType<typeof separations>;
  },
  rows: readonly (Scored & Stored)[],
  whole: readonly Scored[],
): string {
  const count = (of: readonly Scored[]): string =>
    `${of.filter(({ engineered }) => engineered).length} engineered, ${of.filter(({ engineered }) => !engineered).length} others`;
  const figure = (value: number | null): string => value?.toFixed(3) ?? '–';
  const projects = table(
    ['score', 'grade', 'engineered', 'repository', 'profile', 'pass/fail/unknown', 'note'],
    rows.map(({ repo, engineered, report, objects, moved }) => [
      report.score?.toFixed(1) ?? '–',
      report.grade ?? '–',
      engineered ? 'yes' : '',
      repo,
      report.profile,
      `${report.counts.pass}/${report.counts.fail}/${report.counts.unknown}`,
      [
        report.ml ? '' : 'not taken for machine learning',
        report.gradeCap ?? '',
        objects === 0 ? '' : `${objects} missing objects`,
        moved ? 'newest stored commit' : '',
      ]
        .filter((text) => text !== '')
        .join('; '),
    ]),
    [0],
  );
  const rules = table(
    ['rule', 'engineered pass', 'others pass', 'difference', 'points', 'AUC lost without it'],
    found.rules.map(({ rule, engineered, others, difference, points, worth }) => [
      rule,
      percent(engineered),
      percent(others),
      difference === null ? '–' : (100 * difference).toFixed(0),
      points.toFixed(1),
      figure(worth),
    ]),
    [1, 2, 3, 4, 5],
  );
  return `${table(
    ['', 'AUC', 'projects'],
    [
      ['all', figure(found.auc), count(rows)],
      ['only whole copies of the labelled commit', figure(found.aucOfWhole), count(whole)],
    ],
    [1],
  )}\n${projects}\n${rules}`;
}
