import type { Nodes, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect } from 'vitest';

export const base = 'https://github.com/o/r/blob/3f2c1ab/';
export const link = (path: string, line: number | null) => `${base}${path}${line === null ? '' : `#L${line}`}`;

export function nodes(text: string): Nodes[] {
  const all: Nodes[] = [];
  const open: Nodes[] = [fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    all.push(node);
    if ('children' in node) open.push(...[...node.children].reverse());
  }
  return all;
}

const ours = /^(?:<details><summary>[\w ,:()-]+<\/summary>|<\/details>|<\/?(?:sub|code|span)>)$/;

/** What must hold of every Markdown report, whatever strings it was made of. */
export function expectHarmless(text: string): void {
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  const all = nodes(text);
  expect(all.filter((node) => node.type === 'heading')).toHaveLength(1);
  for (const node of all) {
    expect([
      'image',
      'imageReference',
      'definition',
      'footnoteReference',
      'footnoteDefinition',
      'blockquote',
    ]).not.toContain(node.type);
    if (node.type === 'html') for (const tag of node.value.split('\n')) expect(tag).toMatch(ours);
    if (node.type === 'link') expect(node.url.startsWith(base), node.url).toBe(true);
    if (node.type === 'text') expect(node.value).not.toMatch(/@[\w-]|#\d|GH-\d|:\/\/|www\.|\$\$/i);
    if (node.type === 'table') expectSquare(node);
  }
  const folds = (tag: string) => all.filter((node) => node.type === 'html' && node.value.includes(tag)).length;
  expect(folds('<details>')).toBe(folds('</details>'));
}

function expectSquare(table: Table): void {
  const columns = table.align?.length;
  for (const row of table.children) expect(row.children).toHaveLength(columns ?? 0);
}
