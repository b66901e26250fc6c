import type { Markdown } from '../markdown.ts';
import { Draft } from './draft.ts';
import { Html } from './html.ts';
import { inlineText, type Targets, targetsIn } from './restructured-inline.ts';
import { tableRows } from './restructured-tables.ts';

const adornment = /^([!-/:-@[-`{-~])\1{2,}\s*$/;
const directive = /^(\s*)\.\.\s+(?:\|([^|]+)\|\s+)?([A-Za-z][\w.:+-]*?)::\s*(.*)$/;
const codeDirectives = new Set([
  'code',
  'code-block',
  'sourcecode',
  'parsed-literal',
  'prompt',
  'highlight',
  'ipython',
  'doctest',
  'testcode',
]);
const imageDirectives = new Set(['image', 'figure', 'thumbnail']);
/** Their bodies are lists of pages, options or settings, and no prose. */
const silentDirectives = new Set([
  'toctree',
  'contents',
  'include',
  'literalinclude',
  'meta',
  'index',
  'role',
  'default-role',
  'math',
  'bibliography',
  'csv-table',
]);

/**
 * Reads reStructuredText tolerantly, line by line: sections, paragraphs, lists, literal blocks, the common directives, links,
 * images and tables. Reference: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html
 */
export function readRestructured(text: string): Markdown {
  const lines = text.split('\n').map((line) => line.trimEnd().replaceAll('\t', '        '));
  const draft = new Draft();
  new Restructured(lines, draft, targetsIn(lines)).read();
  return draft.finish(null);
}

class Restructured {
  readonly #lines: readonly string[];
  readonly #draft: Draft;
  readonly #html: Html;
  readonly #targets: Targets;
  /** Styles of section titles; their order is their depth. */
  readonly #styles: string[] = [];
  #at = 0;

  constructor(lines: readonly string[], draft: Draft, targets: Targets) {
    this.#lines = lines;
    this.#draft = draft;
    this.#html = new Html(draft);
    this.#targets = targets;
  }

  read(): void {
    while (this.#at < this.#lines.length) {
      const line = this.#line(0);
      if (line === '') this.#at += 1;
      else if (!this.#title() && !this.#directive() && !this.#table() && !this.#doctest()) this.#paragraph();
    }
  }

  #line(offset: number): string {
    return this.#lines[this.#at + offset] ?? '';
  }

  /** A line under a text, or one over and one under it. */
  #title(): boolean {
    const over = adornment.exec(this.#line(0));
    const text = this.#line(over === null ? 0 : 1);
    const under = adornment.exec(this.#line(over === null ? 1 : 2));
    if (text.trim() === '' || under === null || (over !== null && over[1] !== under[1])) {
      // A line of its own between paragraphs is a transition; `====` that is no title opens a table.
      if (over === null || this.#line(1) !== '') return false;
      this.#at += 1;
      return true;
    }
    if ((over === null && /^\s/.test(text)) || under[0].trim().length + 2 < text.trim().length || adornment.test(text))
      return false;
    const style = `${over === null ? '' : 'over '}${under[1]}`;
    if (!this.#styles.includes(style)) this.#styles.push(style);
    const line = this.#at + (over === null ? 1 : 2);
    const title = inlineText(text.trim(), this.#targets, this.#draft, line);
    this.#draft.heading(this.#styles.indexOf(style) + 1, title.text, line);
    this.#at += over === null ? 2 : 3;
    return true;
  }

  #directive(): boolean {
    const line = this.#line(0);
    if (!/^\s*\.\.(?:\s|$)/.test(line)) return false;
    const [, indent = '', , name, argument = ''] = directive.exec(line) ?? [];
    const number = this.#at + 1;
    this.#at += 1;
    if (name === undefined) {
      this.#body(line.length - line.trimStart().length);
      return true;
    }
    const kind = name.toLowerCase();
    if (codeDirectives.has(kind)) {
      const body = this.#body(indent.length);
      if (body.text !== '') this.#draft.code(argument || null, body.text, body.line);
    } else if (kind === 'raw') {
      const body = this.#body(indent.length);
      if (argument.trim() === 'html') this.#html.block(body.text, body.line);
    } else if (imageDirectives.has(kind)) {
      this.#draft.link(argument, this.#option('alt'), number, true);
      this.#options();
    } else if (silentDirectives.has(kind)) this.#body(indent.length);
    else {
      // The body of a note, a tip or an unknown directive is read like any text.
      this.#options();
      if (
        argument !== '' &&
        /^(?:note|tip|warning|important|attention|caution|danger|hint|error|topic|admonition|epigraph)$/.test(kind)
      ) {
        this.#prose([argument], number, 'text');
      }
    }
    return true;
  }

  #option(name: string): string {
    for (let offset = 0; /^\s+:[\w-]+:/.test(this.#line(offset)); offset += 1) {
      const [, key, value = ''] = /^\s+:([\w-]+):\s*(.*)$/.exec(this.#line(offset)) ?? [];
      if (key === name) return value;
    }
    return '';
  }

  #options(): void {
    while (/^\s+:[\w-]+:/.test(this.#line(0))) this.#at += 1;
  }

  /** The indented lines that follow, without options and outer indentation. */
  #body(indent: number): { readonly text: string; readonly line: number } {
    this.#options();
    while (this.#at < this.#lines.length && this.#line(0) === '') this.#at += 1;
    const from = this.#at;
    let end = from;
    let inner = Number.POSITIVE_INFINITY;
    for (; this.#at < this.#lines.length; this.#at += 1) {
      const line = this.#line(0);
      if (line === '') continue;
      const depth = line.length - line.trimStart().length;
      if (depth <= indent) break;
      inner = Math.min(inner, depth);
      end = this.#at + 1;
    }
    const kept = this.#lines.slice(from, end);
    this.#at = Math.max(end, from);
    return { text: kept.map((line) => line.slice(Math.min(inner, line.length))).join('\n'), line: from + 1 };
  }

  #doctest(): boolean {
    if (!/^\s*>>> /.test(this.#line(0))) return false;
    const from = this.#at;
    while (this.#line(0) !== '') this.#at += 1;
    this.#draft.code(
      'python',
      this.#lines
        .slice(from, this.#at)
        .map((line) => line.trim())
        .join('\n'),
      from + 1,
    );
    return true;
  }

  #table(): boolean {
    if (!/^\s*(?:\+[-=+]{3,}\+|={2,}(?:\s+={2,})+)$/.test(this.#line(0))) return false;
    const from = this.#at;
    const simple = this.#line(0).trim().startsWith('=');
    for (this.#at += 1; this.#at < this.#lines.length; this.#at += 1) {
      const rule = /^[=\s]+$/.test(this.#line(0)) && this.#line(0) !== '';
      if (simple ? rule && this.#line(1) === '' : this.#line(0) === '') break;
    }
    this.#at += 1;
    const rows = tableRows(this.#lines.slice(from, this.#at)).map(({ cells, offset }) =>
      cells.map((cell) => {
        const { text, own } = inlineText(cell, this.#targets, this.#draft, from + offset + 1);
        this.#draft.paragraph('cell', text, own, from + offset + 1);
        return text;
      }),
    );
    this.#draft.table(from + 1, rows);
    return true;
  }

  /** Lines up to the next blank one; those of a list end where the next item begins. */
  #paragraph(): void {
    const from = this.#at;
    const first = this.#line(0);
    const bullet = /^\s*(?:[-*+•]|(?:\d+|#|[A-Za-z])[.)]|\((?:\d+|#|[A-Za-z])\))\s+/.exec(first)?.[0];
    const indent = first.length - first.trimStart().length;
    const lines = [bullet === undefined ? first : first.slice(bullet.length)];
    for (this.#at += 1; this.#at < this.#lines.length; this.#at += 1) {
      const line = this.#line(0);
      if (line === '' || (bullet !== undefined && /^\s*(?:[-*+•]|(?:\d+|#)[.)])\s/.test(line))) break;
      if (adornment.test(this.#line(1)) && this.#line(1).length >= line.length && !/^\s/.test(line)) break;
      lines.push(line);
    }
    const last = lines.at(-1) ?? '';
    this.#prose(lines, from + 1, bullet === undefined ? 'text' : 'item');
    if (last.endsWith('::')) {
      const body = this.#body(indent);
      if (body.text !== '') this.#draft.code(null, body.text, body.line);
    }
  }

  #prose(lines: readonly string[], line: number, kind: 'text' | 'item'): void {
    // A field of a field list, or of a docstring, is metadata.
    const source = lines
      .map((one) => one.trim())
      .join('\n')
      .replace(/^:[\w -]{1,40}:\s+/, '');
    const { text, own } = inlineText(source.replace(/::$/, ':'), this.#targets, this.#draft, line);
    this.#draft.paragraph(kind, text === ':' ? '' : text, own, line);
  }
}
