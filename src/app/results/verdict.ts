import type { AuditResult } from '../audit/task.ts';
import type { Verdict } from './check-run.ts';

/** What a check says of an audit. */
export function verdictOf(result: AuditResult): Verdict {
  const { report, reasons, remarks, note, annotations } = result;
  const heading = reasons.length === 0 ? '' : `**Does not pass:** ${reasons.join('; ')}\n\n`;
  const footing = remarks.length === 0 ? '' : `\n${remarks.map((remark) => `- ${remark}`).join('\n')}\n`;
  const conclusion = reasons.length > 0 ? 'failure' : report.ml ? 'success' : 'neutral';
  return { conclusion, title: titleOf(result), summary: `${heading}${note.body}${footing}`, annotations };
}

function titleOf({ report, scoreChange, reasons }: AuditResult): string {
  // Which rules they are stands in the summary.
  const why = reasons[0] === undefined ? '' : `: ${reasons[0].split(' (', 1)[0]}`;
  if (!report.ml || report.score === null) return `Not a machine-learning repository${why}`;
  const change = scoreChange === null || scoreChange === 0 ? '' : ` (${signed(scoreChange)})`;
  return `${report.grade} ${report.score}${change}${why}`;
}

function signed(change: number): string {
  return change > 0 ? `+${change}` : `−${-change}`;
}

/** What a check says when there is no audit, and why. */
export function failedVerdict(problem: string): Verdict {
  const summary = problem.split('\n').map((one) => `    ${one}`);
  return {
    conclusion: 'failure',
    title: 'The repository could not be judged',
    summary: `${summary.join('\n')}\n`,
    annotations: [],
  };
}
