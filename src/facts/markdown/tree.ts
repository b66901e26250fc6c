import MarkdownIt, { type Token } from 'markdown-it';
import type { Draft } from './draft.ts';
import { Html, onlyTag } from './html.ts';

const parser = new MarkdownIt('default', { html: true, linkify: true });
// Of words like `train.py` the ending is also a country's.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// Addresses are wanted as written, and those of any kind.
parser.normalizeLink = (url) => url;
parser.normalizeLinkText = (url) => url;
parser.validateLink = () => true;

/** Puts a Markdown text into a draft, as GitHub reads it. */
export function readTree(text: string, draft: Draft): void {
  new Reading(draft).blocks(parser.parse(text, {}));
}

class Reading {
  readonly #draft: Draft;
  readonly #html: Html;
  #items = 0;
  #heading: { readonly depth: number; readonly line: number } | null = null;
  /** Line of the table and of its row, and the rows so far. */
  #table: { readonly line: number; row: number; readonly rows: string[][] } | null = null;

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#html = new Html(draft);
  }

  blocks(tokens: readonly Token[]): void {
    for (const token of tokens) {
      const line = (token.map?.[0] ?? 0) + 1;
      switch (token.type) {
        case 'list_item_open':
          this.#items += 1;
          break;
        case 'list_item_close':
          this.#items -= 1;
          break;
        case 'heading_open':
          this.#heading = { depth: Number(token.tag.slice(1)), line };
          break;
        case 'heading_close':
          this.#heading = null;
          break;
        case 'table_open':
          this.#table = { line, row: line, rows: [] };
          break;
        case 'tr_open':
          if (this.#table !== null) this.#table.row = line;
          this.#table?.rows.push([]);
          break;
        case 'table_close':
          if (this.#table !== null) this.#draft.table(this.#table.line, this.#table.rows);
          this.#table = null;
          break;
        case 'inline':
          this.#inline(token.children ?? [], this.#table?.row ?? line);
          break;
        case 'fence':
          this.#draft.code(token.info.trim().split(/\s+/)[0] ?? null, token.content.replace(/\n$/, ''), line + 1);
          break;
        case 'code_block':
          this.#draft.code(null, token.content.trimEnd(), line);
          break;
        case 'html_block':
          this.#html.block(token.content, line);
          break;
      }
    }
  }

  #inline(children: readonly Token[], line: number): void {
    const { text, own, alt } = new Inline(this.#draft, line).read(children);
    const heading = this.#heading ?? this.#html.heading;
    if (heading !== null) this.#draft.heading(heading.depth, text.trim() === '' ? alt : text, heading.line);
    else if (this.#table !== null) {
      this.#draft.paragraph('cell', text, own, line);
      this.#table.rows.at(-1)?.push(text.trim());
    } else this.#draft.paragraph(this.#items > 0 ? 'item' : 'text', text, own, line);
  }
}

interface Anchor {
  readonly url: string;
  readonly line: number;
  readonly from: number;
}

/** The text of a paragraph, heading or cell; its links go into the draft. */
class Inline {
  readonly #draft: Draft;
  #line: number;
  #text = '';
  #own = '';
  #alt = '';
  /** The open link of Markdown, and that of HTML. */
  #link: Anchor | null = null;
  #anchor: Anchor | null = null;

  constructor(draft: Draft, line: number) {
    this.#draft = draft;
    this.#line = line;
  }

  /** @returns the text, the part of it that is not in links, and what pictures are described by */
  read(children: readonly Token[]): { readonly text: string; readonly own: string; readonly alt: string } {
    for (const token of children) {
      if (token.type === 'text' || token.type === 'code_inline') this.#append(token.content);
      else if (token.type === 'softbreak' || token.type === 'hardbreak') {
        this.#append(' ');
        this.#line += 1;
      } else if (token.type === 'link_open') this.#link = this.#begin(token.attrGet('href') ?? '');
      else if (token.type === 'link_close') {
        this.#end(this.#link);
        this.#link = null;
      } else if (token.type === 'image') this.#image(token.attrGet('src') ?? '', token.content);
      else if (token.type === 'html_inline') this.#tag(token.content);
    }
    this.#end(this.#anchor);
    return { text: this.#text, own: this.#own, alt: this.#alt };
  }

  #append(text: string): void {
    this.#text += text;
    if (this.#link === null && this.#anchor === null) this.#own += text;
  }

  #begin(url: string): Anchor {
    return { url, line: this.#line, from: this.#text.length };
  }

  #end(anchor: Anchor | null): void {
    if (anchor !== null) this.#draft.link(anchor.url, this.#text.slice(anchor.from), anchor.line, false);
  }

  #image(url: string, alt: string): void {
    this.#alt += `${alt} `;
    this.#draft.link(url, alt, this.#line, true);
  }

  #tag(html: string): void {
    const tag = onlyTag(html);
    if (tag?.name === 'br') this.#append(' ');
    else if (tag?.name === 'img' && tag.src !== null) this.#image(tag.src, tag.alt);
    else if (tag?.name === 'a') {
      this.#end(this.#anchor);
      this.#anchor = tag.closing || tag.href === null ? null : this.#begin(tag.href);
    }
    for (const char of html) if (char === '\n') this.#line += 1;
  }
}
