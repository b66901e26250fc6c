import type { ChangeKind, Comparison, Report, ReportFinding, RuleChange } from '../../model.ts';
import { code, plain, prose } from '../escape.ts';
import { type MarkdownOptions, titleOf } from '../markdown.ts';
import { line, longest } from '../neutral.ts';
import { figure, signed } from '../number.ts';
import {
  checklist,
  folded,
  type Link,
  listed,
  paragraphs,
  placeLink,
  remedy,
  section,
  steps,
  unread,
} from '../sections.ts';
import { type Section, shorten } from '../shorten.ts';
import { caveats, more } from '../words.ts';
import {
  causeWords,
  changeWords,
  headings,
  of,
  profileWords,
  roundingNoise,
  stateName,
  turnWords,
  wasWords,
} from './words.ts';

const kinds: readonly ChangeKind[] = ['broke', 'worse', 'unsure', 'fixed', 'better', 'waived', 'other'];
const roomy = 60_000;
const shortest = 2_000;

/**
 * The comparison in GitHub's Markdown: what this change made better and worse, then the steps and the checklist of the
 * head. Places of the base are not linked. `path` is the judged folder relative to the top of the repository.
 */
export function comparisonMarkdown(
  comparison: Comparison,
  head: Report,
  options: MarkdownOptions & { readonly path?: string | undefined } = {},
): string {
  const link = options.link ?? (() => null);
  const start = `### ${titleOf(options)}: ${top(comparison, head)}`;
  const end = `${footer(comparison, options.path ?? '')}\n`;
  const room = Math.max(shortest, options.maxLength ?? roomy) - start.length - end.length;
  const bad = comparison.rules.filter(({ change }) => change === 'broke' || change === 'worse');
  const sections = [
    table(comparison, link),
    marks(comparison, link),
    remedies(bad, link),
    ...(head.ml ? [steps(head, link), unread(head, link), checklist(head, link)] : []),
  ];
  return start + shorten(sections, room) + end;
}

function top(comparison: Comparison, report: Report): string {
  const { head, otherPoints } = comparison;
  const graded = head.grade !== null && head.score !== null;
  const grade = graded ? `**${head.grade} ${figure(head.score)}** (${wasWords(comparison)})` : 'no grade';
  const other =
    Math.abs(otherPoints) < roundingNoise
      ? ''
      : ` ${signed(otherPoints)} because of what else applies and how it weighs.`;
  const notes = graded ? caveats(report).map((note) => ` ${plain(note, 300)}`) : [];
  return `${grade}\n\n${summary(comparison)}.${other}${notes.join('')}\n\n`;
}

function summary(comparison: Comparison): string {
  const words = changeWords(comparison).join(', ');
  return /^\d/.test(words) ? `This change: ${words}` : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function table({ rules }: Comparison, link: Link): Section {
  const rows = kinds.flatMap((kind) =>
    of(rules, kind).map((rule) => {
      const turn = turnWords(rule);
      const title = `${prose(rule.title)}${turn === null ? '' : ` (${turn})`}`;
      const points = rule.points === 0 ? '' : signed(rule.points);
      return `| ${headings[kind].toLowerCase().replace(/^(\w+) (?=\w+$)/, '$1&nbsp;')} | ${title} | ${placeOf(rule, link)} | ${points} |\n`;
    }),
  );
  return section(1, 'practice', rows, '| | Practice | Where | Points |\n| --- | --- | --- | ---: |\n', '\n');
}

/** Where to look: the first new place, else the first that is gone, else the file by which it came about. */
function placeOf({ fresh, gone, causes, after }: RuleChange, link: Link): string {
  const found: readonly ReportFinding[] = fresh.length > 0 ? fresh : after === 'fail' ? [] : gone;
  const [first] = found;
  if (first === undefined) return causeWords(causes, (path) => code(line(path, longest.path))) ?? '';
  const shown = fresh.length > 0 ? placeLink(first, link) : `was ${placeLink(first, () => null)}`;
  return found.length > 1 ? `${shown} ${more(found.length - 1)}` : shown;
}

function marks({ newWaivers, notices }: Comparison, link: Link): Section {
  const items = [
    ...newWaivers.map(
      (waiver) => `- ${placeLink(waiver, link)}: new waiver of ${code(line(waiver.rule))}: ${prose(waiver.reason)}\n`,
    ),
    ...notices.map((notice) => `- ${placeLink(notice, link)}: ${prose(notice.message)}\n`),
  ];
  return section(2, 'notice', items, 'To be looked at:\n\n', '\n');
}

function remedies(rules: readonly RuleChange[], link: Link): Section {
  const items = rules.map((rule) => {
    const cause = causeWords(rule.causes, (path) => code(line(path, longest.path)));
    const head = `**${prose(rule.title)}** · ${rule.severity} · ${code(line(rule.id))}${cause === null ? '' : ` · ${cause}`}`;
    return paragraphs(head, listed(rule.fresh, link), remedy(rule.fix));
  });
  return folded(
    3,
    'remedy',
    items,
    rules.length === 1 ? 'How to fix it' : `How to fix the ${rules.length}`,
    'remedies',
  );
}

function footer(comparison: Comparison, path: string): string {
  const { tool, base, head } = comparison;
  const named = (state: Comparison['base']) => (state.commit === null ? stateName(state) : code(stateName(state)));
  const range = [base, head].map(({ commit }) => commit?.slice(0, 7) ?? '').join(head.commit === null ? '' : '..');
  const folder = path === '' ? '' : ` ${/^[\w./-]+$/.test(path) ? path : `'${line(path).replaceAll("'", "'\\''")}'`}`;
  const again = base.commit === null ? [] : [`reproduce: ${code(`npx mlready diff ${line(range, 40)}${folder}`)}`];
  return `<sub>${[
    `${tool.name} ${plain(tool.version, 30)}`,
    `${named(head)} against ${named(base)}`,
    `profile ${plain(profileWords(comparison), 160)}`,
    ...again,
  ].join(' · ')}</sub>`;
}
