import type { Reader } from '../model.ts';
import { type Cell, cellsOf } from './notebook/cells.ts';
import { isRecord, type Json, memberOf, textOf } from './notebook/json.ts';

export type { Cell } from './notebook/cells.ts';
export type { Output } from './notebook/outputs.ts';

/** A Jupyter notebook of format 3, 4 or later; outputs are measured and dropped. */
export interface Notebook {
  /** Language of the kernel in lower case, `python` where nothing is said. */
  readonly language: string;
  readonly nbformat: number;
  readonly cells: readonly Cell[];
  /** Its metadata says that errors may stand in it. */
  readonly allowsErrors: boolean;
}

/** Jupyter notebooks of any language (https://nbformat.readthedocs.io/en/latest/format_description.html). */
export const notebook: Reader<Notebook> = {
  kind: 'notebook',
  cap: 'notebook',
  matches: (path) => /\.ipynb$/i.test(path),
  parse: ({ text }) => ({ value: notebookOf(text) }),
};

/**
 * Reads the text of a notebook.
 * @throws {Error} with a message for people where it is no notebook
 */
export function notebookOf(text: string): Notebook {
  const root = parseJson(text);
  if (!isRecord(root)) throw new Error('not a notebook: no JSON object');
  const cells = cellsOf(root);
  if (cells === null) throw new Error('not a notebook: it has no list of cells');
  const nbformat = memberOf(root, 'nbformat');
  return {
    language: languageOf(root),
    nbformat: typeof nbformat === 'number' && Number.isFinite(nbformat) ? nbformat : 4,
    cells,
    allowsErrors: ['nbsphinx', 'execution', 'jupyter-book'].some(
      (tool) => memberOf(memberOf(memberOf(root, 'metadata'), tool), 'allow_errors') === true,
    ),
  };
}

function parseJson(text: string): Json {
  if (text.trim() === '') throw new Error('an empty file, not a notebook');
  try {
    return JSON.parse(text) as Json;
  } catch {
    // The parser's own message quotes the content.
    if (text.startsWith('version https://git-lfs')) throw new Error('a Git LFS pointer, not a notebook');
    if (/^<{7} /m.test(text)) throw new Error('a notebook with an unresolved merge conflict');
    throw new Error('malformed JSON, not a notebook');
  }
}

function languageOf(root: Record<string, Json>): string {
  const metadata = memberOf(root, 'metadata');
  const info = memberOf(metadata, 'language_info');
  const kernel = memberOf(metadata, 'kernelspec');
  const said =
    textOf(memberOf(info, 'name')) || textOf(memberOf(kernel, 'language')) || textOf(memberOf(metadata, 'language'));
  if (said !== '') return said.toLowerCase();
  const name = textOf(memberOf(kernel, 'name')).toLowerCase();
  const known: readonly [RegExp, string][] = [
    [/^ir$/, 'r'],
    [/^julia/, 'julia'],
    [/^(?:xcpp|cling)/, 'c++'],
    [/^(?:bash|scala|rust|javascript|deno|sql)/, name],
  ];
  return known.find(([pattern]) => pattern.test(name))?.[1] ?? 'python';
}
