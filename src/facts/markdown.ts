import type { FileText, Parsed, Reader } from '../model.ts';
import { Draft } from './markdown/draft.ts';
import { frontMatterOf } from './markdown/front-matter.ts';
import { orgAsMarkdown } from './markdown/org.ts';
import { readRestructured } from './markdown/restructured.ts';
import { readTree } from './markdown/tree.ts';
import { nameOf } from './patterns.ts';

/** A document for people. Lines count from 1; `heading` is an index into `headings`, -1 before the first. */
export interface Markdown {
  /** The first heading of the highest level, else the front matter's title. */
  readonly title: string | null;
  readonly headings: readonly { readonly depth: number; readonly text: string; readonly line: number }[];
  /** Prose only: neither badges nor bare links nor markup. Code within a line stays. */
  readonly paragraphs: readonly Paragraph[];
  readonly code: readonly {
    readonly language: string | null;
    readonly text: string;
    /** Of the first line of the text. */
    readonly line: number;
    readonly heading: number;
  }[];
  /** Links and images of every form, HTML included, as written. */
  readonly links: readonly {
    readonly url: string;
    readonly text: string;
    readonly line: number;
    readonly image: boolean;
  }[];
  readonly tables: readonly { readonly line: number; readonly rows: readonly (readonly string[])[] }[];
  /** Metadata at the top, such as a model card's; objects in it have no prototype. */
  readonly frontMatter: Readonly<Record<string, unknown>> | null;
  /** Words of prose in all paragraphs. */
  readonly words: number;
}

export interface Paragraph {
  readonly kind: 'text' | 'item' | 'cell';
  readonly text: string;
  readonly line: number;
  readonly heading: number;
  readonly words: number;
}

/** Markdown (with what GitHub adds, and HTML in it), MDX, reStructuredText, and READMEs in plain text or Org. */
export const markdown: Reader<Markdown> = {
  kind: 'markdown',
  aside: true,
  cap: 'text',
  matches: (path) => {
    const name = nameOf(path);
    return /\.(?:md|markdown|mdx|rst)$/i.test(name) || /^readme(?:\.(?:txt|org|text))?$/i.test(name);
  },
  parse: readDocument,
};

function readDocument({ path, text }: FileText): Parsed<Markdown> {
  if (/\.rst$/i.test(path)) return { value: readRestructured(text) };
  return readMarkdown(/\.org$/i.test(path) ? orgAsMarkdown(text) : text, /\.mdx$/i.test(path));
}

/** Reads Markdown: a file, or a cell of a notebook. */
export function readMarkdown(text: string, mdx = false): Parsed<Markdown> {
  const { frontMatter, body, gap } = frontMatterOf(text);
  const draft = new Draft();
  readTree(mdx ? withoutModules(body) : body, draft);
  return { value: draft.finish(frontMatter), gaps: gap === null ? [] : [gap] };
}

/** Imports and exports of MDX become empty lines. */
function withoutModules(text: string): string {
  return text.replace(/^(?:import|export)\s[^\n]*/gm, '');
}
