import type { Paragraph } from '../markdown.ts';
import type { Draft } from './draft.ts';
import { tidy } from './words.ts';

const blocks = new Set([
  'p', 'div', 'br', 'hr', 'details', 'summary', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'td', 'th', 'pre', 'blockquote', 'center',
  'section', 'article', 'header', 'footer', 'dl', 'dt', 'dd', 'figure', 'figcaption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
]); // biome-ignore format: a table
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
/** A tag's attributes never hold `<` here: an unclosed tag must not make each next one look to the end. */
const tag = /<(\/?)([a-zA-Z][\w:-]*)([^<>]*)>/g;
const attribute = /(?<![\w:-])([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

/** An opening or closing tag, with the attributes that matter. */
export interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly href: string | null;
  readonly src: string | null;
  readonly alt: string;
}

export function readTag(name: string, closing: boolean, attributes: string): Tag {
  let href: string | null = null;
  let src: string | null = null;
  let alt = '';
  for (const [, key = '', double, single, bare] of attributes.matchAll(attribute)) {
    const value = decoded(double ?? single ?? bare ?? '');
    const lower = key.toLowerCase();
    if (lower === 'href') href ??= value;
    else if (lower === 'src') src ??= value;
    else if (lower === 'alt') alt = value;
  }
  return { name: name.toLowerCase(), closing, href, src, alt };
}

/** The only tag that a piece of inline HTML is, or `null` for a comment. */
export function onlyTag(html: string): Tag | null {
  const [, slash = '', name, attributes = ''] = /^<(\/?)([a-zA-Z][\w:-]*)([^<>]*)>$/.exec(html) ?? [];
  return name === undefined ? null : readTag(name, slash === '/', attributes);
}

/**
 * Reads blocks of HTML within a document: its headings, prose, items, cells, code, links and images. Tolerant, and
 * linear in time. What is open at the end of one block goes on in the next, as blank lines part them in Markdown.
 */
export class Html {
  readonly #draft: Draft;
  #text = '';
  #own = '';
  #alt = '';
  /** Something was read since the last flush; `#line` is where. */
  #begun = false;
  #line = 1;
  #kind: Paragraph['kind'] = 'text';
  #heading: { readonly depth: number; readonly line: number } | null = null;
  #anchor: { readonly url: string; readonly line: number; readonly from: number } | null = null;
  #rows: string[][] | null = null;
  #tableLine = 1;
  #pre: { readonly from: number } | null = null;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /** The heading that is open, in which Markdown may stand. */
  get heading(): { readonly depth: number; readonly line: number } | null {
    return this.#heading;
  }

  block(html: string, line: number): void {
    const source = html
      .replace(/<!--[\s\S]*?(?:-->|$)/g, blank)
      .replace(/<(script|style|svg)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, blank);
    let at = 0;
    let current = line;
    const advance = (end: number) => {
      const part = source.slice(at, end);
      this.#add(decoded(part), current);
      for (const char of part) if (char === '\n') current += 1;
      at = end;
    };
    for (const match of source.matchAll(tag)) {
      advance(match.index);
      this.#tag(readTag(match[2] ?? '', match[1] === '/', match[3] ?? ''), current);
      for (const char of match[0]) if (char === '\n') current += 1;
      at = match.index + match[0].length;
    }
    advance(source.length);
    if (this.#pre === null) this.#flush();
  }

  #add(text: string, line: number): void {
    if (!this.#begun && text.trim() !== '') {
      this.#begun = true;
      this.#line = line + (/^\s*/.exec(text)?.[0].split('\n').length ?? 1) - 1;
    }
    this.#text += text;
    if (this.#anchor === null) this.#own += text;
  }

  #tag(found: Tag, line: number): void {
    const { name, closing, href, src, alt } = found;
    if (name === 'img' && src !== null) {
      this.#draft.link(src, alt, line, true);
      this.#alt += `${alt} `;
      return;
    }
    if (name === 'a') {
      this.#endAnchor();
      if (!closing && href !== null) this.#anchor = { url: href, line, from: this.#text.length };
      return;
    }
    if (!blocks.has(name)) return;
    if (name === 'br') {
      this.#add(' ', line);
      return;
    }
    if (name === 'pre') {
      if (closing) this.#endCode();
      else {
        this.#flush();
        this.#pre = { from: this.#text.length };
      }
      return;
    }
    if (this.#pre === null) this.#flush();
    this.#enter(name, closing, line);
  }

  #enter(name: string, closing: boolean, line: number): void {
    if (/^h[1-6]$/.test(name)) this.#heading = closing ? null : { depth: Number(name[1]), line };
    else if (name === 'li') this.#kind = closing ? 'text' : 'item';
    else if (name === 'td' || name === 'th') this.#kind = closing ? 'text' : 'cell';
    else if (name === 'tr' && !closing) this.#rows?.push([]);
    else if (name === 'table') {
      if (this.#rows !== null)
        this.#draft.table(
          this.#tableLine,
          this.#rows.filter((row) => row.length > 0),
        );
      this.#rows = closing ? null : [];
      this.#tableLine = line;
    }
  }

  /** Ends the text so far. */
  #flush(): void {
    this.#endAnchor();
    const text = tidy(this.#text);
    if (this.#heading !== null) this.#draft.heading(this.#heading.depth, text || this.#alt, this.#heading.line);
    else if (text !== '') {
      if (this.#kind === 'cell') this.#rows?.at(-1)?.push(text);
      this.#draft.paragraph(this.#kind, text, this.#own, this.#line);
    }
    this.#alt = '';
    this.#clear();
  }

  #endAnchor(): void {
    if (this.#anchor === null) return;
    const { url, line, from } = this.#anchor;
    this.#draft.link(url, this.#text.slice(from), line, false);
    this.#anchor = null;
  }

  #endCode(): void {
    if (this.#pre === null) return;
    this.#pre = null;
    const text = this.#text.replace(/^\n/, '').trimEnd();
    if (text.trim() !== '') this.#draft.code(null, text, this.#line);
    this.#clear();
  }

  #clear(): void {
    this.#text = '';
    this.#own = '';
    this.#begun = false;
  }
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, '');
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
