/**
 * Text of an audited repository made harmless to show. Nobody may move the cursor, recolour the terminal,
 * reorder a line or hide letters by a file name: whatever controls instead of shows becomes a visible escape.
 */

/** Controls, format and bidi characters, line separators, lone surrogates and invisible fillers; emoji selectors stay. */
const unsafe = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** More marks on one letter than any script needs would paint over the lines above and below. */
const pile = /(\p{M}{4})\p{M}+/gu;

export const longest = { name: 100, path: 240, message: 400, remedy: 2_000 } as const;

/** One line of prose: white space of every kind is one space; at most `limit` characters, cut at the end. */
export function line(text: string, limit: number = longest.message): string {
  const spaced = cut(text, limit + 100)
    .replace(/\s+/g, ' ')
    .trim();
  return visible(cut(spaced, limit));
}

/** A path, with line breaks as escapes; at most `limit` characters, cut in the middle so that the file's name stays. */
export function path(text: string, limit: number = longest.path): string {
  if (text === '') return '.';
  if (text.length <= limit) return visible(text);
  const tail = Math.floor(limit / 2);
  return visible(`${text.slice(0, limit - tail - 1)}…${text.slice(-tail)}`);
}

/** A JSON text whose unsafe characters are escaped as JSON knows it: it parses to the same value. */
export function json(text: string): string {
  return text.replace(unsafe, (character) => (character === '\n' ? character : units(character)));
}

function visible(text: string): string {
  return text.replace(unsafe, visibleEscape).replace(pile, '$1…');
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, Math.max(0, limit - 1)).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

function visibleEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`;
}

function units(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}
