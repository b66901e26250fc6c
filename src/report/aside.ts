import type { Report } from '../model.ts';
import { line } from './neutral.ts';
import { hints } from './order.ts';
import { hang, heading, type Page } from './page.ts';
import { where } from './place.ts';
import { places, table } from './places.ts';
import { remedy } from './practices.ts';
import { more, plural, standingWords } from './words.ts';

const mostUnread = 4;

/** What could not be read, and so may be why something is unknown. */
export function unread(report: Report, on: Page): string[] {
  if (report.unread.length === 0) return [];
  const shown = on.verbose ? report.unread : report.unread.slice(0, mostUnread);
  const rest = report.unread.length - shown.length;
  const rows = shown.map((gap) => ({ where: where(gap), message: line(gap.reason) }));
  return [
    ...heading(`Could not be read: ${plural(report.unread.length, 'place')}`, on),
    ...table(rows, 4, on),
    ...(rest > 0 ? [`    ${more(rest)}`] : []),
  ];
}

/** Hints: worth a look, without points. */
export function advice(report: Report, on: Page): string[] {
  const given = hints(report);
  if (given.length === 0) return [];
  const label = `${on.wide ? '    ' : '  '}${standingWords.advice}  `;
  const indent = on.wide ? label.length : 4;
  return [
    ...heading('Advice, outside the score', on),
    ...given.flatMap(({ rule, findings }) => [
      ...hang(label, line(rule.title), on.width),
      ...places(findings, indent, on),
      ...(rule.advice && rule.fix !== null ? remedy(rule.fix, indent, on) : []),
      ...hang(' '.repeat(indent), `rule: ${line(rule.id)}`, on.width, on.paint.dim),
    ]),
  ];
}

function skill({ group, missing }: NonNullable<Report['skills']>[number]): string {
  return missing.length === 0 ? line(group) : `${line(group)} (such as ${line(missing[0] ?? '')})`;
}

/** What the judgement rests on: why it is machine learning, the traits and the stack. */
export function background(report: Report, on: Page): string[] {
  const traits = Object.entries(report.traits);
  const named = (value: boolean | null) => traits.filter(([, held]) => held === value).map(([trait]) => line(trait));
  const tools = (used: boolean) => report.stack.filter((entry) => entry.used === used).map(({ name }) => line(name));
  const facts = [
    ['Traits', named(true)],
    ['Unknown traits', named(null)],
    ['Stack in use', tools(true)],
    ['Skills not shown', (report.skills ?? []).filter(({ shown }) => shown.length === 0).map(skill)],
    ['Declared only', tools(false)],
  ] as const;
  return [
    ...(report.mlReason.length === 0 ? [] : heading('Taken for machine learning because of', on)),
    ...places(report.mlReason, 4, on),
    '',
    ...facts.flatMap(([name, values]) =>
      values.length === 0 ? [] : hang(on.margin, `${name}: ${values.join(', ')}`, on.width),
    ),
  ];
}
