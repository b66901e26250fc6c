import stringWidth from 'string-width';
import type { Report } from '../model.ts';
import { advice, background, unread } from './aside.ts';
import { line, longest } from './neutral.ts';
import { decimal, figure, signed } from './number.ts';
import { groups, nextSteps, secretFails, shortCommit } from './order.ts';
import { hang, heading, type Page, padEnd, padStart, page, widthOf } from './page.ts';
import { category, columns, practice } from './practices.ts';
import { notices } from './waived.ts';
import { caveats, countWords, more, notMachineLearning, reachWords, waivedSecrets } from './words.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal; at least 40 are used and at most 120. */
  readonly width: number;
  /** Every place, and what passes or does not apply. */
  readonly verbose: boolean;
  /** Only the verdict and the steps to the next grade. */
  readonly quiet: boolean;
}

/** The report for a terminal: the verdict first, then what fails and where, then what to do first. Ends with a line break. */
export function text(report: Report, options: TextOptions): string {
  const on = page(options);
  const body = report.ml ? graded(report, options.quiet, on) : ungraded(report, options.quiet, on);
  return [...title(report, on), ...body, ''].map((text) => text.replaceAll('\u00a0', ' ').trimEnd()).join('\n');
}

function title(report: Report, on: Page): string[] {
  const tool = `${report.tool.name} ${line(report.tool.version)}`;
  const commit = shortCommit(report.commit);
  const name = `${line(report.name, longest.name)}${commit === null ? '' : ` @ ${commit}`}`;
  const profile = report.ml ? `${line(report.profile)}: ${line(report.profileReason)}` : '';
  const all = [tool, name, profile].filter(Boolean).join('   ');
  if (on.wide && stringWidth(all) <= on.width) return [all];
  const start = `${tool}   ${name}`;
  const heads = stringWidth(start) <= on.width ? [start] : [tool, ...hang('', name, on.width)];
  return profile === '' ? heads : [...heads, ...hang('', profile, on.width)];
}

function graded(report: Report, quiet: boolean, on: Page): string[] {
  if (quiet) return [...verdict(report, on), ...steps(report, on)];
  return [
    ...verdict(report, on),
    ...categories(report, on),
    ...unread(report, on),
    ...notices(report, on),
    ...advice(report, on),
    ...(on.verbose ? background(report, on) : []),
    ...steps(report, on),
    ...commands(report, on),
  ];
}

/** Categories with a blank line between them, except where one line says all. */
function categories(report: Report, on: Page): string[] {
  const at = columns(report.rules, on);
  const blocks = groups(report)
    .map((group) => category(group, report, at, on))
    .filter((block) => block.length > 0);
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    return before && before.length === 1 && block.length === 1 ? block : ['', ...block];
  });
}

function ungraded(report: Report, quiet: boolean, on: Page): string[] {
  const said = [
    '',
    ...[`${notMachineLearning(report)} There is no grade.`, ...waivedSecrets(report)].flatMap((text) =>
      hang(on.margin, text, on.width),
    ),
  ];
  const leaks = secretFails(report);
  if (quiet || leaks.length === 0) return said;
  const at = columns(leaks, on);
  return [
    ...said,
    ...heading('A leaked secret matters in any repository:', on),
    ...leaks.flatMap((rule) => practice(rule, report, at, on)),
  ];
}

function verdict(report: Report, on: Page): string[] {
  const counts = countWords(report)
    .map((text) => text.replaceAll(' ', '\u00a0'))
    .join(' · ');
  const qualified = caveats(report);
  if (report.grade === null || report.score === null) {
    return ['', ...[counts, ...qualified].flatMap((text) => hang(on.margin, text, on.width))];
  }
  const style = { A: on.paint.green, B: on.paint.green, C: on.paint.yellow, D: on.paint.red, F: on.paint.red }[
    report.grade
  ];
  const head = `${on.margin}${report.grade}   ${figure(report.score)} of 100`;
  const styled = head.replace(report.grade, (grade) => on.paint.bold(style(grade)));
  const indent = ' '.repeat(on.margin.length + 4);
  const together = stringWidth(head) + 6 + stringWidth(counts) <= on.width;
  return [
    '',
    together ? `${styled}      ${counts}` : styled,
    ...(together ? [] : hang(indent, counts, on.width)),
    ...qualified.flatMap((text) => hang(indent, text, on.width)),
  ];
}

const mostSteps = 5;

function steps(report: Report, on: Page): string[] {
  const all = nextSteps(report);
  if (all.length === 0) return [];
  const shown = on.verbose ? all : all.slice(0, report.nextGrade === null ? 3 : mostSteps);
  const points = widthOf(shown.map((step) => signed(step.points)));
  const rest = all.slice(shown.length);
  const restPoints = decimal(rest.reduce((sum, step) => sum + step.points, 0));
  return [
    ...heading(reachWords(report), on),
    ...shown.flatMap((step) => hang(`    ${padStart(signed(step.points), points)}  `, line(step.title), on.width)),
    ...(rest.length > 0 && report.nextGrade !== null
      ? hang(`    ${' '.repeat(points)}  `, `${more(rest.length)}, worth ${restPoints} together`, on.width)
      : []),
  ];
}

function commands(report: Report, on: Page): string[] {
  const first = nextSteps(report)[0];
  const lines = [
    ...(first ? [['why, and how to do it:', `mlready explain ${line(first.id)}`]] : []),
    ...(on.verbose ? [] : [['all places, and what passes:', 'mlready --verbose']]),
  ];
  const [left = 0, right = 0] = [0, 1].map((column) => widthOf(lines.map((cells) => cells[column] ?? '')));
  const together = left + right + 4 <= on.width;
  return lines.length === 0
    ? []
    : [
        '',
        ...lines.flatMap(([why = '', command = '']) =>
          together
            ? [`${on.margin}${on.paint.dim(padEnd(why, left))}  ${command}`]
            : [on.margin + on.paint.dim(why), `${on.margin}  ${command}`],
        ),
      ];
}
