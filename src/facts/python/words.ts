import type { Position, Reader } from '../../model.ts';
import { notebookOf } from '../notebook.ts';

/** What stands in Python code outside strings and comments → where it first stands. */
export type PythonWords = ReadonlyMap<string, Position>;

/**
 * Names and dotted pairs of names in Python code (`feature_importances_`, `logger.info`), told without parsing, for
 * rules that only ask whether something is spoken of in code.
 */
export const pythonWords: Reader<PythonWords> = {
  kind: 'python-words',
  cap: (path) => (path.endsWith('.ipynb') ? 'notebook' : 'text'),
  matches: (path) => /\.(?:py|pyw|ipynb)$/i.test(path),
  parse: ({ path, text }) => {
    const words = new Map<string, Position>();
    if (!/\.ipynb$/i.test(path)) collect(text, words);
    else {
      if (text.trim() === '') return { value: words };
      const { language, cells } = notebookOf(text);
      if (language !== 'python') return null;
      for (const { kind, source, index } of cells) if (kind === 'code') collect(source, words, index);
    }
    return { value: words };
  },
};

/** What is not closed extends to the end of its line or of the text, so that nothing is looked at twice. */
const token =
  /("""|''')(?:[^\\]|\\[\s\S])*?(?:\1|(?![\s\S]))|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|#[^\n]*|\n|(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*|\.[A-Za-z_]\w*/g;

function collect(text: string, words: Map<string, Position>, cell?: number): void {
  let line = 1;
  let start = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    const first = found.charAt(0);
    if (found === '\n') {
      line += 1;
      start = token.lastIndex;
    } else if (first === '"' || first === "'") {
      for (let at = found.indexOf('\n'); at >= 0; at = found.indexOf('\n', at + 1)) {
        line += 1;
        start = match.index + at + 1;
      }
    } else if (first !== '#') {
      const at: Position = { line, column: match.index - start + 1, ...(cell === undefined ? {} : { cell }) };
      const parts = found.split('.').filter((part) => part !== '');
      for (const [index, part] of parts.entries()) {
        if (!words.has(part)) words.set(part, at);
        const pair = index === 0 ? null : `${parts[index - 1]}.${part}`;
        if (pair !== null && !words.has(pair)) words.set(pair, at);
      }
    }
  }
}
