import stringWidth from 'string-width';
import type { ProjectsReport } from '../../model.ts';
import { line, longest } from '../neutral.ts';
import { shortCommit } from '../order.ts';
import { hang, heading, type Page, padEnd, padStart, page, widthOf } from '../page.ts';
import { where } from '../place.ts';
import { table } from '../places.ts';
import { type TextOptions, text } from '../text.ts';
import { byScore, countOf, firstStep, projectName, scoreOf } from './words.ts';

/** All projects for a terminal: a table of them, the lowest score first, then each with what to do first. */
export function projectsText(report: ProjectsReport, options: TextOptions): string {
  const on = page(options);
  const { graded, others } = byScore(report);
  const marks = report.notices.map((notice) => ({ where: where(notice), message: line(notice.message) }));
  const lines = [
    ...title(report, on),
    '',
    ...summary(report, on),
    ...(others.length === 0
      ? []
      : ['', ...hang(on.margin, `Not about machine learning: ${others.map(projectName).join(', ')}.`, on.width)]),
    ...(marks.length === 0 ? [] : [...heading('To be looked at', on), ...table(marks, 4, on)]),
  ];
  const start = `${lines.map((one) => one.trimEnd()).join('\n')}\n`;
  if (options.quiet) return start;
  const each = graded.map(({ report: own }) => text(own, { ...options, quiet: !options.verbose }));
  return [start, ...each].join('\n');
}

function title(report: ProjectsReport, on: Page): string[] {
  const commit = shortCommit(report.commit);
  const name = `${line(report.name, longest.name)}${commit === null ? '' : ` @ ${commit}`}`;
  const all = [`${report.tool.name} ${line(report.tool.version)}`, name, countOf(report)];
  return stringWidth(all.join('   ')) <= on.width ? [all.join('   ')] : all.flatMap((one) => hang('', one, on.width));
}

function summary(report: ProjectsReport, on: Page): string[] {
  const { graded } = byScore(report);
  const rows = graded.map((project) => ({
    grade: project.report.grade ?? '–',
    score: scoreOf(project.report),
    name: projectName(project),
    counts: `${project.report.counts.fail} of ${project.report.counts.apply} fail`,
    step: firstStep(project.report),
  }));
  const [score, name, counts] = [
    widthOf(rows.map((row) => row.score)),
    widthOf(rows.map((row) => row.name)),
    widthOf(rows.map((row) => row.counts)),
  ];
  return rows.flatMap((row) => {
    const start = `${on.margin}${row.grade}  ${padStart(row.score, score)}  `;
    const room = on.width - stringWidth(start) - name - counts - 4;
    if (room < 0) return [`${start}${row.name}`, ...hang('      ', row.counts, on.width)];
    const first = row.step === '' || room < 24 ? '' : on.paint.dim(`first: ${cut(row.step, room - 7)}`);
    return [`${start}${padEnd(row.name, name)}  ${padEnd(row.counts, counts)}  ${first}`];
  });
}

function cut(step: string, room: number): string {
  return stringWidth(step) <= room ? step : `${step.slice(0, Math.max(0, room - 1)).trimEnd()}…`;
}
