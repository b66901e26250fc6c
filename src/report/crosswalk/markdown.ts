import type { CrosswalkReport, CrosswalkRow } from '../../model.ts';
import { code, plain, prose } from '../escape.ts';
import { line, longest } from '../neutral.ts';
import { shortCommit } from '../order.ts';
import { placeLink } from '../sections.ts';
import { attestationWords, countWords, half, shortId, verdictWords } from './words.ts';

/** A published list in GitHub's Markdown: a table for each section. */
export function crosswalkMarkdown(report: CrosswalkReport): string {
  const { list, score, sections, notices } = report;
  const verdict = score === null ? '' : `: **${half(score.value)}** of ${score.of}, ${plain(score.reading)}`;
  const title = list.source === null ? plain(list.title) : `[${plain(list.title)}](${list.source})`;
  const commit = shortCommit(report.commit);
  const about = [
    code(line(report.name, longest.name)),
    ...(commit === null ? [] : [`commit ${code(commit)}`]),
    report.date,
    `${report.tool.name} ${plain(report.tool.version, 30)}`,
  ];
  const marks = notices.map((notice) => `- ${placeLink(notice, () => null)}: ${prose(notice.message)}\n`);
  return [
    `### ${title}${verdict}\n`,
    `${about.join(' · ')}\n`,
    `${countWords(report).join(', ')}; the list is ${plain(list.about)}.\n`,
    ...sections.map((section) => {
      const points = section.score === null ? '' : `: ${half(section.score)} of ${section.items.length}`;
      return `#### ${plain(section.title)}${points}\n\n| Item | | Status | Shown by |\n| --- | --- | --- | --- |\n${section.items.map(row).join('')}`;
    }),
    ...(marks.length === 0 ? [] : [`To be looked at:\n\n${marks.join('')}`]),
  ].join('\n');
}

function row(item: CrosswalkRow): string {
  const points = item.points === null || item.points === 0 ? '' : ` (${half(item.points)})`;
  return `| ${code(shortId(item))} | ${prose(item.says)} | ${item.status}${points} | ${shownBy(item)} |\n`;
}

function shownBy(item: CrosswalkRow): string {
  const word = attestationWords(item);
  const rules = item.rules
    .filter(({ verdict }) => verdict !== 'skip')
    .map((rule) => {
      const [first] = rule.findings;
      const place = first === undefined ? '' : `, ${placeLink(first, () => null)}`;
      return `${code(rule.id)} ${verdictWords(rule)}${place}`;
    });
  return [...(word === null ? [] : [plain(word)]), ...rules].join('<br>');
}
