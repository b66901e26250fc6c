import type { ProjectsReport } from '../../model.ts';
import { code, plain, prose } from '../escape.ts';
import { markdown } from '../markdown.ts';
import { line, longest } from '../neutral.ts';
import { shortCommit } from '../order.ts';
import { placeLink } from '../sections.ts';
import { byScore, countOf, firstStep, projectName, scoreOf } from './words.ts';

const roomy = 60_000;
const shortest = 2_000;

/** All projects in GitHub's Markdown: a table of them, then each report folded away. */
export function projectsMarkdown(report: ProjectsReport): string {
  const { graded, others } = byScore(report);
  const commit = shortCommit(report.commit);
  const about = [
    code(line(report.name, longest.name)),
    ...(commit === null ? [] : [`commit ${code(commit)}`]),
    plain(report.date, 30),
    `${report.tool.name} ${plain(report.tool.version, 30)}`,
  ];
  const rows = graded.map((project) => {
    const { counts, grade } = project.report;
    const cells = [
      code(projectName(project)),
      `**${grade ?? '–'} ${scoreOf(project.report)}**`,
      `${counts.fail} of ${counts.apply}`,
      prose(firstStep(project.report)),
    ];
    return `| ${cells.join(' | ')} |\n`;
  });
  const table = `| Project | Score | Fail | First step |\n| --- | --- | ---: | --- |\n${rows.join('')}`;
  const rest = others.map((project) => code(projectName(project))).join(', ');
  const marks = report.notices.map((notice) => `- ${placeLink(notice, () => null)}: ${prose(notice.message)}\n`);
  const maxLength = Math.max(shortest, Math.floor(roomy / Math.max(1, graded.length)));
  return [
    `## mlready: ${countOf(report)}\n`,
    `${about.join(' · ')}\n`,
    ...(graded.length === 0 ? [] : [table]),
    ...(rest === '' ? [] : [`Not about machine learning: ${rest}.\n`]),
    ...(marks.length === 0 ? [] : [`To be looked at:\n\n${marks.join('')}`]),
    ...graded.map((project) => {
      const subject = projectName(project);
      const own = markdown(project.report, { subject, maxLength });
      return `<details><summary>${plain(subject)}</summary>\n\n${own}\n</details>\n`;
    }),
  ].join('\n');
}
