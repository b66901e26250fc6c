import type { Report, ReportFinding, ReportRule } from '../model.ts';
import { block, code, prose, target } from './escape.ts';
import { line, longest } from './neutral.ts';
import { signed } from './number.ts';
import { evidence, groups, hints, nextSteps, ranked, standing, waitsFor } from './order.ts';
import { type Place, position, where } from './place.ts';
import { remedyParts } from './remedy.ts';
import type { Section } from './shorten.ts';
import { countWords, knownWords, more, plural, reachWords, standingWords } from './words.ts';

/** Web address of a line, or of the whole file where `line` is null (cells of notebooks have no lines there). */
export type Link = (path: string, line: number | null) => string | null;

const mostPlaces = 4;

/** A place as linked code: `[`src/train.py:41`](…)`. */
export function placeLink(place: Place, link: Link, shown = where(place)): string {
  const address = target(link(place.path, place.cell === undefined ? place.line : null));
  return address === null ? code(shown) : `[${code(shown)}](${address})`;
}

/** The first places of a rule in one line, or the first of what makes it apply. */
function firstPlace(rule: ReportRule, link: Link): string {
  const found = evidence(rule);
  const [first, second] = found;
  if (!first) {
    const because = rule.because[0];
    return because ? `expected because of ${placeLink(because, link)}` : '';
  }
  const next = first.trace.find((step) => where(step) !== where(first));
  const same = next?.path === first.path && next.cell === undefined;
  const then = next ? ` → ${placeLink(next, link, same ? position(next) : where(next))}` : '';
  return placeLink(first, link) + then + (second ? ` ${more(found.length - 1)}` : '');
}

/** The three steps to begin with. */
export function steps(report: Report, link: Link): Section {
  const all = nextSteps(report);
  const shown = all.slice(0, 3);
  const rest = report.nextGrade === null ? [] : all.slice(3);
  const worth = signed(rest.reduce((sum, step) => sum + step.points, 0));
  const items = shown.map(({ title, points, rule }, index) => {
    const place = rule ? firstPlace(rule, link) : '';
    return `${index + 1}. **${signed(points)}** ${prose(title)}${place === '' ? '' : ` (${place})`}\n`;
  });
  const last = items.pop();
  if (last !== undefined) items.push(`${last}${rest.length > 0 ? `\n${more(rest.length)}, ${worth} together\n` : ''}`);
  return section(1, 'step', items, `**${reachWords(report)}**\n\n`, '\n');
}

/** What fails, as a table; without a column of points where there is no score. */
export function failed(rules: readonly ReportRule[], link: Link): Section {
  const scored = rules.some((rule) => rule.points > 0);
  const rows = rules.map((rule) => {
    const known = knownWords(rule);
    const cells = [
      prose(rule.title) + (known === null ? '' : ` (${known})`),
      firstPlace(rule, link),
      ...(scored ? [signed(rule.points)] : []),
    ];
    return `| ${cells.join(' | ')} |\n`;
  });
  const head = scored
    ? '| Practice | Where | Points |\n| --- | --- | ---: |\n'
    : '| Practice | Where |\n| --- | --- |\n';
  return section(2, 'failed practice', rows, head, '\n');
}

/** Every failed practice with its places and its remedy. */
export function remedies(rules: readonly ReportRule[], link: Link): Section {
  const items = rules.map((rule) => {
    const head = `**${prose(rule.title)}** · ${rule.severity}${rule.points > 0 ? ` · ${signed(rule.points)}` : ''} · ${code(line(rule.id))}`;
    return paragraphs(head, listed(evidence(rule), link), remedy(rule.fix));
  });
  return folded(
    3,
    'remedy',
    items,
    rules.length === 1 ? 'How to fix it' : `How to fix the ${rules.length}`,
    'remedies',
  );
}

/** Hints, which bring no points. */
export function advice(report: Report, link: Link): Section {
  const given = hints(report);
  const items = given.map(({ rule, findings }) => {
    const fix = rule.advice ? remedy(rule.fix) : '';
    return paragraphs(`**${prose(rule.title)}** · ${code(line(rule.id))}`, listed(findings, link), fix);
  });
  return folded(6, 'hint', items, `Advice, outside the score: ${plural(given.length, 'practice')}`);
}

/** Every rule of every category with its verdict. */
export function checklist(report: Report, link: Link): Section {
  const items = groups(report).flatMap(({ category, rules }) => {
    const rows = (['fail', 'unknown', 'waits', 'waived', 'pass'] as const).flatMap((kind) =>
      ranked(rules, kind).map((rule) => `- ${row(rule, report, link)}\n`),
    );
    const names = (kind: 'skip' | 'off') =>
      ranked(rules, kind).map((rule) => `- ${standingWords[kind]}: ${prose(rule.title)}\n`);
    const all = [...rows, ...names('skip'), ...names('off')];
    const share = category.applicable === 0 ? standingWords.skip : `${category.passed} of ${category.applicable}`;
    const [first = '', ...others] = all;
    return all.length === 0 ? [] : [`\n**${prose(category.title)}** ${share}\n\n${first}`, ...others];
  });
  const skipped = ranked(report.rules, 'skip').length;
  const counts = countWords(report).slice(1);
  if (skipped > 0) counts.push(plural(skipped, 'does not apply', 'do not apply'));
  const title = `The whole checklist: ${counts.join(', ')}`;
  return folded(5, 'line of the checklist', items, title, 'lines of the checklist');
}

function row(rule: ReportRule, report: Report, link: Link): string {
  const kind = standing(rule);
  const title = `${standingWords[kind]}: ${prose(rule.title)}`;
  if (kind === 'pass') return [title, firstPlace(rule, link)].filter(Boolean).join(' · ');
  if (kind === 'waived') return [title, ...rule.waived.map(({ reason }) => prose(reason))].join(' · ');
  const gain = signed(rule.points);
  if (kind === 'waits') return `${title} · ${gain} · waits for: ${prose(waitsFor(report, rule))}`;
  return `**${title}** · ${gain}`;
}

/** What could not be read. */
export function unread(report: Report, link: Link): Section {
  const items = report.unread.map((gap) => `- ${placeLink(gap, link)}: ${prose(gap.reason)}\n`);
  const title = `Could not be read: ${plural(items.length, 'place')}`;
  return folded(4, 'unread place', items, title, 'unread places', '\n');
}

/** What does not count by somebody's decision, with the reason and the places. */
export function waivers(report: Report, link: Link): Section {
  const rules = report.rules.filter((rule) => rule.waived.length > 0 && standing(rule) !== 'off');
  const items = rules.flatMap((rule) =>
    rule.waived.map((waived) => {
      const until = waived.expires === null ? '' : `, until ${prose(waived.expires)}`;
      const head = `**${prose(rule.title)}** · ${code(line(rule.id))}`;
      const reason = `${prose(waived.reason)} (${placeLink(waived.at, link)}${until})`;
      return paragraphs(head, reason, listed(waived.findings, link));
    }),
  );
  return folded(4, 'waiver', items, `Waived: ${plural(rules.length, 'practice')}`);
}

/** Waivers that somebody should look at. */
export function notices(report: Report, link: Link): Section {
  const items = report.notices.map((notice) => `- ${placeLink(notice, link)}: ${prose(notice.message)}\n`);
  return section(3, 'notice', items, 'To be looked at:\n\n', '\n');
}

/** The detected stack by group. */
export function stack(report: Report, link: Link): Section {
  const byGroup = new Map<string, string[]>();
  for (const { name, group, used, evidence } of report.stack) {
    const first = evidence[0];
    const shown = first ? ` ${placeLink(first, link)}` : '';
    const cell = `${prose(name)}${shown}${used ? '' : ' (declared only)'}`;
    byGroup.set(group, [...(byGroup.get(group) ?? []), cell]);
  }
  const rows = [...byGroup].flatMap(([group, names]) =>
    names.map((name, index) => `| ${index === 0 ? prose(group) : ''} | ${name} |\n`),
  );
  const title = `The stack: ${plural(report.stack.length, 'tool')}`;
  return folded(7, 'tool', rows, title, 'tools', '\n| Group | Tool |\n| --- | --- |\n');
}

/** What of the stack somebody who looks at a portfolio sees evidence of, and what is missing. */
export function skills(report: Report, link: Link): Section {
  const places = new Map(report.stack.map(({ group, name, evidence }) => [`${group}\n${name}`, evidence[0]]));
  const rows = (report.skills ?? []).map(({ group, shown, missing }) => {
    const seen = shown.map((name) => {
      const place = places.get(`${group}\n${name}`);
      return place === undefined ? prose(name) : `${prose(name)} ${placeLink(place, link)}`;
    });
    return `| ${prose(group)} | ${seen.slice(0, mostPlaces).join(', ')}${seen.length > mostPlaces ? ` ${more(seen.length - mostPlaces)}` : ''} | ${missing.map((name) => prose(name)).join(', ')} |\n`;
  });
  const groups = report.skills ?? [];
  const covered = groups.filter(({ shown }) => shown.length > 0).length;
  const title = `Skills that the repository shows: ${covered} of ${plural(groups.length, 'area')}`;
  return folded(6, 'area', rows, title, 'areas', '\n| Area | Shown by | Could be shown by |\n| --- | --- | --- |\n');
}

export function listed(findings: readonly ReportFinding[], link: Link): string {
  const shown = findings.slice(0, mostPlaces).flatMap((finding) => [
    `- ${placeLink(finding, link)} ${prose(finding.message)}`,
    ...finding.trace
      .slice(0, mostPlaces)
      .filter((step) => where(step) !== where(finding) || step.message !== finding.message)
      .map((step) => `  - ${placeLink(step, link)} ${prose(step.message)}`),
  ]);
  return [...shown, ...(findings.length > mostPlaces ? [`- ${more(findings.length - mostPlaces)}`] : [])].join('\n');
}

export function remedy(fix: string | null): string {
  if (fix === null) return '';
  return remedyParts(fix)
    .map((part) => (part.kind === 'code' ? block(part.lines) : prose(part.text, longest.remedy)))
    .join('\n\n');
}

export function section(
  rank: number,
  one: string,
  items: readonly string[],
  open: string,
  close: string,
  many = `${one}s`,
): Section {
  return items.length === 0 ? { one, many, rank, items, open: '', close: '' } : { one, many, rank, items, open, close };
}

export function folded(
  rank: number,
  one: string,
  items: readonly string[],
  title: string,
  many = `${one}s`,
  head = '',
): Section {
  const open = `<details><summary>${title}</summary>\n${head}`;
  return section(rank, one, items, open, '\n</details>\n\n', many);
}

export function paragraphs(...texts: readonly string[]): string {
  return `\n${texts.filter(Boolean).join('\n\n')}\n`;
}
