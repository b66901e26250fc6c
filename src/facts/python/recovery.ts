import { unread } from './coverage.ts';
import { type Attempt, attempt } from './parser.ts';
import type { Token } from './pyright.js';
import type { Node } from './syntax.ts';

/** A stretch of a file that was parsed by itself. */
export interface Piece {
  readonly statements: readonly Node[];
  /** What to add to offsets in its nodes to get offsets in the file. */
  readonly offset: number;
}

/** Where in the file something could not be read. */
export interface Hole {
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

export interface Syntax {
  readonly pieces: readonly Piece[];
  readonly holes: readonly Hole[];
}

const OPENERS = new Set([13, 15, 17]);
const CLOSERS = new Set([14, 16, 18]);
const TRIPLE_UNTERMINATED = 4 | 65536;
const TOO_DEEP = 'nested too deeply, or too long';
const SYNTAX = 'syntax error';
const BRACKET = 'a bracket is never closed';
const TEXT = 'a string is never closed';

/** How many blocks a bracket or string may span. */
const WIDEST = 32;
/** How often the text may be gone over, and what one attempt costs beside its length, in characters. */
const PASSES = 6;
const ATTEMPT = 400;

/**
 * Parses Python of any version as far as it can be read. The parser itself skips a bad line; only a bracket or
 * string that is never closed swallows what follows, and nesting that is too deep throws. From such a place on
 * the text is parsed in blocks that begin at top-level statements, and lines that still swallow are left out.
 */
export function parse(text: string): Syntax {
  const whole = attempt(text);
  if (whole !== null && !whole.faulty) return { pieces: [{ statements: whole.statements, offset: 0 }], holes: [] };
  const recovery = new Recovery(text);
  const swallow = whole === null ? null : swallows(whole);
  if (whole === null) recovery.blocks(0);
  else if (swallow === null) recovery.keep(whole, 0);
  else recovery.from(whole, swallow.opener);
  return { pieces: recovery.pieces, holes: recovery.holes };
}

class Recovery {
  readonly pieces: Piece[] = [];
  readonly holes: Hole[] = [];
  readonly #text: string;
  #budget: number;

  constructor(text: string) {
    this.#text = text;
    this.#budget = text.length * PASSES + ATTEMPT * 100;
  }

  keep({ statements, tokens }: Attempt, offset: number): void {
    this.pieces.push({ statements, offset });
    for (const { start, length } of unread(statements, tokens))
      this.#lose(SYNTAX, offset + start, offset + start + length);
  }

  /** Keeps the top-level statements before the one that swallows and goes on in blocks. */
  from({ statements, tokens }: Attempt, opener: number): void {
    let kept = 0;
    while (kept < statements.length && endOf(statements[kept]) <= opener) kept++;
    const rest = this.#text.lastIndexOf('\n', (statements[kept]?.start ?? opener) - 1) + 1;
    while (kept > 0 && endOf(statements[kept - 1]) > rest) kept--;
    const before = statements.slice(0, kept);
    this.pieces.push({ statements: before, offset: 0 });
    for (const { start, length } of unread(before, tokens, rest)) this.#lose(SYNTAX, start, start + length);
    this.blocks(rest);
  }

  /** Parses from `offset` on in blocks; several are taken together where a bracket or string spans them. */
  blocks(offset: number): void {
    const starts = blockStarts(this.#text, offset);
    for (let index = 0; index < starts.length - 1; ) {
      const start = starts[index] as number;
      let taken = 1;
      let found = this.#try(start, starts[index + 1] as number);
      for (let more = 2; more <= WIDEST && found !== null && swallows(found) !== null; more *= 2) {
        const end = starts[index + more];
        const wider = end === undefined ? null : this.#try(start, end);
        if (wider === null) break;
        if (swallows(wider) === null && unread(wider.statements, wider.tokens).length === 0) {
          found = wider;
          taken = more;
        }
      }
      if (found === null) this.#lose(this.#budget > 0 ? TOO_DEEP : SYNTAX, start, starts[index + 1] as number);
      else this.#cut(found, start, starts[index + taken] as number);
      index += taken;
    }
  }

  /** Leaves out lines that swallow what follows, one after the other. */
  #cut(found: Attempt, start: number, end: number): void {
    let text = this.#text.slice(start, end);
    let current = found;
    for (let swallow = swallows(current); swallow !== null; swallow = swallows(current)) {
      const [from, to] = logicalLine(text, swallow.opener);
      const without = `${text.slice(0, from)}${blank(text.slice(from, to))}${text.slice(to)}`;
      this.#budget -= text.length + ATTEMPT;
      const next = this.#budget > 0 && without !== text ? attempt(without) : null;
      this.#lose(swallow.reason, start + from, start + to);
      if (next === null) {
        this.#lose(swallow.reason, start + to, end);
        return;
      }
      text = without;
      current = next;
    }
    this.keep(current, start);
  }

  #try(start: number, end: number): Attempt | null {
    this.#budget -= end - start + ATTEMPT;
    return this.#budget > 0 ? attempt(this.#text.slice(start, end)) : null;
  }

  #lose(reason: string, start: number, end: number): void {
    if (start < end) this.holes.push({ reason, start, end });
  }
}

interface Swallow {
  readonly opener: number;
  readonly reason: string;
}

/** The first bracket, or the triple quote, that is still open at the end of the text. */
function swallows({ tokens, faulty }: Attempt): Swallow | null {
  if (!faulty) return null;
  const open: Token[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const token = tokens.getItemAt(index);
    if (OPENERS.has(token.type)) open.push(token);
    else if (CLOSERS.has(token.type)) open.pop();
    else if (((token.flags ?? 0) & TRIPLE_UNTERMINATED) === TRIPLE_UNTERMINATED) {
      if (open[0] === undefined) return { opener: token.start, reason: TEXT };
    }
  }
  return open[0] === undefined ? null : { opener: open[0].start, reason: BRACKET };
}

/** The line at `offset` with the lines below it that are indented more deeply; never empty. */
function logicalLine(text: string, offset: number): [from: number, to: number] {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const own = indent(text, from);
  let to = text.indexOf('\n', offset);
  while (to !== -1 && to + 1 < text.length) {
    const depth = indent(text, to + 1);
    if (depth !== null && own !== null && depth <= own) break;
    to = text.indexOf('\n', to + 1);
  }
  return [from, to === -1 ? text.length : to];
}

/** Width of the white space that begins a line; `null` for a blank line. */
function indent(text: string, line: number): number | null {
  let width = 0;
  while (text[line + width] === ' ' || text[line + width] === '\t') width++;
  const next = text[line + width];
  return next === undefined || next === '\n' || next === '\r' ? null : width;
}

/** The same lines and length, with `pass` where there is room for it, so that a body is not left empty. */
function blank(lines: string): string {
  const spaces = lines.replace(/[^\r\n]/g, ' ');
  const width = indent(lines, 0) ?? 0;
  const end = lines.search(/[\r\n]|$/);
  return end - width < 4 ? spaces : `${spaces.slice(0, width)}pass${spaces.slice(width + 4)}`;
}

/** Offsets of top-level lines that begin a statement, `offset` first, and the end. */
function blockStarts(text: string, offset: number): number[] {
  const starts = [offset];
  let decorated = text[offset] === '@';
  for (let line = text.indexOf('\n', offset) + 1; line > 0; line = text.indexOf('\n', line) + 1) {
    if (!/^(?!(?:else|elif|except|finally)\b)[A-Za-z_@]/.test(text.slice(line, line + 8))) continue;
    if (!decorated) starts.push(line);
    decorated = text[line] === '@';
  }
  starts.push(text.length);
  return starts;
}

function endOf(node: { readonly start: number; readonly length: number } | undefined): number {
  return node === undefined ? 0 : node.start + node.length;
}
