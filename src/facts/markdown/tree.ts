import type { Nodes, Parents, PhrasingContent, Root, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Paragraph } from '../markdown.ts';
import type { Draft } from './draft.ts';
import { Html, onlyTag } from './html.ts';

/** Deeper nesting says nothing any more. */
const deepest = 60;

/** Puts a Markdown text into a draft, as GitHub reads it. */
export function readTree(text: string, draft: Draft): void {
  const root = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  new Reading(root, draft).blocks(root, 'text', 0);
}

class Reading {
  readonly #draft: Draft;
  readonly #html: Html;
  readonly #targets = new Map<string, string>();

  constructor(root: Root, draft: Draft) {
    this.#draft = draft;
    this.#html = new Html(draft);
    this.#define(root, 0);
  }

  /** Targets of reference links may stand anywhere. */
  #define(node: Parents, depth: number): void {
    for (const child of node.children as Nodes[]) {
      if (child.type === 'definition') {
        if (!this.#targets.has(child.identifier)) this.#targets.set(child.identifier, child.url);
      } else if ('children' in child && child.type !== 'paragraph' && depth < deepest) this.#define(child, depth + 1);
    }
  }

  blocks(parent: Parents, kind: Paragraph['kind'], depth: number): void {
    if (depth > deepest) return;
    for (const node of parent.children as Nodes[]) {
      const line = lineOf(node);
      switch (node.type) {
        case 'heading': {
          const inline = this.#inline(node.children);
          this.#draft.heading(node.depth, inline.text.trim() === '' ? inline.alt : inline.text, line);
          break;
        }
        case 'paragraph': {
          const { text, own } = this.#inline(node.children);
          const { heading } = this.#html;
          if (heading !== null) this.#draft.heading(heading.depth, text, line);
          else this.#draft.paragraph(kind, text, own, line);
          break;
        }
        case 'code':
          this.#draft.code(node.lang ?? null, node.value, line + (fenced(node) ? 1 : 0));
          break;
        case 'html':
          this.#html.block(node.value, line);
          break;
        case 'table':
          this.#table(node, line);
          break;
        default:
          if ('children' in node) this.blocks(node, node.type === 'listItem' ? 'item' : kind, depth + 1);
      }
    }
  }

  #table(table: Table, line: number): void {
    const rows = table.children.map((row) =>
      row.children.map((cell) => {
        const { text, own } = this.#inline(cell.children);
        this.#draft.paragraph('cell', text, own, lineOf(row));
        return text.trim();
      }),
    );
    this.#draft.table(line, rows);
  }

  #inline(nodes: readonly PhrasingContent[]): Inline {
    const inline = new Inline(this.#draft, this.#targets);
    inline.add(nodes, false, 0);
    inline.end();
    return inline;
  }
}

/** The text of a paragraph, heading or cell; its links go into the draft. */
class Inline {
  text = '';
  /** What is not part of a link. */
  own = '';
  /** What images are described by. */
  alt = '';
  readonly #draft: Draft;
  readonly #targets: ReadonlyMap<string, string>;
  #anchor: { readonly url: string; readonly line: number; readonly from: number } | null = null;

  constructor(draft: Draft, targets: ReadonlyMap<string, string>) {
    this.#draft = draft;
    this.#targets = targets;
  }

  add(nodes: readonly PhrasingContent[], linked: boolean, depth: number): void {
    if (depth > deepest) return;
    for (const node of nodes) {
      const line = lineOf(node);
      if (node.type === 'text' || node.type === 'inlineCode') this.#append(node.value, linked);
      else if (node.type === 'break') this.#append(' ', linked);
      else if (node.type === 'html') this.#tag(node.value, line);
      else if (node.type === 'image' || node.type === 'imageReference') {
        this.alt += `${node.alt ?? ''} `;
        this.#draft.link(this.#urlOf(node), node.alt ?? '', line, true);
      } else if (node.type === 'link' || node.type === 'linkReference') {
        const from = this.text.length;
        this.add(node.children, true, depth + 1);
        this.#draft.link(this.#urlOf(node), this.text.slice(from), line, false);
      } else if ('children' in node) this.add(node.children, linked, depth + 1);
    }
  }

  /** Ends a link that was never closed. */
  end(): void {
    if (this.#anchor === null) return;
    const { url, line, from } = this.#anchor;
    this.#draft.link(url, this.text.slice(from), line, false);
    this.#anchor = null;
  }

  #append(text: string, linked: boolean): void {
    this.text += text;
    if (!linked && this.#anchor === null) this.own += text;
  }

  #tag(html: string, line: number): void {
    const tag = onlyTag(html);
    if (tag === null) return;
    if (tag.name === 'br') this.#append(' ', false);
    else if (tag.name === 'img' && tag.src !== null) {
      this.alt += `${tag.alt} `;
      this.#draft.link(tag.src, tag.alt, line, true);
    } else if (tag.name === 'a') {
      this.end();
      if (!tag.closing && tag.href !== null) this.#anchor = { url: tag.href, line, from: this.text.length };
    }
  }

  #urlOf(node: { readonly url?: string; readonly identifier?: string }): string {
    return node.url ?? this.#targets.get(node.identifier ?? '') ?? '';
  }
}

function lineOf(node: { readonly position?: { readonly start: { readonly line: number } } | undefined }): number {
  return node.position?.start.line ?? 1;
}

/** A fenced block takes two lines more than its text, if it is closed; an indented one has no language and no fence. */
function fenced(node: Extract<Nodes, { type: 'code' }>): boolean {
  if (node.lang != null || node.meta != null) return true;
  const { start, end } = node.position ?? {};
  if (start === undefined || end === undefined) return true;
  return end.line - start.line + 1 > node.value.split('\n').length;
}
