import type { Position, Reader } from '../../model.ts';
import { notebookOf } from '../notebook.ts';
import { type Sign, signsOf } from './signs.ts';

/** The first place of each sign in a file. */
export type Signs = ReadonlyMap<Sign, Position>;

/**
 * What Python and R code shows of how models are judged, by the names in it: a look at the text without a parse, since
 * the names stand in most files.
 */
export const judging: Reader<Signs> = {
  kind: 'judging',
  cap: (path) => (path.endsWith('.ipynb') ? 'notebook' : 'text'),
  matches: (path) => /\.(?:pyw?|ipynb|[rR]|Rmd|jl)$/.test(path),
  parse: ({ path, text }) => {
    const found = new Map<Sign, Position>();
    if (!/\.ipynb$/i.test(path)) {
      look(text, found);
      return { value: found };
    }
    if (text.trim() === '') return { value: found };
    for (const { kind, source, index } of notebookOf(text).cells) {
      if (kind === 'code') look(source, found, index);
      else headings(source, found, index);
    }
    return { value: found };
  },
};

/** Imports, docstrings, strings, comments and names, in this order; what is not closed extends to the end of its line or of the text. */
const token =
  /^[ \t]*(?:from[ \t]+[\w.]+[ \t]+import\b[ \t]*(?:\([^)]{0,4000}\)|[^\n]*)|import[ \t][^\n]*)|("""|''')(?:[^\\]|\\[\s\S])*?(?:\1|(?![\s\S]))|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|#[^\n]*|[A-Za-z_]\w*/gm;

function look(text: string, found: Map<Sign, Position>, cell?: number): void {
  let line = 1;
  let counted = 0;
  const note = (signs: readonly Sign[], index: number): void => {
    for (const sign of signs) {
      if (found.has(sign)) continue;
      for (let at = text.indexOf('\n', counted); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
        line++;
        counted = at + 1;
      }
      const column = index - text.lastIndexOf('\n', index);
      found.set(sign, { line, column, ...(cell === undefined ? {} : { cell }) });
    }
  };
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [word] = match;
    const first = word.charCodeAt(0);
    const isQuote = first === 34 || first === 39;
    if (isQuote) {
      if (/[fF]/.test(text[match.index - 1] ?? '')) fields(word, match.index, note);
      else if (match[1] === undefined && word.length <= 62) note(signsOf(word.slice(1, -1), 'quoted'), match.index);
      continue;
    }
    if (first === 35 || first === 32 || first === 9 || /\s/.test(word)) continue;
    note(signsOf(word, 'named'), match.index);
    let next = match.index + word.length;
    while (text.charCodeAt(next) === 32) next++;
    if (text[next] === '(') note(signsOf(word, 'called'), match.index);
    else if (text[next] === '=' && text[next + 1] !== '=') note(signsOf(word, 'given'), match.index);
  }
}

/** Names in the fields of an f-string: `f"{f1_score(y, predicted):.3f}"`. */
function fields(word: string, index: number, note: (signs: readonly Sign[], index: number) => void): void {
  for (const field of word.slice(0, 2000).matchAll(/\{[^{}"'\n]{1,200}/g))
    for (const name of field[0].matchAll(/[A-Za-z_]\w*\(?/g)) {
      const called = name[0].endsWith('(');
      note(signsOf(called ? name[0].slice(0, -1) : name[0], 'named'), index + field.index);
      if (called) note(signsOf(name[0].slice(0, -1), 'called'), index + field.index);
    }
}

function headings(source: string, found: Map<Sign, Position>, cell: number): void {
  for (const [index, line] of source.split('\n').slice(0, 60).entries()) {
    if (/^\s*#.*\bbaselines?\b/i.test(line.slice(0, 300)) && !found.has('baseline'))
      found.set('baseline', { line: index + 1, column: 1, cell });
  }
}
