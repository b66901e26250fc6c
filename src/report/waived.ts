import type { Report, ReportRule, ReportWaived } from '../model.ts';
import { line } from './neutral.ts';
import { hang, heading, type Page } from './page.ts';
import { where } from './place.ts';
import { places, table } from './places.ts';
import { more } from './words.ts';

/** Who says that it does not count, and until when: `.mlready.yml:4, until 2026-12-31`. */
export function authority({ at, expires }: ReportWaived): string {
  return `${where(at)}${expires === null ? '' : `, until ${line(expires)}`}`;
}

/** What is waived of a rule in the lines of a terminal: the reason, whose it is, and the places. */
export function waivedLines(rule: ReportRule, indent: number, on: Page): string[] {
  const space = ' '.repeat(indent);
  return rule.waived.flatMap((waived) => {
    const count = rule.verdict === 'waived' ? '' : `${waived.findings.length} waived: `;
    return [
      ...hang(space, `${count}${line(waived.reason)} (${authority(waived)})`, on.width),
      ...places(waived.findings, indent, on),
    ];
  });
}

/** Waivers that somebody should look at. */
export function notices(report: Report, on: Page): string[] {
  if (report.notices.length === 0) return [];
  const shown = on.verbose ? report.notices : report.notices.slice(0, mostNotices);
  const rows = shown.map((notice) => ({ where: where(notice), message: line(notice.message) }));
  const rest = report.notices.length - shown.length;
  return [...heading('To be looked at', on), ...table(rows, 4, on), ...(rest > 0 ? [`    ${more(rest)}`] : [])];
}

const mostNotices = 8;
