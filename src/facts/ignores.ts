import type { Reader } from '../model.ts';
import { notebookOf } from './notebook.ts';

/** A comment that waives what rules find at one line. */
export interface Ignore {
  readonly rules: readonly string[];
  readonly reason: string;
  /** Where the comment stands. */
  readonly line: number;
  readonly column: number;
  readonly cell?: number;
  /** The line whose findings it waives: its own, or the next one of code where it stands alone. */
  readonly covers: number;
  /** Why it counts for nothing, or `null`. */
  readonly problem: string | null;
}

const hash =
  /(?:\.(?:pyi?|pyx|ya?ml|toml|cfg|ini|conf|properties|env|sh|bash|zsh|fish|ps1|r|jl|tf|hcl|mk|dvc|dockerfile|containerfile|def|ipynb)|(?:^|\/)(?:Dockerfile|Containerfile|Makefile|justfile|Snakefile|Pipfile|\.env|\.dvcignore|\.gitignore|\.gitattributes|\.pylintrc)(?:[.-][^/]*)?|(?:^|\/)[^/]*(?:requirements|constraints)[^/]*\.(?:txt|in)|(?:^|\/)requirements\/[^/]*\.(?:txt|in))$/i;
const markdown = /\.(?:md|markdown)$/i;
const semicolon = /\.(?:ini|cfg|conf)$/i;

/** Nobody says more in a comment, and a line of data may be long. */
const longest = { before: 4_000, after: 1_000, rules: 20, block: 20 };

/**
 * Comments such as `# mlready: ignore[training/seeds] the seed is a parameter of the sweep`: several ids are separated
 * by commas, and the reason is required. `#` in Python, YAML, TOML, INI (also `;`), shell, Dockerfiles, requirements
 * and code cells of notebooks; `<!-- … -->` in Markdown.
 */
export const ignores: Reader<readonly Ignore[]> = {
  kind: 'ignores',
  cap: (path) => (/\.ipynb$/i.test(path) ? 'notebook' : 'text'),
  textOnly: true,
  matches: (path) => hash.test(path) || markdown.test(path),
  parse: ({ path, text }) => {
    const value = /\.ipynb$/i.test(path) ? inNotebook(text) : ignoresIn(text, styleOf(path));
    return value.length === 0 ? null : { value };
  },
};

/** What a file must hold to be looked at. */
export const ignoreNeedles: readonly string[] = ['mlready: ignore', 'mlready:ignore'];

type Style = 'hash' | 'semicolon' | 'markdown';

function styleOf(path: string): Style {
  if (markdown.test(path)) return 'markdown';
  return semicolon.test(path) ? 'semicolon' : 'hash';
}

function inNotebook(text: string): Ignore[] {
  return notebookOf(text).cells.flatMap(({ index, kind, source }) =>
    kind === 'raw'
      ? []
      : ignoresIn(source, kind === 'code' ? 'hash' : 'markdown').map((one) => ({ ...one, cell: index })),
  );
}

/** The waiving comments of a text, in order. */
export function ignoresIn(text: string, style: Style): Ignore[] {
  if (!ignoreNeedles.some((needle) => text.includes(needle))) return [];
  const lines = text.split(/\r\n?|\n/);
  const fenced = style === 'markdown' ? fences(lines) : null;
  return lines.flatMap((line, index) => {
    if (fenced?.has(index) === true) return [];
    const found = commentIn(line, style);
    if (found === null) return [];
    const covers = found.alone ? nextLine(lines, index, style) : index;
    return [{ ...read(found.after), line: index + 1, column: found.column, covers: covers + 1 }];
  });
}

function commentIn(line: string, style: Style): { after: string; alone: boolean; column: number } | null {
  const at = /mlready: ?ignore(?![\w-])/.exec(line.slice(0, longest.before));
  if (at === null) return null;
  const before = line.slice(0, at.index).trimEnd();
  const after = line.slice(at.index + at[0].length, at.index + at[0].length + longest.after);
  if (style === 'markdown') {
    if (!before.endsWith('<!--')) return null;
    const [said = '', rest] = after.split('-->', 2);
    if (rest === undefined) return null;
    return { after: said, alone: (before.slice(0, -4) + rest).trim() === '', column: at.index + 1 };
  }
  const signs = style === 'semicolon' ? ['#', ';'] : ['#'];
  if (!signs.some((sign) => before.endsWith(sign))) return null;
  return { after, alone: signs.includes(before.trim().charAt(0)), column: at.index + 1 };
}

function read(after: string): Pick<Ignore, 'rules' | 'reason' | 'problem'> {
  const [, list, rest = ''] = /^ ?\[([^\]]*)\](.*)$/.exec(after) ?? [];
  const rules = [...new Set((list ?? '').split(',').map((id) => id.trim()))].filter((id) => id !== '');
  const reason = rest.replace(/^[\s:–—-]+/, '').trim();
  const named = rules.length > 0 && rules.length <= longest.rules;
  const problem = !named
    ? 'a waiver names its rules in brackets: mlready: ignore[rule] reason'
    : /\p{L}/u.test(reason)
      ? null
      : `a waiver needs a reason, so this one does not count: mlready: ignore[${rules.join(', ')}] reason`;
  return { rules: named ? rules : [], reason, problem };
}

/** The first line below that is not a comment alone; blank lines end the reach. */
function nextLine(lines: readonly string[], index: number, style: Style): number {
  let next = index + 1;
  const alone = style === 'markdown' ? /^\s*<!--/ : style === 'semicolon' ? /^\s*[#;]/ : /^\s*#/;
  while (next < lines.length && next <= index + longest.block && alone.test(lines[next] ?? '')) next += 1;
  return next;
}

/** Lines in fenced blocks, where a comment is an example. */
function fences(lines: readonly string[]): Set<number> {
  const inside = new Set<number>();
  let open: string | null = null;
  for (const [index, line] of lines.entries()) {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (open !== null) inside.add(index);
    if (mark === undefined) continue;
    if (open === null) open = mark;
    else if (mark.startsWith(open)) open = null;
  }
  return inside;
}
