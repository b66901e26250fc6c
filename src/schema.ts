import type { ErrorObject } from 'ajv';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type ParsedNode,
  parseDocument,
  visit,
} from 'yaml';
import { refuseDeepNesting } from './facts/yaml.ts';
import type { Problem } from './model.ts';
import { nearest } from './nearest.ts';

export { nearest };

/** A document may repeat itself by aliases this many times; more is taken for an attack on memory. */
const MAX_ALIASES = 100;

/** Nobody reads more complaints about one file than these. */
const MAX_PROBLEMS = 50;

/** A YAML document that people wrote: its plain value, and the tree that knows where each part stands. */
export interface Yaml {
  readonly document: Document.Parsed<ParsedNode>;
  readonly lineCounter: LineCounter;
  /** `null` for an empty file. */
  readonly value: unknown;
}

/**
 * Reads one YAML document of the 1.2 core schema. Syntax errors, repeated keys, a second document, unknown tags,
 * alias bombs and nesting deeper than the stack come as problems; nothing is thrown.
 */
export function readYaml(text: string, file: string): Yaml | { readonly problems: readonly Problem[] } {
  const lineCounter = new LineCounter();
  try {
    refuseDeepNesting(text);
    // The library's own check for repeated keys takes quadratic time.
    const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false });
    const faults = [
      ...document.errors.map((fault) => ({ at: fault.pos[0], message: oneLine(fault.message) })),
      ...document.warnings.map((fault) => ({ at: fault.pos[0], message: oneLine(fault.message) })),
      ...repeatedKeys(document),
    ];
    if (faults.length > 0) {
      const problems = faults.slice(0, MAX_PROBLEMS).map(({ at, message }) => ({
        file,
        line: lineCounter.linePos(at).line,
        message,
      }));
      return { problems };
    }
    return { document, lineCounter, value: document.toJS({ maxAliasCount: MAX_ALIASES }) };
  } catch (error) {
    const message = error instanceof RangeError ? 'is nested too deeply' : oneLine(String((error as Error).message));
    return { problems: [{ file, line: null, message }] };
  }
}

/** The 1-based line on which the part of a document at `path` starts: its key where it has one. */
export function lineOf(
  document: Document,
  lineCounter: LineCounter,
  path: readonly (string | number)[],
): number | null {
  let node: unknown = document.contents;
  let start = startOf(node);
  for (const step of path) {
    const here = isAlias(node) ? node.resolve(document) : node;
    if (isMap(here)) {
      const pair = here.items.find((item) => String(keyOf(item)) === String(step));
      if (pair === undefined) break;
      start = startOf(pair.key) ?? start;
      node = pair.value;
    } else if (isSeq(here)) {
      node = here.items[Number(step)];
      start = startOf(node) ?? start;
    } else break;
  }
  return start === null ? null : lineCounter.linePos(start).line;
}

/**
 * Puts what ajv (with `allErrors` and `verbose`) holds against a document into words, each at its line:
 * unknown keys and values with the nearest valid one. Of the branches of an `anyOf` or `oneOf` only the
 * complaints of the branch that fits furthest are kept, for the others talk about what nobody meant.
 */
export function problemsOf(
  document: Document,
  lineCounter: LineCounter,
  errors: readonly ErrorObject[],
  file: string,
): Problem[] {
  const complaints = errors.slice(0, MAX_PROBLEMS * 10).map((error) => ({ error, path: pathOf(error) }));
  const choices = complaints.filter(({ error }) => COMPOSITE.has(error.keyword)).map(({ error }) => error.instancePath);
  const kept = complaints.filter(({ error, path }) => {
    const choice = choices.find((at) => error.instancePath === at || error.instancePath.startsWith(`${at}/`));
    if (choice === undefined) return true;
    const rivals = complaints.filter(
      (rival) =>
        !COMPOSITE.has(rival.error.keyword) &&
        (rival.error.instancePath === choice || rival.error.instancePath.startsWith(`${choice}/`)),
    );
    if (COMPOSITE.has(error.keyword)) return rivals.length === 0;
    return path.length === Math.max(...rivals.map((rival) => rival.path.length));
  });

  const candidates = new Map<string, Set<string>>();
  for (const { error, path } of kept) {
    const known = candidates.get(slot(error, path)) ?? new Set<string>();
    for (const candidate of candidatesOf(error)) known.add(candidate);
    candidates.set(slot(error, path), known);
  }

  const problems = new Map<string, Problem>();
  for (const { error, path } of kept) {
    const line = lineOf(document, lineCounter, path);
    const message = wordsFor(error, path, [...(candidates.get(slot(error, path)) ?? [])]);
    problems.set(`${line}\n${message}`, { file, line, message });
  }
  return [...problems.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, MAX_PROBLEMS);
}

const COMPOSITE: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'allOf', 'if', 'not', '$ref']);

function slot(error: ErrorObject, path: readonly string[]): string {
  return `${error.keyword}\n${path.join('\n')}`;
}

/** Where in the document the complaint belongs; for an unknown key that key itself. */
function pathOf(error: ErrorObject): string[] {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const key = error.params.additionalProperty ?? error.params.unevaluatedProperty ?? error.propertyName;
  return typeof key === 'string' ? [...path, key] : path;
}

function candidatesOf(error: ErrorObject): string[] {
  if (error.keyword === 'enum') return (error.params.allowedValues as unknown[]).map(String);
  if (error.keyword === 'const') return [String(error.params.allowedValue)];
  if (error.keyword !== 'additionalProperties' && error.keyword !== 'unevaluatedProperties') return [];
  const properties: unknown = error.parentSchema?.properties;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function wordsFor(error: ErrorObject, path: readonly string[], candidates: readonly string[]): string {
  const own = path.at(-1);
  const subject = own === undefined ? 'the document' : /^\d+$/.test(own) ? `item ${Number(own) + 1}` : quote(own);
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      return `unknown key ${quote(own ?? '')}${suggestion(own ?? '', candidates)}`;
    }
    case 'enum':
    case 'const': {
      const given = typeof error.data === 'string' ? error.data : JSON.stringify(error.data);
      const is = `${subject} is ${quote(given ?? 'nothing')}`;
      const near = nearest(given ?? '', candidates);
      return near === null ? `${is}, expected ${alternatives(candidates)}` : `${is}, did you mean ${quote(near)}?`;
    }
    case 'required':
      return `${subject} lacks the key ${quote(String(error.params.missingProperty))}`;
    case 'pattern': {
      const expected: unknown = error.parentSchema?.description;
      const is = `${subject} is ${quote(String(error.data))}`;
      return typeof expected === 'string' ? `${is}, expected ${expected}` : `${is}, which is not valid`;
    }
    case 'type':
      return `${subject} must be ${alternatives([error.params.type].flat().map(String).map(typeName), false)}`;
    default:
      return `${subject} ${error.message ?? 'is not valid'}`;
  }
}

function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  if (near !== null) return `, did you mean ${quote(near)}?`;
  return candidates.length > 0 && candidates.length <= 12 ? `, expected ${alternatives(candidates)}` : '';
}

function alternatives(words: readonly string[], quoted = true): string {
  const shown = words.map((word) => (quoted ? quote(word) : word));
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}

function typeName(type: string): string {
  const names: Readonly<Record<string, string>> = {
    object: 'a map of keys',
    array: 'a list',
    string: 'text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    null: 'empty',
  };
  return names[type] ?? type;
}

function quote(word: string): string {
  return JSON.stringify(word.length > 80 ? `${word.slice(0, 80)}…` : word);
}

function oneLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}

function repeatedKeys(document: Document): { at: number; message: string }[] {
  const found: { at: number; message: string }[] = [];
  visit(document, {
    Map(_, map) {
      const known = new Set<string>();
      for (const pair of map.items) {
        const key = String(keyOf(pair));
        if (known.has(key))
          found.push({ at: startOf(pair.key) ?? 0, message: `the key ${quote(key)} stands here twice` });
        known.add(key);
      }
    },
  });
  return found;
}

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : pair.key;
}

function startOf(node: unknown): number | null {
  return (node as Node | null | undefined)?.range?.[0] ?? null;
}
