import type { Position, Reader } from '../model.ts';
import { notebookOf } from './notebook.ts';
import { nameOf } from './patterns.ts';

/** Code in R or Julia: what it attaches and what it calls, told without parsing. */
export interface Script {
  readonly language: 'r' | 'julia';
  /** Packages and the first place where each is named. */
  readonly packages: ReadonlyMap<string, Position>;
  /** Functions as written (`set.seed`, `caret::train`, `Random.seed!`), without their package as well. */
  readonly calls: ReadonlyMap<string, Position>;
}

/** Scripts, R Markdown and Quarto documents, and notebooks with a kernel of R or Julia. */
export const scripts: Reader<Script> = {
  kind: 'scripts',
  cap: (path) => (/\.ipynb$/i.test(path) ? 'notebook' : 'text'),
  matches: (path) => /\.(?:r|rmd|qmd|jl|ipynb)$/i.test(path) && !/^readme\./i.test(nameOf(path)),
  parse: ({ path, text }) => {
    if (!/\.ipynb$/i.test(path)) {
      const language = /\.jl$/i.test(path) ? 'julia' : 'r';
      const document = /\.[rq]md$/i.test(path);
      return { value: scriptOf(language, [{ source: document ? chunksOf(text) : text }]) };
    }
    // Cheaper than reading a notebook of Python to the end.
    if (!/"(?:name|language)"\s*:\s*"(?:ir|r|R|julia[^"]*)"/.test(text)) return null;
    const { language, cells } = notebookOf(text);
    if (language !== 'r' && language !== 'julia') return null;
    return {
      value: scriptOf(
        language,
        cells.filter(({ kind }) => kind === 'code'),
      ),
    };
  },
};

/** Chunks of code; every other line becomes empty. */
function chunksOf(text: string): string {
  let inside = false;
  return text
    .split('\n')
    .map((line) => {
      const fence = /^\s*```+\s*(\{\s*[rR]\b|\{\s*julia\b)?/.exec(line);
      if (fence === null) return inside ? line : '';
      inside = !inside && fence[1] !== undefined;
      return '';
    })
    .join('\n');
}

/** What is not closed extends to the end of its line or of the text, so that nothing is looked at twice. */
const rToken =
  /#[^\n]*|\b(?:library|require|requireNamespace|loadNamespace)\s*\(\s*["']?([A-Za-z][\w.]{0,60})["']?|(?<![\w.])(?:[\w.]{1,60}:{2,3})?(?:(?:p_load|use_packages|shelf)\s*\(|packages\s*=\s*c\s*\()([^)]{0,2000})|"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?|([A-Za-z.][\w.]{0,60}):{2,3}([A-Za-z.][\w.]{0,60})|([A-Za-z.][\w.]{0,60})\s?\(/g;
const juliaToken =
  /#=(?:[^=]|=(?!#))*(?:=#)?|#[^\n]*|^[ \t]*(?:using|import)[ \t]+([A-Za-z][^\n#]{0,500})|"""(?:[^\\]|\\[\s\S])*?(?:"""|(?![\s\S]))|"(?:[^"\\]|\\[\s\S])*"?|(@?[A-Za-z_][\w.]{0,80}!?)\s?\(|(@[a-z]\w{0,40})/gm;

function scriptOf(
  language: Script['language'],
  parts: readonly { readonly source: string; readonly index?: number }[],
): Script {
  const packages = new Map<string, Position>();
  const calls = new Map<string, Position>();
  for (const { source, index } of parts) {
    const token = new RegExp(language === 'r' ? rToken : juliaToken);
    let line = 1;
    let counted = 0;
    for (let match = token.exec(source); match !== null; match = token.exec(source)) {
      const [first, ...found] = match;
      if (first === '') token.lastIndex += 1;
      if (found.every((part) => part === undefined)) continue;
      for (let at = source.indexOf('\n', counted); at >= 0 && at < match.index; at = source.indexOf('\n', at + 1)) {
        line += 1;
        counted = at + 1;
      }
      const at: Position = { line, column: 1, ...(index === undefined ? {} : { cell: index }) };
      const add = (known: Map<string, Position>, name: string | undefined): void => {
        if (name !== undefined && name !== '' && !known.has(name)) known.set(name, at);
      };
      if (language === 'julia') {
        for (const name of namesIn(found[0])) add(packages, name);
        const called = found[1] ?? found[2];
        add(calls, called);
        add(calls, called?.split('.').at(-1));
      } else {
        const [attached, many, owner, member, called] = found;
        add(packages, attached);
        for (const name of (many ?? '').split(',')) add(packages, /^\s*["']?([A-Za-z][\w.]*)["']?\s*$/.exec(name)?.[1]);
        add(packages, owner);
        add(calls, member === undefined ? undefined : `${owner}::${member}`);
        add(calls, member ?? called);
      }
    }
  }
  return { language, packages, calls };
}

/** `Flux, MLDatasets` of `using Flux, MLDatasets`, `Random` of `using Random: seed!`. */
function namesIn(listed: string | undefined): readonly string[] {
  const [before = ''] = (listed ?? '').split(':');
  return before
    .split(',')
    .map((name) => name.trim().split('.')[0] ?? '')
    .filter((name) => /^[A-Za-z]\w*$/.test(name));
}
