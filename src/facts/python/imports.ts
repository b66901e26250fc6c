import type { Position, Reader } from '../../model.ts';
import { notebookOf } from '../notebook.ts';

/** One imported module or name: `sklearn.model_selection.train_test_split`, or `.data.load` relative to the importer. */
export interface ImportedName {
  readonly module: string;
  readonly at: Position;
}

/**
 * Import statements alone, found without parsing: strings and comments are skipped, so that an import in a docstring
 * does not count. Some twenty times faster than a parse, for rules that only ask what is imported.
 */
export const pythonImports: Reader<readonly ImportedName[]> = {
  kind: 'python-imports',
  cap: (path) => (path.endsWith('.ipynb') ? 'notebook' : 'text'),
  matches: (path) => /\.(py|pyw|ipynb)$/i.test(path),
  parse: ({ path, text }) => {
    if (!/\.ipynb$/i.test(path)) return { value: Object.freeze(importsIn(text)) };
    const { language, cells } = notebookOf(text);
    if (language !== 'python') return null;
    return {
      value: Object.freeze(
        cells.flatMap(({ kind, source, index }) => (kind === 'code' ? importsIn(source, index) : [])),
      ),
    };
  },
};

/** What is not closed extends to the end of its line or of the text, so that nothing is looked at twice. */
const statement =
  /("""|''')(?:[^\\]|\\[\s\S])*?(?:\1|(?![\s\S]))|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|#[^\n]*|^([ \t]*)(?:from[ \t]+([.\w]+)[ \t]+import\b[ \t]*(\([^)]{0,20000}\)?|[^\n;#]*)|import[ \t]+([^\n;#]+))/gm;

function importsIn(text: string, cell?: number): ImportedName[] {
  const found: ImportedName[] = [];
  let line = 1;
  let counted = 0;
  statement.lastIndex = 0;
  for (let match = statement.exec(text); match !== null; match = statement.exec(text)) {
    const [, , indent = '', from, names, plain] = match;
    if (from === undefined && plain === undefined) continue;
    for (let at = text.indexOf('\n', counted); at >= 0 && at < match.index; at = text.indexOf('\n', at + 1)) {
      line += 1;
      counted = at + 1;
    }
    const at: Position = { line, column: indent.length + 1, ...(cell === undefined ? {} : { cell }) };
    if (plain !== undefined) for (const name of words(plain)) found.push({ module: name, at });
    else if (from !== undefined) {
      found.push({ module: from, at });
      for (const name of words(names ?? ''))
        if (name !== '*') found.push({ module: `${from}${from.endsWith('.') ? '' : '.'}${name}`, at });
    }
  }
  return found;
}

/** `a as b, c` without aliases, parentheses, comments and continuation marks. */
function words(list: string): string[] {
  return list
    .replace(/#[^\n]*/g, '')
    .replace(/[()\\]/g, ' ')
    .split(',')
    .map((part) => part.trim().split(/\s/)[0] ?? '')
    .filter((name) => /^[\w.*]+$/.test(name));
}
