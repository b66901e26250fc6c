import type { Report } from '../model.ts';
import { code, plain } from './escape.ts';
import { line, longest } from './neutral.ts';
import { figure } from './number.ts';
import { ranked, secretFails, shortCommit } from './order.ts';
import {
  advice,
  checklist,
  failed,
  type Link,
  notices,
  remedies,
  skills,
  stack,
  steps,
  unread,
  waivers,
} from './sections.ts';
import { shorten } from './shorten.ts';
import { caveats, countWords, notMachineLearning, waivedSecrets } from './words.ts';

export interface MarkdownOptions {
  /** The text is at most so many characters long, 60,000 where absent; less than 2,000 counts as 2,000. */
  readonly maxLength?: number;
  readonly link?: Link;
  /** Tells several reports of one repository apart, in the heading. */
  readonly subject?: string | undefined;
}

/** `mlready`, or `mlready, models/churn`. */
export function titleOf({ subject }: MarkdownOptions): string {
  return subject === undefined ? 'mlready' : `mlready, ${shortened(subject, longest.name)}`;
}

const shortest = 2_000;
const roomy = 60_000;
const longestReason = 160;

/** The report in GitHub's Markdown, for comments and job summaries. Too long a report is cut by whole rows, and says so. */
export function markdown(report: Report, options: MarkdownOptions = {}): string {
  const link = options.link ?? (() => null);
  const start = `### ${titleOf(options)}: ${report.ml ? gradedStart(report) : ungradedStart(report)}`;
  const end = `${footer(report)}\n`;
  const room = Math.max(shortest, options.maxLength ?? roomy) - start.length - end.length;
  const fails = ranked(report.rules, 'fail');
  const leaks = secretFails(report);
  const sections = report.ml
    ? [
        steps(report, link),
        failed(fails, link),
        remedies(fails, link),
        advice(report, link),
        notices(report, link),
        waivers(report, link),
        unread(report, link),
        checklist(report, link),
        ...(report.skills === null ? [] : [skills(report, link)]),
        stack(report, link),
      ]
    : [failed(leaks, link), remedies(leaks, link)];
  return start + shorten(sections, room) + end;
}

function gradedStart(report: Report): string {
  const heading =
    report.grade === null || report.score === null ? 'no grade' : `**${report.grade} ${figure(report.score)}** of 100`;
  const counts = countWords(report);
  const summary = `${counts[0]}: ${counts.slice(1).join(', ')}.`;
  const notes = caveats(report)
    .map((note) => shortened(note))
    .join(' ');
  const subject = `${name(report)}, profile ${shortened(report.profile, 30)}: ${shortened(report.profileReason)}`;
  return `${heading}\n\n${subject}  \n${summary}${notes === '' ? '' : ` ${notes}`}\n\n`;
}

function ungradedStart(report: Report): string {
  const leaks = secretFails(report).length > 0 ? 'A leaked secret matters in any repository:\n\n' : '';
  const said = [
    shortened(notMachineLearning(report), 2 * longestReason),
    ...waivedSecrets(report).map((text) => shortened(text)),
  ].join(' ');
  return `no grade\n\n${name(report)}: ${said}\n\n${leaks}`;
}

function footer(report: Report): string {
  const commit = shortCommit(report.commit);
  const parts = [
    `${report.tool.name} ${shortened(report.tool.version, 30)}`,
    ...(commit === null ? [] : [`commit ${code(commit)}`]),
    shortened(report.date, 30),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}

function name(report: Report): string {
  const text = line(report.name, longest.name);
  return /[`|\\]/.test(text) ? `<code>${shortened(text, longest.name)}</code>` : code(text);
}

/** The start of a report is never cut, so what stands there must stay short once it is escaped, too. */
function shortened(text: string, limit = longestReason): string {
  let kept = limit;
  let escaped = plain(text, kept);
  while (escaped.length > 1.5 * limit && kept > 1) {
    kept = Math.floor(kept / 2);
    escaped = plain(text, kept);
  }
  return escaped;
}
