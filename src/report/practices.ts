import stringWidth from 'string-width';
import type { Report, ReportRule } from '../model.ts';
import { line, path as pathText } from './neutral.ts';
import { decimal, signed } from './number.ts';
import { evidence, type Group, ranked, type Standing, standing, waitsFor } from './order.ts';
import { hang, type Page, padEnd, padStart, widthOf } from './page.ts';
import { where } from './place.ts';
import { places } from './places.ts';
import { remedyParts } from './remedy.ts';
import { waivedLines } from './waived.ts';
import { knownWords, standingWords } from './words.ts';

/** Widths of the columns of all practices, so that every category lines up with the next. */
export interface Columns {
  readonly label: number;
  readonly title: number;
  readonly severity: number;
  /** Severity and points together. */
  readonly right: number;
}

const margin = 4;
const gap = 2;
const always: readonly Standing[] = ['fail', 'unknown', 'waits', 'waived'];
const verbosely: readonly Standing[] = ['pass', 'skip', 'off'];

function shownStandings(on: Page): readonly Standing[] {
  return on.verbose ? [...always, ...verbosely] : always;
}

function label(rule: ReportRule): string {
  const kind = standing(rule);
  return kind === 'skip' ? '–' : standingWords[kind];
}

function severity(rule: ReportRule): string {
  const kind = standing(rule);
  if (kind === 'skip') return standingWords.skip;
  return kind === 'off' ? standingWords[rule.verdict] : rule.severity;
}

function points(rule: ReportRule): string {
  const kind = standing(rule);
  if (kind === 'pass') return decimal(rule.points);
  return kind === 'skip' || kind === 'off' || rule.points === 0 ? '' : signed(rule.points);
}

/** Measures the practices that will be shown. */
export function columns(rules: readonly ReportRule[], on: Page): Columns {
  const shown = rules.filter((rule) => shownStandings(on).includes(standing(rule)));
  const counted = shown.filter((rule) => standing(rule) !== 'skip');
  const taken = { label: widthOf(shown.map(label)), severity: widthOf(counted.map(severity)) };
  const together = taken.severity + gap + widthOf(counted.map(points));
  const right = Math.max(together, shown.length > counted.length ? standingWords.skip.length : 0);
  const room = on.width - margin - gap * 2 - taken.label - right;
  return { ...taken, right, title: Math.min(room, Math.max(40, widthOf(shown.map((rule) => line(rule.title))))) };
}

/** One category: its heading with how much of it passes, then the practices, those that fail first. */
export function category(group: Group, report: Report, at: Columns, on: Page): string[] {
  const { title, passed, applicable } = group.category;
  const practices = shownStandings(on).flatMap((kind) =>
    ranked(group.rules, kind).flatMap((rule) => practice(rule, report, at, on)),
  );
  if (applicable === 0 && practices.length === 0) return [];
  const share = applicable === 0 ? standingWords.skip : `${passed} of ${applicable}`;
  const name = line(title);
  if (!on.wide) return [...hang('', `${name}  ${share}`, on.width, on.paint.bold), ...practices];
  const edge = margin + at.label + at.title + at.right + gap * 2;
  return [`  ${on.paint.bold(name)}  ${padStart(share, edge - 4 - stringWidth(name))}`, ...practices];
}

/** One practice with everything that belongs to it. */
export function practice(rule: ReportRule, report: Report, at: Columns, on: Page): string[] {
  const kind = standing(rule);
  const indent = on.wide ? margin + at.label + gap : margin;
  const head = heading(rule, at, on);
  if (kind === 'pass') return withFirstPlace(head, rule, indent, on);
  if (kind === 'waits')
    return [...head, ...hang(' '.repeat(indent), `waits for: ${line(waitsFor(report, rule))}`, on.width)];
  if (kind === 'waived') return [...head, ...waivedLines(rule, indent, on), ...identity(rule, '', indent, on)];
  if (kind !== 'fail' && kind !== 'unknown') return head;
  return [...head, ...details(rule, indent, on)];
}

/** Places, the remedy, and the id to ask `explain` about, with the reason why the rule applies where no place is shown. */
function details(rule: ReportRule, indent: number, on: Page): string[] {
  const space = ' '.repeat(indent);
  const found = evidence(rule);
  const known = knownWords(rule);
  const [because] = found.length === 0 ? rule.because : [];
  const reason = because === undefined ? '' : `, as ${where(because)} ${line(because.message)}`;
  return [
    ...places(found, indent, on),
    ...unread(rule).flatMap((text) => hang(space, text, on.width)),
    ...(rule.verdict === 'fail' && rule.fix !== null ? remedy(rule.fix, indent, on) : []),
    ...waivedLines(rule, indent, on),
    ...(known === null ? [] : hang(space, known, on.width)),
    ...identity(rule, reason, indent, on),
  ];
}

function identity(rule: ReportRule, reason: string, indent: number, on: Page): string[] {
  return hang(' '.repeat(indent), `${line(rule.id)}${reason}`, on.width, on.paint.dim);
}

/** What an unknown rule would have needed to read. */
function unread(rule: ReportRule): string[] {
  if (rule.verdict !== 'unknown') return [];
  const [first] = rule.unread;
  if (first === undefined) return ['what it needs could not be read'];
  const others = rule.unread.length - 1;
  return [`needs ${pathText(first.path)} (${line(first.reason)})${others > 0 ? ` and ${others} more` : ''}`];
}

export function remedy(fix: string, indent: number, on: Page): string[] {
  const space = ' '.repeat(indent);
  return remedyParts(fix).flatMap((part) =>
    part.kind === 'prose' ? hang(space, part.text, on.width) : part.lines.map((code) => `${space}    ${code}`),
  );
}

function heading(rule: ReportRule, at: Columns, on: Page): string[] {
  const name = line(rule.title);
  const style = styles[standing(rule)](on);
  if (!on.wide) {
    const facts = [severity(rule), points(rule)].filter(Boolean).join('  ');
    return [`  ${style(label(rule))}  ${facts}`, ...hang(' '.repeat(margin), name, on.width, on.paint.bold)];
  }
  const [first = '', ...rest] = hang('', name, at.title);
  const space = ' '.repeat(margin + at.label + gap);
  const gained = padStart(points(rule), at.right - at.severity - gap);
  const right = standing(rule) === 'skip' ? severity(rule) : `${padEnd(severity(rule), at.severity)}  ${gained}`;
  const row = `    ${style(padEnd(label(rule), at.label))}  ${padEnd(first, at.title)}  ${right}`.trimEnd();
  return [row, ...rest.map((text) => space + text)];
}

function withFirstPlace(head: string[], rule: ReportRule, indent: number, on: Page): string[] {
  const first = evidence(rule)[0];
  if (!first) return head;
  const place = where(first);
  const only = head[0] ?? '';
  if (head.length === 1 && stringWidth(only) + gap + stringWidth(place) <= on.width) {
    return [`${only}  ${on.paint.dim(place)}`];
  }
  return [...head, ' '.repeat(indent) + on.paint.dim(place)];
}

const styles: Record<Standing, (on: Page) => (text: string) => string> = {
  fail: (on) => on.paint.red,
  unknown: (on) => on.paint.yellow,
  waits: (on) => on.paint.yellow,
  pass: (on) => on.paint.green,
  waived: (on) => on.paint.cyan,
  skip: (on) => on.paint.dim,
  off: (on) => on.paint.dim,
  advice: (on) => on.paint.cyan,
};
