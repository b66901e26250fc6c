import stringWidth from 'string-width';
import type { ChangeKind, Comparison, RuleChange } from '../../model.ts';
import { line, longest } from '../neutral.ts';
import { figure, signed } from '../number.ts';
import { hang, heading, type Page, padEnd, padStart, page, widthOf } from '../page.ts';
import { where } from '../place.ts';
import { places, table } from '../places.ts';
import { remedy } from '../practices.ts';
import type { TextOptions } from '../text.ts';
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

const sections: readonly ChangeKind[] = ['broke', 'worse', 'unsure', 'fixed', 'better', 'waived', 'other'];

/** The comparison for a terminal: the verdict first, then what broke with places and remedies, then what got better. */
export function comparisonText(comparison: Comparison, options: TextOptions): string {
  const on = page(options);
  const lines = [
    ...title(comparison, on),
    ...verdict(comparison, on),
    ...(options.quiet ? [] : body(comparison, on)),
    '',
  ];
  return lines.map((text) => text.replaceAll('\u00a0', ' ').trimEnd()).join('\n');
}

function title(comparison: Comparison, on: Page): string[] {
  const { tool, name, base, head } = comparison;
  const all = [
    `${tool.name} ${line(tool.version)}`,
    `${line(name, longest.name)} @ ${stateName(base)}..${stateName(head)}`,
    profileWords(comparison),
  ];
  return stringWidth(all.join('   ')) <= on.width ? [all.join('   ')] : all.flatMap((text) => hang('', text, on.width));
}

function verdict(comparison: Comparison, on: Page): string[] {
  const { head } = comparison;
  const words = changeWords(comparison)
    .map((text) => text.replaceAll(' ', '\u00a0'))
    .join(' · ');
  if (head.grade === null || head.score === null) {
    const none = head.ml
      ? 'There is no grade.'
      : 'This does not look like a machine-learning repository. There is no grade.';
    return ['', ...[none, words].flatMap((text) => hang(on.margin, text, on.width))];
  }
  const start = `${on.margin}${head.grade}   ${figure(head.score)} of 100   `;
  return ['', ...hang(start, wasWords(comparison), on.width), ...hang(`${on.margin}    `, words, on.width)];
}

function body(comparison: Comparison, on: Page): string[] {
  const { rules, otherPoints, newWaivers, notices } = comparison;
  const shown = [...sections, ...(on.verbose ? (['stays'] as const) : [])];
  const listed = rules.filter(({ change }) => shown.includes(change));
  const widths = {
    severity: widthOf(listed.map(({ severity }) => severity)),
    points: widthOf(listed.map(({ points }) => signed(points))),
  };
  const waivers = newWaivers.map((waiver) => ({
    where: where(waiver),
    message: `${line(waiver.rule)}: ${line(waiver.reason)}`,
  }));
  const marks = notices.map((notice) => ({ where: where(notice), message: line(notice.message) }));
  return [
    ...shown.flatMap((kind) => {
      const own = of(rules, kind);
      return own.length === 0
        ? []
        : [...heading(headings[kind], on), ...own.flatMap((rule) => practice(rule, widths, on))];
    }),
    ...(Math.abs(otherPoints) < roundingNoise
      ? []
      : ['', ...hang(on.margin, `${signed(otherPoints)} because of what else applies and how it weighs`, on.width)]),
    ...(waivers.length === 0 ? [] : [...heading('New waivers', on), ...table(waivers, 4, on)]),
    ...(marks.length === 0 ? [] : [...heading('To be looked at', on), ...table(marks, 4, on)]),
  ];
}

function practice(rule: RuleChange, widths: { severity: number; points: number }, on: Page): string[] {
  const indent = on.wide ? 8 : 4;
  const space = ' '.repeat(indent);
  const right = `${padEnd(rule.severity, widths.severity)}  ${padStart(rule.points === 0 ? '' : signed(rule.points), widths.points)}`;
  const room = Math.max(20, on.width - 6 - right.length);
  const [first = '', ...rest] = hang('', line(rule.title), room);
  const turn = turnWords(rule);
  const cause = causeWords(rule.causes);
  const fails = rule.after === 'fail';
  return [
    `    ${padEnd(on.paint.bold(first), room)}  ${right}`,
    ...rest.map((text) => `    ${on.paint.bold(text)}`),
    ...places(rule.fresh, indent, on),
    ...(fails ? [] : places(rule.gone, indent, on)),
    ...(turn === null ? [] : hang(space, turn, on.width)),
    ...(rule.fix === null || !['broke', 'worse'].includes(rule.change) ? [] : remedy(rule.fix, indent, on)),
    ...hang(space, [line(rule.id), cause].filter(Boolean).join(', '), on.width, on.paint.dim),
  ];
}
