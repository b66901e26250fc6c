import type { Gap } from '../../model.ts';

/** Such a line under a text makes it a heading. */
const underline = /^ {0,3}(?:=+|-{2,})\s*$/;
/** More marks of emphasis, links and instructions in one block than people write; the parser's time grows with their square. */
const mostMarks = 600;
const deepestQuote = 20;

/**
 * The text without the blocks that would keep a parser busy forever: those become empty lines and gaps.
 * A block ends at a blank line, at an item of a list, at a heading and, within a table, at each row.
 */
export function manageable(text: string): { readonly text: string; readonly gaps: readonly Gap[] } {
  const lines = withoutUnderlines(text.split('\n'));
  const gaps: Gap[] = [];
  let start = 0;
  let marks = 0;
  let table = false;
  const close = (end: number) => {
    if (marks > mostMarks) {
      gaps.push({ reason: 'too dense to be read', line: start + 1, text: lines.slice(start, end).join('\n') });
      lines.fill('', start, end);
    }
    start = end;
    marks = 0;
  };
  for (const [index, line] of lines.entries()) {
    const blank = line.trim() === '';
    if (blank) table = false;
    if (blank || table || /^\s{0,20}(?:[-*+]|\d{1,9}[.)]|#{1,6})\s/.test(line)) close(index);
    if (line.includes('|') && line.includes('-') && /^[\s|:-]+$/.test(line)) table = true;
    marks += 1 + (underline.test(line) ? 100 : marksIn(line));
  }
  close(lines.length);
  return { text: lines.join('\n'), gaps };
}

function marksIn(line: string): number {
  const quote = /^[\s>]*/.exec(line)?.[0] ?? '';
  let depth = 0;
  for (const char of quote) if (char === '>') depth += 1;
  if (depth > deepestQuote) return mostMarks + 1;
  const bullets = /^(?:\s*(?:[-*+>]|\d{1,9}[.)])\s){10}/.test(line) ? mostMarks + 1 : 0;
  let marks = bullets;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at];
    if (char === '*' || char === '_' || char === '[' || char === '~') marks += 1;
    else if (char === '<' && (line[at + 1] === '?' || line[at + 1] === '!')) marks += 1;
    else if (char === '`' && line[at - 1] !== '`') marks += 1;
  }
  return marks;
}

/** Underlined headings of one line in the other form: the parser's time grows with the square of their number. */
function withoutUnderlines(lines: string[]): string[] {
  let fence: string | null = null;
  for (const [index, line] of lines.entries()) {
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1];
    if (mark !== undefined) fence = fence === null ? mark : fence === mark ? null : fence;
    const above = lines[index - 1] ?? '';
    if (
      fence !== null ||
      !underline.test(line) ||
      !/^ {0,3}[^\s#>|<`~=*+-]/.test(above) ||
      (lines[index - 2] ?? '').trim() !== ''
    )
      continue;
    lines[index - 1] = `${line.includes('=') ? '#' : '##'} ${above.trim()}`;
    lines[index] = '';
  }
  return lines;
}
