import type { Report, ReportFinding, ReportRule } from '../model.ts';
import { secretRules } from '../score.ts';
import { line } from './neutral.ts';
import { figure } from './number.ts';
import { ranked, type Standing, standing } from './order.ts';
import { where } from './place.ts';

/** The one word, or few, for what a rule is; the same on every surface. */
export const standingWords = {
  fail: 'fail',
  unknown: 'unknown',
  waits: 'waits',
  pass: 'pass',
  skip: 'does not apply',
  waived: 'waived',
  off: 'off',
  advice: 'hint',
} as const satisfies Record<Standing, string>;

export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How much of a failed rule stands in the baseline, or `null` for nothing. */
export function knownWords(rule: ReportRule): string | null {
  if (rule.known) return 'in the baseline';
  const known = rule.findings.filter((finding) => finding.known === true).length;
  const all = rule.findings.filter(({ confidence }) => confidence !== 'hint').length;
  return known === 0 ? null : `${known} of ${all} in the baseline`;
}

export function more(count: number): string {
  return `and ${count} more`;
}

/** `69 practices apply`, `47 pass`, `20 fail` and what else there is, to be joined. */
export function countWords(report: Report): string[] {
  const { apply, pass, fail, unknown, waived } = report.counts;
  const waits = ranked(report.rules, 'waits').length;
  return [
    plural(apply, 'practice applies', 'practices apply'),
    `${pass} pass`,
    `${fail} fail`,
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(waits > 0 ? [`${waits} ${waits === 1 ? 'waits' : 'wait'} for another`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ];
}

/** Sentences that qualify the grade: what it could be, why it is not better, what no work can bring. */
export function caveats(report: Report): string[] {
  const { score, scoreUpTo, grade, gradeCap, outOfReach, counts } = report;
  const sentences: string[] = waivedSecrets(report);
  if (report.ml && report.counts.apply === 0) sentences.push('No practice applies, so there is nothing to judge.');
  if (score !== null && scoreUpTo !== null && figure(scoreUpTo) !== figure(score)) {
    sentences.push(`Up to ${figure(scoreUpTo)} if what is unknown turns out well.`);
  }
  if (report.baseline !== null) {
    const { known, new: fresh } = report.baseline;
    sentences.push(`${plural(known, 'finding')} in the baseline, ${fresh} new.`);
  }
  if (gradeCap !== null) sentences.push(sentence(`Capped${grade === null ? '' : ` at ${grade}`}: ${line(gradeCap)}`));
  if (figure(outOfReach) !== '0') {
    const points = `${figure(outOfReach)} ${figure(outOfReach) === '1' ? 'point is' : 'points are'}`;
    const waived = counts.waived > 0 ? ', or too much of it is waived' : '';
    sentences.push(
      `${points} out of reach: too little of what the ${line(report.profile)} profile asks for applies here${waived}.`,
    );
  }
  return sentences;
}

/**
 * One sentence for each waived credential, which every report shows at its top: a waiver quiets the gate, and must
 * never hide a leak.
 */
export function waivedSecrets(report: Report): string[] {
  return report.rules
    .filter((rule) => secretRules.includes(rule.id) && standing(rule) !== 'off')
    .flatMap(({ waived }) => waived)
    .flatMap(({ findings, reason }): string[] => {
      const leaks = findings.filter(({ confidence }) => confidence !== 'hint');
      if (leaks.length === 0) return [];
      return [`A credential is waived, not gone: ${shortly(leaks)} (${line(reason, 120)}).`];
    });
}

function shortly(findings: readonly ReportFinding[]): string {
  const [first] = findings;
  if (first === undefined) return '';
  return findings.length === 1 ? where(first) : `${where(first)} ${more(findings.length - 1)}`;
}

/** Why there is no grade for a repository that is not about machine learning. */
export function notMachineLearning(report: Report): string {
  const reasons = report.mlReason.slice(0, 3).map((finding) => line(finding.message).replace(/\.$/, ''));
  const reason = reasons.join('; ') || 'no machine-learning library, model weights or data-science notebook was found';
  return sentence(`This does not look like a machine-learning repository: ${reason}`);
}

/** `To reach B (75)`, or what the steps are for where there is no better grade to name. */
export function reachWords(report: Report): string {
  const next = report.nextGrade;
  return next === null ? 'Most valuable next' : `To reach ${next.grade} (${figure(next.score)})`;
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}
