import type { Markdown, Paragraph } from '../markdown.ts';
import { tidy, wordsIn } from './words.ts';

type Mutable<List> = List extends readonly (infer Item)[] ? Item[] : never;

/** A document under construction: what every syntax of documents is put into, in source order. */
export class Draft {
  readonly #headings: Mutable<Markdown['headings']> = [];
  readonly #paragraphs: Mutable<Markdown['paragraphs']> = [];
  readonly #code: Mutable<Markdown['code']> = [];
  readonly #links: Mutable<Markdown['links']> = [];
  readonly #tables: Mutable<Markdown['tables']> = [];

  heading(depth: number, text: string, line: number): void {
    const tidied = tidy(text);
    if (tidied !== '') this.#headings.push({ depth, text: tidied, line });
  }

  /** @param own the part of the text that is not a link; where it says nothing the paragraph is no prose */
  paragraph(kind: Paragraph['kind'], text: string, own: string, line: number): void {
    // Neither the kind of an alert nor the box of a task is prose.
    const tidied = tidy(text).replace(/^\[(?:!\w+|[ xX])\]\s*/, '');
    const words = wordsIn(tidied);
    if (words > 0 && wordsIn(own) > 0)
      this.#paragraphs.push({ kind, text: tidied, line, heading: this.#heading, words });
  }

  code(language: string | null, text: string, line: number): void {
    this.#code.push({ language: language || null, text: text.replaceAll('\r', ''), line, heading: this.#heading });
  }

  link(url: string, text: string, line: number, image: boolean): void {
    const clean = url.trim();
    if (clean !== '') this.#links.push({ url: clean, text: tidy(text), line, image });
  }

  table(line: number, rows: readonly (readonly string[])[]): void {
    if (rows.length > 0) this.#tables.push({ line, rows });
  }

  finish(frontMatter: Markdown['frontMatter']): Markdown {
    const highest = this.#headings.reduce((least, { depth }) => Math.min(least, depth), 9);
    const title = this.#headings.find(({ depth }) => depth === highest)?.text;
    const stated = frontMatter?.title;
    return {
      title: title ?? (typeof stated === 'string' ? stated : null),
      headings: this.#headings,
      paragraphs: this.#paragraphs,
      code: this.#code,
      links: this.#links.sort((a, b) => a.line - b.line),
      tables: this.#tables,
      frontMatter,
      words: this.#paragraphs.reduce((sum, { words }) => sum + words, 0),
    };
  }

  get #heading(): number {
    return this.#headings.length - 1;
  }
}
