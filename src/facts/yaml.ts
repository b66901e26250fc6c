import { Composer, type Document, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, Parser } from 'yaml';
import type { Gap } from '../model.ts';

/** YAML with the line of everything, aliases and merge keys resolved. Keys that are no scalars are dropped. */
export type Yaml = YamlScalar | YamlSequence | YamlMapping;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** What is written, without quotes: `3.10` stays `3.10`; empty for null. */
  readonly text: string;
  /** Where the text begins; for a block scalar that is the line after its header. */
  readonly line: number;
  /** Line breaks of the text are those of the file, from `line` on. */
  readonly literal: boolean;
  readonly tag: string | null;
}

export interface YamlSequence {
  readonly kind: 'sequence';
  readonly items: readonly Yaml[];
  readonly line: number;
  readonly tag: string | null;
}

export interface YamlMapping {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly line: number;
  readonly tag: string | null;
}

export interface YamlEntry {
  readonly key: string;
  readonly line: number;
  readonly value: Yaml;
}

/** Deeper than people nest. Deep recursion must be prevented, for near the end of the stack V8 may abort the process. */
const deepest = 150;
/** How many nodes the aliases and merge keys of one file may stand for. */
const mostAliased = 50_000;

/**
 * All documents of a YAML stream, read as YAML 1.2 (the key `on` is a string).
 * What is not valid comes as a gap beside what could be understood.
 * @throws Error for nesting or aliases beyond all reason
 */
export function readYaml(text: string): { readonly documents: readonly Yaml[]; readonly gaps: readonly Gap[] } {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent', version: '1.2' });
  const documents = [...composer.compose(tokens(text, lines))] as Document.Parsed[];
  const gaps: Gap[] = [];
  for (const { errors } of documents) {
    const error = errors[0];
    if (error === undefined || gaps.length > 0) continue;
    const code = error.code.toLowerCase().replaceAll('_', ' ');
    gaps.push({ reason: `invalid YAML (${code})`, line: Math.max(1, lines.linePos(error.pos[0]).line), text });
  }
  const budget = { aliased: 0 };
  return { documents: documents.map((document) => new Conversion(lines, budget).of(document.contents).node), gaps };
}

/**
 * Refuses nesting that the library's own recursion would not survive. For callers that go on with the library itself.
 * @throws Error for nesting beyond all reason
 */
export function refuseDeepNesting(text: string): void {
  for (const _ of tokens(text, new LineCounter()));
}

/** Tokens of the text, while the height of the parser's own stack tells how deep they nest. */
function* tokens(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  const { stack } = parser as unknown as { readonly stack: readonly unknown[] };
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (stack.length > 2 * deepest) throw new Error('nested too deeply');
  }
  yield* parser.end();
}

interface Converted {
  readonly node: Yaml;
  /** Nodes in it, those behind aliases counted each time. */
  readonly size: number;
  readonly depth: number;
}

class Conversion {
  readonly #lines: LineCounter;
  readonly #budget: { aliased: number };
  readonly #anchors = new Map<string, Converted>();

  constructor(lines: LineCounter, budget: { aliased: number }) {
    this.#lines = lines;
    this.#budget = budget;
  }

  of(node: unknown): Converted {
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      if (target === undefined) return empty(this.#line(node.range));
      this.#spend(target.size);
      return target;
    }
    const converted = this.#own(node);
    if (converted.depth > deepest) throw new Error('nested too deeply');
    const anchor = (node as { anchor?: string } | null)?.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, converted);
    return converted;
  }

  #own(node: unknown): Converted {
    if (isScalar(node)) return { node: this.#scalar(node), size: 1, depth: 1 };
    if (isSeq(node)) {
      const items = node.items.map((item) => this.of(item));
      const sequence: Yaml = {
        kind: 'sequence',
        items: items.map((item) => item.node),
        line: this.#line(node.range),
        tag: node.tag ?? null,
      };
      return { node: sequence, ...measure(items) };
    }
    return isMap(node) ? this.#mapping(node) : empty(1);
  }

  #mapping(map: { items: { key: unknown; value: unknown }[]; range?: Range; tag?: string | undefined }): Converted {
    const entries = new Map<string, YamlEntry>();
    const merged: Yaml[] = [];
    const parts: Converted[] = [];
    for (const { key, value } of map.items) {
      if (!isScalar(key)) continue;
      const name = typeof key.value === 'string' ? key.value : String(key.source ?? key.value);
      const part = this.of(value);
      parts.push(part);
      if (name === '<<') merged.push(...(part.node.kind === 'sequence' ? part.node.items : [part.node]));
      else entries.set(name, { key: name, line: this.#line(key.range), value: part.node });
    }
    for (const source of merged) {
      if (source.kind !== 'mapping') continue;
      this.#spend(source.entries.size);
      for (const entry of source.entries.values()) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    }
    const node: Yaml = { kind: 'mapping', entries, line: this.#line(map.range), tag: map.tag ?? null };
    return { node, ...measure(parts) };
  }

  #scalar(scalar: { value: unknown; source?: string; type?: unknown; range?: Range; tag?: string | undefined }): Yaml {
    const { value } = scalar;
    const block = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
    const text = typeof value === 'string' ? value : value === null ? '' : (scalar.source ?? String(value));
    return {
      kind: 'scalar',
      value: typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value),
      text,
      line: this.#line(scalar.range) + (block ? 1 : 0),
      literal: scalar.type === 'BLOCK_LITERAL' || !text.includes('\n'),
      tag: scalar.tag ?? null,
    };
  }

  #line(range: Range): number {
    return range ? Math.max(1, this.#lines.linePos(range[0]).line) : 1;
  }

  #spend(nodes: number): void {
    this.#budget.aliased += nodes;
    if (this.#budget.aliased > mostAliased) throw new Error('aliases stand for too much');
  }
}

type Range = readonly [number, number, number] | null | undefined;

function measure(parts: readonly Converted[]): { readonly size: number; readonly depth: number } {
  let size = 1;
  let depth = 0;
  for (const part of parts) {
    size += part.size;
    depth = Math.max(depth, part.depth);
  }
  return { size, depth: depth + 1 };
}

function empty(line: number): Converted {
  return { node: { kind: 'scalar', value: null, text: '', line, literal: true, tag: null }, size: 1, depth: 1 };
}
