import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

const maximumOfAliases = 100;

/** A YAML document that is walked node by node, so that every value keeps its line and nothing is expanded. */
export class YamlFile {
  readonly root: Node | null;
  readonly #lines = new LineCounter();
  readonly #document;
  #aliases = 0;

  /** Throws an `Error` that tells the line, and shows nothing of the text. */
  constructor(text: string) {
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: 'silent',
    });
    const [mistake] = this.#document.errors;
    if (mistake) throw new Error(`not valid YAML: line ${this.#lines.linePos(mistake.pos[0]).line}`);
    this.root = this.#document.contents;
  }

  /** The entries of a mapping whose keys are plain; none for any other node. */
  entries(node: unknown): { readonly key: string; readonly value: unknown; readonly line: number }[] {
    const map = this.#resolved(node);
    if (!isMap(map)) return [];
    return map.items.flatMap(({ key, value }) =>
      isScalar(key) ? { key: String(key.value), value, line: this.line(key) } : [],
    );
  }

  get(node: unknown, ...path: readonly string[]): unknown {
    let value = node;
    for (const key of path) value = this.entries(value).find((entry) => entry.key === key)?.value;
    return value;
  }

  /** The elements of a sequence; `null` for any other node. */
  items(node: unknown): readonly unknown[] | null {
    const sequence = this.#resolved(node);
    return isSeq(sequence) ? sequence.items : null;
  }

  /** A scalar as it is written: `3.10` stays `3.10`. `null` for any other node. */
  text(node: unknown): string | null {
    const scalar = this.#resolved(node);
    if (!isScalar(scalar) || scalar.value === null) return null;
    return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
  }

  line(node: unknown): number {
    const range = (node as Partial<Node> | null)?.range;
    return range ? this.#lines.linePos(range[0]).line : 1;
  }

  #resolved(node: unknown): unknown {
    if (!isAlias(node)) return node;
    this.#aliases += 1;
    if (this.#aliases > maximumOfAliases) throw new Error(`uses more than ${maximumOfAliases} YAML aliases`);
    return node.resolve(this.#document);
  }
}
