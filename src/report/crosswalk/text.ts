import stringWidth from 'string-width';
import type { CrosswalkReport, CrosswalkRow, ItemStatus } from '../../model.ts';
import { line, longest } from '../neutral.ts';
import { shortCommit } from '../order.ts';
import { hang, heading, type Page, padEnd, padStart, page, widthOf } from '../page.ts';
import { where } from '../place.ts';
import { table } from '../places.ts';
import type { TextOptions } from '../text.ts';
import { attestationExample, attestationWords, countWords, half, shortId, statuses, verdictWords } from './words.ts';

/** A published list for a terminal: the score first where it has one, then item by item what shows it. */
export function crosswalkText(report: CrosswalkReport, options: TextOptions): string {
  const on = page(options);
  const lines = [...title(report, on), ...verdict(report, on), ...(options.quiet ? [] : body(report, on)), ''];
  return lines.map((text) => text.replaceAll('\u00a0', ' ').trimEnd()).join('\n');
}

function title({ tool, name, commit, list }: CrosswalkReport, on: Page): string[] {
  const short = shortCommit(commit);
  const subject = `${line(name, longest.name)}${short === null ? '' : ` @ ${short}`}`;
  const all = [`${tool.name} ${line(tool.version)}`, subject, line(list.title)];
  const about = hang(on.margin, line(list.about), on.width, on.paint.dim);
  const joined = all.join('   ');
  return [...(stringWidth(joined) <= on.width ? [joined] : all.flatMap((text) => hang('', text, on.width))), ...about];
}

function verdict(report: CrosswalkReport, on: Page): string[] {
  const counts = countWords(report)
    .map((text) => text.replaceAll(' ', '\u00a0'))
    .join(' · ');
  if (report.score === null) return ['', ...hang(on.margin, counts, on.width)];
  const { value, of, reading } = report.score;
  const head = `${on.margin}${on.paint.bold(half(value))} of ${of}   `;
  const indent = `${on.margin}${half(value)} of ${of}   `.length;
  const [first = '', ...rest] = hang(' '.repeat(indent), line(reading), on.width);
  return ['', head + first.slice(indent), ...rest, ...hang(' '.repeat(indent), counts, on.width)];
}

interface Columns {
  readonly label: number;
  readonly id: number;
  readonly says: number;
  readonly points: number;
}

function body(report: CrosswalkReport, on: Page): string[] {
  const rows = report.sections.flatMap(({ items }) => items);
  const label = widthOf(statuses);
  const id = widthOf(rows.map(shortId));
  const points = widthOf(rows.map((row) => (row.points === null ? '' : half(row.points))));
  const room = on.width - 4 - label - id - points - 6;
  const at = { label, id, points, says: Math.max(20, Math.min(room, widthOf(rows.map(({ says }) => says)))) };
  const marks = report.notices.map((notice) => ({ where: where(notice), message: line(notice.message) }));
  const example = attestationExample(report);
  return [
    ...report.sections.flatMap((section) => {
      const score = section.score === null ? '' : `  ${half(section.score)} of ${section.items.length}`;
      return [
        '',
        `${on.margin}${on.paint.bold(line(section.title))}${score}`,
        ...section.items.flatMap((row) => item(row, at, on)),
      ];
    }),
    ...(marks.length === 0 ? [] : [...heading('To be looked at', on), ...table(marks, 4, on)]),
    ...(example === null
      ? []
      : [...heading('What no rule can see is attested in .mlready.yml:', on), ...example.map((text) => `    ${text}`)]),
  ];
}

function item(row: CrosswalkRow, at: Columns, on: Page): string[] {
  const points = row.points === null ? '' : padStart(half(row.points), at.points);
  const status = styles[row.status](on)(padEnd(row.status, at.label));
  const attested = attestationWords(row);
  if (!on.wide) {
    return [
      `  ${status}  ${on.paint.dim(shortId(row))}  ${points}`,
      ...hang('    ', row.says, on.width),
      ...(attested === null ? [] : hang('    ', attested, on.width)),
      ...evidence(row, 4, on),
    ];
  }
  const indent = 4 + at.label + 2 + at.id + 2;
  const [first = '', ...rest] = hang('', row.says, at.says);
  return [
    `    ${status}  ${on.paint.dim(padEnd(shortId(row), at.id))}  ${padEnd(first, at.says)}  ${points}`,
    ...rest.map((text) => ' '.repeat(indent) + text),
    ...(attested === null ? [] : hang(' '.repeat(indent), attested, on.width)),
    ...evidence(row, indent, on),
  ];
}

/** The rules that have a say, with the first place of each, or with all that the report holds. */
function evidence(row: CrosswalkRow, indent: number, on: Page): string[] {
  const shown = on.verbose ? row.rules : row.rules.filter(({ verdict }) => verdict !== 'skip');
  return shown.flatMap((rule) => {
    const head = `${' '.repeat(indent)}${on.paint.dim(rule.id)}  ${verdictWords(rule)}`;
    const [first] = rule.findings;
    if (first === undefined) return [head];
    if (on.verbose) {
      const places = rule.findings.map((finding) => ({ where: where(finding), message: line(finding.message) }));
      return [head, ...table(places, indent + 2, on)];
    }
    const place = `  ${on.paint.cyan(where(first))}`;
    const together = indent + rule.id.length + verdictWords(rule).length + where(first).length + 4 <= on.width;
    return together ? [head + place] : [head, ' '.repeat(indent) + place];
  });
}

const styles: Record<ItemStatus, (on: Page) => (text: string) => string> = {
  verified: (on) => on.paint.green,
  attested: (on) => on.paint.cyan,
  'not met': (on) => on.paint.red,
  unknown: (on) => on.paint.yellow,
};
