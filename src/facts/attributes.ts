import picomatch from 'picomatch';
import type { Document, Facts, FileText, Gap, Parsed, Reader } from '../model.ts';
import { memo } from './memo.ts';
import { bearable, folderOf, nameOf } from './patterns.ts';

/** One line of a .gitattributes file. */
export interface AttributeLine {
  readonly pattern: string;
  /** `true` set, `false` unset by `-`, `null` unspecified by `!`, or the value after `=`. */
  readonly attributes: ReadonlyMap<string, string | boolean | null>;
  readonly line: number;
}

export interface GitAttributes {
  readonly lines: readonly AttributeLine[];
}

/** What Git says of a path, with the line that says it. */
export interface Attribute {
  readonly value: string | boolean | null;
  readonly path: string;
  readonly line: number;
}

export interface Attributes {
  /** The line that decides on an attribute of a path; `null` where none does. */
  of(path: string, name: string): Attribute | null;
  /** Lines that send files to Git LFS, in order. */
  readonly lfs: readonly { readonly pattern: string; readonly path: string; readonly line: number }[];
}

/** `.gitattributes` as gitattributes(5) describes it. Macro definitions are left out. */
export const attributes: Reader<GitAttributes> = {
  kind: 'gitattributes',
  cap: 'text',
  everywhere: true,
  matches: (path) => nameOf(path) === '.gitattributes',
  parse: readAttributes,
};

/** What all .gitattributes files of the repository say together. */
export const attributesOf: (facts: Facts) => Attributes = memo((facts) => join(facts.documents(attributes)));

/** Whether `linguist-vendored` is set for a path: the repository says itself that this is not its own work. */
export function linguistVendored(documents: readonly Document<GitAttributes>[]): (path: string) => boolean {
  const { of } = join(documents);
  return (path) => isSet(of(path, 'linguist-vendored'));
}

function isSet(attribute: Attribute | null): boolean {
  return attribute !== null && attribute.value !== null && attribute.value !== false && attribute.value !== 'false';
}

function readAttributes(file: FileText): Parsed<GitAttributes> {
  const lines: AttributeLine[] = [];
  const gaps: Gap[] = [];
  for (const [index, text] of file.text.split('\n').entries()) {
    const [, quoted, bare, rest = ''] = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"#]\S*))\s+(.*)$/.exec(text) ?? [];
    const pattern = quoted?.replace(/\\(.)/g, '$1') ?? bare;
    if (pattern === undefined || pattern.startsWith('[attr]') || pattern.startsWith('!')) continue;
    if (bearable(pattern)) lines.push({ pattern, attributes: readPairs(rest), line: index + 1 });
    else gaps.push({ reason: 'a pattern with too many wildcards', line: index + 1, text });
  }
  return { value: { lines }, gaps };
}

function readPairs(text: string): ReadonlyMap<string, string | boolean | null> {
  const pairs = new Map<string, string | boolean | null>();
  for (const word of text.split(/\s+/)) {
    if (word === '') continue;
    const equals = word.indexOf('=');
    if (equals > 0) pairs.set(word.slice(0, equals), word.slice(equals + 1));
    else if (word.startsWith('-')) pairs.set(word.slice(1), false);
    else if (word.startsWith('!')) pairs.set(word.slice(1), null);
    else pairs.set(word, true);
  }
  return pairs;
}

/** The last line that matches wins, and a deeper file over one above it. */
function join(documents: readonly Document<GitAttributes>[]): Attributes {
  const byDepth = [...documents].sort((a, b) => folderOf(a.path).length - folderOf(b.path).length);
  const rules = byDepth.flatMap(({ path, value }) =>
    value.lines.map((line) => ({ ...line, path, matches: matcher(folderOf(path), line.pattern) })),
  );
  const named = new Map<string, typeof rules>();
  for (const rule of rules) {
    for (const name of rule.attributes.keys()) named.set(name, [rule, ...(named.get(name) ?? [])]);
  }
  return {
    of(path, name) {
      const rule = named.get(name)?.find(({ matches }) => matches(path));
      return rule === undefined ? null : { value: rule.attributes.get(name) ?? null, path: rule.path, line: rule.line };
    },
    lfs: rules
      .filter(({ attributes }) => attributes.get('filter') === 'lfs')
      .map(({ pattern, path, line }) => ({ pattern, path, line })),
  };
}

/** Git's rules: without a slash the pattern is for names at any depth, with one for paths from the file's folder on. */
function matcher(folder: string, pattern: string): (path: string) => boolean {
  if (pattern.endsWith('/')) return () => false;
  const anchored = pattern.includes('/');
  const matches = picomatch(anchored ? pattern.replace(/^\//, '') : pattern, {
    dot: true,
    nobrace: true,
    noextglob: true,
    nonegate: true,
  });
  return (path) => path.startsWith(folder) && matches(anchored ? path.slice(folder.length) : nameOf(path));
}
