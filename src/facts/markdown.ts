// STUB by the lead until the real reader lands: overwrite this file.
import type { Reader } from '../model.ts';
export interface Markdown {
  title: string | null;
  headings: { depth: number; text: string; line: number }[];
  paragraphs: { text: string; line: number; heading: number; words: number; kind: 'text' | 'item' | 'cell' }[];
  frontMatter: Record<string, unknown> | null;
  words: number;
}
export const markdown: Reader<Markdown> = {
  kind: 'markdown', cap: 'text', matches: (p) => /\.(md|rst)$/i.test(p) || /(^|\/)README[^/]*$/i.test(p),
  parse: ({ text }) => {
    const v: Markdown = { title: null, headings: [], paragraphs: [], frontMatter: null, words: 0 };
    let fence = false;
    text.split('\n').forEach((l, i) => {
      if (/^```/.test(l)) fence = !fence; if (fence || /^ {4}/.test(l) || /^\s*!\[/.test(l)) return;
      const h = /^(#+)\s+(.*)/.exec(l); if (h) { v.headings.push({ depth: h[1]!.length, text: h[2]!, line: i + 1 }); return; }
      const words = l.split(/\s+/).filter((w) => /\w/.test(w)).length; if (!words) return;
      v.paragraphs.push({ text: l, line: i + 1, heading: v.headings.length - 1, words, kind: 'text' }); v.words += words;
    });
    return { value: v };
  },
};
