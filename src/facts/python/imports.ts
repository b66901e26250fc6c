import type { Position, Reader } from '../../model.ts';
import { notebookOf } from '../notebook.ts';

/** One imported module or name: `sklearn.model_selection.train_test_split`, or `.data.load` relative to the importer. */
export interface ImportedName {
  readonly module: string;
  readonly at: Position;
  /** May be missing: below `try`, `except`, `TYPE_CHECKING` or a test whether something is installed. */
  readonly optional: boolean;
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
    if (text.trim() === '') return { value: Object.freeze([]) };
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
    const optional = indent !== '' && isOptional(text, match.index, indent.length);
    if (plain !== undefined) for (const name of words(plain)) found.push({ module: name, at, optional });
    else if (from !== undefined) {
      found.push({ module: from, at, optional });
      for (const name of words(names ?? ''))
        if (name !== '*') found.push({ module: `${from}${from.endsWith('.') ? '' : '.'}${name}`, at, optional });
    }
  }
  return found;
}

const farthestHeader = 200;
const optionalHeader =
  /^[ \t]*(?:try\b|except\b|(?:el)?if\b[^\n]{0,300}?(?:available|installed|find_spec|supports?_|version_info|colab|sys\.modules|TYPE_CHECKING|platform|\bPY[23]\b|\bos\.name\b)|with\b[^\n]{0,80}\bsuppress\b)/i;

/** Whether a header of the blocks around an indented line says that the import may fail. */
function isOptional(text: string, start: number, indent: number): boolean {
  let within = indent;
  let end = start - 1;
  for (let line = 0; line < farthestHeader && end > 0 && within > 0; line += 1) {
    const begin = text.lastIndexOf('\n', end - 1) + 1;
    const header = text.slice(begin, Math.min(end, begin + 400));
    const own = header.length - header.trimStart().length;
    if (header.trim() !== '' && own < within && !/^[ \t]*#/.test(header)) {
      if (optionalHeader.test(header)) return true;
      within = own;
    }
    end = begin - 1;
  }
  return false;
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
