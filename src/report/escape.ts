import { line, longest } from './neutral.ts';

/**
 * Text of an audited repository in GitHub's Markdown: it shows as it is, and cannot mention, refer, link, format or
 * open HTML. GitHub looks for mentions, references and addresses after Markdown, where a backslash no longer
 * helps; a zero-width space does. Pipes and backticks are entities, since these hold in table cells, too.
 */

const gap = '&#8203;';

const special =
  /[&<>|`\\*~[\]$@]|#(?=\d)|GH-(?=\d)|:\/\/|www\.|:(?=[\w+-]{1,40}:)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[-+=#]|^\d{1,9}[.)](?=\s|$)/gi;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '`': '&#96;',
  '\\': '&#92;',
  $: '<span>$</span>',
  '@': `@${gap}`,
  '://': `:${gap}//`,
  ':': `:${gap}`,
};

/** Plain text, shown literally. */
export function plain(text: string, limit: number = longest.message): string {
  return literal(line(text, limit));
}

/** Plain text in which what stands between backticks is code, as in titles and remedies. */
export function prose(text: string, limit: number = longest.message): string {
  return line(text, limit)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : literal(part)))
    .join('');
}

function literal(text: string): string {
  return text.replace(special, (match, offset: number) => {
    const entity = entities[match];
    if (entity !== undefined) return entity;
    if (match === '#' && /\d/.test(text.charAt(offset + 1))) return `#${gap}`;
    if (/^(?:GH-|www\.)$/i.test(match)) return match.slice(0, -1) + gap + match.slice(-1);
    return `${match.slice(0, -1)}\\${match.slice(-1)}`;
  });
}

/** A span of code. What backticks cannot hold safely, in a table least of all, is given as HTML. */
export function code(text: string): string {
  return /^[^`|\\\s](?:[^`|\\]*[^`|\\\s])?$/.test(text) ? `\`${text}\`` : `<code>${plain(text)}</code>`;
}

/** A block of code with a fence longer than any in it. */
export function block(lines: readonly string[]): string {
  const runs = lines.join('\n').match(/`+/g) ?? [];
  const fence = '`'.repeat(runs.reduce((most, run) => Math.max(most, run.length + 1), 3));
  return `${fence}\n${lines.join('\n')}\n${fence}`;
}

/** The address as a link's target, or null for anything but a web address. */
export function target(address: string | null): string | null {
  if (address === null || !/^https?:\/\//i.test(address) || address.length > 2_000) return null;
  return address.replace(/[^!-~]|["()<>[\\\]^`{|}]/gu, (character) => {
    if (/[()]/.test(character)) return character === '(' ? '%28' : '%29';
    return /\p{Cs}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character);
  });
}
