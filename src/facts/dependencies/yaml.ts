import { readYaml, type Yaml } from '../yaml.ts';
import { at, entriesOf, textOf } from '../yaml-access.ts';

/** A YAML manifest that is walked node by node, so that every value keeps its line. Other nodes than these give nothing. */
export class YamlFile {
  readonly root: Yaml | undefined;

  /** Throws an `Error` that tells the line, and shows nothing of the text. */
  constructor(text: string) {
    const { documents, gaps } = readYaml(text);
    const [mistake] = gaps;
    if (mistake !== undefined) throw new Error(`not valid YAML: line ${mistake.line ?? 1}`);
    this.root = documents[0];
  }

  /** The entries of a mapping; none for any other node. */
  entries(node: Yaml | undefined): readonly { readonly key: string; readonly value: Yaml; readonly line: number }[] {
    return entriesOf(node);
  }

  get(node: Yaml | undefined, ...path: readonly string[]): Yaml | undefined {
    return at(node, ...path);
  }

  /** The elements of a sequence; `null` for any other node. */
  items(node: Yaml | undefined): readonly Yaml[] | null {
    return node?.kind === 'sequence' ? node.items : null;
  }

  /** A scalar as it is written: `3.10` stays `3.10`. `null` for any other node. */
  text(node: Yaml | undefined): string | null {
    return textOf(node);
  }

  line(node: Yaml | undefined): number {
    return node?.line ?? 1;
  }
}
