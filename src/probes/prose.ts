import { globs } from '../facts/globs.ts';
import { type Markdown, markdown } from '../facts/markdown.ts';
import { notebook } from '../facts/notebook.ts';
import { phrases, unwritten, wordNeedles } from '../facts/phrases.ts';
import { finding } from '../finding.ts';
import type { Finding, Need, Probe } from '../model.ts';

interface Options {
  readonly paths?: readonly string[];
  readonly headings?: readonly string[];
  readonly titles?: readonly string[];
  readonly phrases?: readonly string[];
  readonly unless?: readonly string[];
  readonly beside?: readonly string[];
  readonly below?: readonly string[];
  readonly words?: number;
  readonly notebooks?: boolean;
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

/** Lists of changes speak of everything and document nothing. */
const changes = ['CHANGELOG*', 'CHANGES*', 'HISTORY*', 'NEWS*', 'RELEASE*', 'changelog/**', '**/changelog/**'];
const isChanges = globs(changes);

export const prose: Probe<Options> = {
  about:
    'documentation: sections under a heading that holds one of the given phrases, or paragraphs that hold one, with at least so many words of content; text that a template left to be written does not count',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      paths: list,
      headings: list,
      titles: { ...list, description: 'Whole headings in lower case, numbers and signs around them left out.' },
      phrases: list,
      unless: { ...list, description: 'Phrases that mean something else: they are taken out before looking.' },
      beside: {
        ...list,
        description:
          'Phrases of which one must stand in the same paragraph, or in a heading above it other than the title.',
      },
      below: { ...list, description: 'Phrases in headings, other than the title, that a paragraph may stand below.' },
      words: { type: 'integer', minimum: 1, description: 'Words a section or paragraph needs; 12 where absent.' },
      notebooks: { type: 'boolean', description: 'Markdown cells of notebooks count, too.' },
    },
  },
  in: ['code', 'docs'],
  needs: ({ paths, notebooks, headings = [], titles = [], phrases: wanted = [] }) => {
    const needles = [...headings, ...titles, ...wanted].flatMap(wordNeedles);
    const docs: Need = { reader: markdown, needles, except: changes, ...(paths === undefined ? {} : { paths }) };
    return notebooks === true ? [docs, { reader: notebook, needles }] : [docs];
  },
  run: (facts, options) => {
    const { headings = [], unless = [], words = 12, notebooks = false } = options;
    const wanted = options.paths === undefined ? () => true : globs(options.paths);
    const heading = phrases(headings);
    const titles = new Set(options.titles);
    const phrase = phrases(options.phrases ?? []);
    const beside = options.beside === undefined ? null : phrases(options.beside);
    const below = phrases(options.below ?? []);
    const other = new RegExp(phrases(unless).source, 'giu');
    const holds = (text: string): boolean => phrase.test(unless.length === 0 ? text : text.replaceAll(other, ' '));
    const seen: Finding[] = [];
    for (const { path, value } of facts.documents(markdown)) {
      if (!wanted(path) || isChanges(path)) continue;
      const written = value.paragraphs.filter(({ text }) => !unwritten.test(text));
      value.headings.forEach((one, index) => {
        if (!heading.test(one.text) && !titles.has(bare(one.text))) return;
        let end = index + 1;
        while (end < value.headings.length && (value.headings[end]?.depth ?? 0) > one.depth) end += 1;
        const inside = written.filter((paragraph) => paragraph.heading >= index && paragraph.heading < end);
        if (inside.reduce((total, paragraph) => total + paragraph.words, 0) >= words) {
          seen.push(finding(path, { line: one.line, column: 1 }, 'has a section on it'));
        }
      });
      for (const { text, line, heading: nearest, words: count } of written) {
        if (count < words || !holds(text)) continue;
        if (beside === null || beside.test(text) || headingsAbove(value, nearest).some((one) => below.test(one)))
          seen.push(finding(path, { line, column: 1 }, 'speaks of it'));
      }
    }
    if (notebooks) {
      for (const { path, value } of facts.documents(notebook)) {
        for (const { index, kind, source } of value.cells) {
          if (
            kind === 'markdown' &&
            source.split(/\s+/).length >= words &&
            holds(source) &&
            !unwritten.test(source) &&
            (beside === null || beside.test(source))
          ) {
            seen.push(finding(path, { line: 1, column: 1, cell: index }, 'speaks of it'));
          }
        }
      }
    }
    return { seen };
  },
};

/** Texts of the headings that a paragraph stands below, from the nearest one up, without the document's title. */
function headingsAbove({ headings, title }: Markdown, nearest: number): readonly string[] {
  const above: string[] = [];
  let depth = Number.POSITIVE_INFINITY;
  for (let at = nearest; at >= 0; at -= 1) {
    const one = headings[at];
    if (one === undefined || one.depth >= depth) continue;
    depth = one.depth;
    if (one.text !== title) above.push(one.text);
  }
  return above;
}

function bare(heading: string): string {
  return heading
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
