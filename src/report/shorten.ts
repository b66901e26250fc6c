import { plural } from './words.ts';

/** A part of a document that may be cut, whole items at a time. */
export interface Section {
  /** What is left out if it must be cut, as in `3 more remedies`. */
  readonly one: string;
  readonly many: string;
  readonly open: string;
  readonly items: readonly string[];
  readonly close: string;
  /** Lower numbers are kept longer. */
  readonly rank: number;
}

/**
 * The sections, cut so that all together stay within `room` characters. What was cut is said where it was cut,
 * and for sections without any room in one line at the end.
 */
export function shorten(sections: readonly Section[], room: number): string {
  const whole = sections.map((section) => render(section, section.items.length));
  if (total(whole) <= room) return whole.join('');

  const reserve = omission(sections.map((section) => [section, section.items.length])).length;
  let left = room - reserve;
  const texts = new Map<Section, string>();
  const omitted: [Section, number][] = [];
  for (const section of [...sections].sort((a, b) => a.rank - b.rank)) {
    const count = fitting(section, left);
    const text = count === 0 ? '' : render(section, count);
    if (count === 0) omitted.push([section, section.items.length]);
    left -= text.length;
    texts.set(section, text);
  }
  return sections.map((section) => texts.get(section) ?? '').join('') + omission(omitted);
}

function fitting(section: Section, room: number): number {
  if (render(section, section.items.length).length <= room) return section.items.length;
  let used = render({ ...section, items: [] }, 0).length + cut(section, section.items.length).length;
  let count = 0;
  for (const item of section.items) {
    used += item.length;
    if (used > room) break;
    count += 1;
  }
  return count;
}

function render(section: Section, count: number): string {
  const missing = section.items.length - count;
  return (
    section.open + section.items.slice(0, count).join('') + (missing > 0 ? cut(section, missing) : '') + section.close
  );
}

function cut(section: Section, missing: number): string {
  return `\n_${plural(missing, section.one, section.many)} left out for length._\n`;
}

function omission(omitted: readonly (readonly [Section, number])[]): string {
  const named = omitted
    .filter(([, count]) => count > 0)
    .map(([section, count]) => plural(count, section.one, section.many));
  return named.length === 0 ? '' : `_Left out for length: ${named.join(', ')}._\n\n`;
}

function total(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
