import stringWidth from 'string-width';
import type { ReportFinding, Step } from '../model.ts';
import { line } from './neutral.ts';
import { hang, type Page, padEnd, widthOf } from './page.ts';
import { where } from './place.ts';
import { more } from './words.ts';

export interface Row {
  readonly where: string;
  readonly message: string;
}

/** As many places, and steps of a trace, as are shown without `--verbose`. */
const most = 4;
const narrowMessage = 28;

/** The places of findings with their traces, one under the other, `indent` columns from the left. */
export function places(findings: readonly ReportFinding[], indent: number, on: Page): string[] {
  const shown = on.verbose ? findings : findings.slice(0, most);
  const rows = shown.flatMap((finding) => [rowOf(finding), ...traceRows(finding, on.verbose)]);
  const lines = table(rows, indent, on);
  if (findings.length > shown.length) lines.push(`${' '.repeat(indent)}${more(findings.length - shown.length)}`);
  return lines;
}

function rowOf(place: ReportFinding | Step): Row {
  return { where: where(place), message: line(place.message) };
}

function traceRows(finding: ReportFinding, verbose: boolean): Row[] {
  const own = rowOf(finding);
  const steps = finding.trace
    .map(rowOf)
    .filter((row, index) => index > 0 || row.where !== own.where || row.message !== own.message);
  const shown = verbose ? steps : steps.slice(0, most);
  const rows = shown.map((row) => ({ where: `→ ${row.where}`, message: row.message }));
  return steps.length > shown.length ? [...rows, { where: '', message: more(steps.length - shown.length) }] : rows;
}

/** Places in one column and what stands there in the next; a place too long for the column has its own line. */
export function table(rows: readonly Row[], indent: number, on: Page): string[] {
  const margin = ' '.repeat(indent);
  const room = Math.min(48, on.width - indent - 2 - narrowMessage);
  const column = widthOf(rows.map((row) => row.where).filter((text) => stringWidth(text) <= room));
  return rows.flatMap((row) => {
    if (row.message === '') return [margin + on.paint.cyan(row.where)];
    if (!on.wide || stringWidth(row.where) > room) {
      const head = row.where === '' ? [] : [margin + on.paint.cyan(row.where)];
      return [...head, ...hang(`${margin}  `, row.message, on.width)];
    }
    const [first = '', ...rest] = hang(`${margin}${padEnd(row.where, column)}  `, row.message, on.width);
    return [margin + on.paint.cyan(row.where) + first.slice(margin.length + row.where.length), ...rest];
  });
}
