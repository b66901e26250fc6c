import type { Reader } from '../model.ts';
import { readYaml, type Yaml } from './yaml.ts';

/** One value of a YAML settings file; keys are joined by dots, items of lists have their index. */
export interface Setting {
  readonly key: string;
  /** As written, without quotes; empty for null. */
  readonly text: string;
  readonly isNull: boolean;
  readonly line: number;
}

const mostSettings = 20_000;

export const settings: Reader<readonly Setting[]> = {
  kind: 'settings',
  cap: 'text',
  matches: (path) => /\.ya?ml$/i.test(path),
  parse: ({ text }) => {
    const { documents, gaps } = readYaml(text);
    // A template of Helm or Jinja becomes YAML only later; nobody sets anything in it.
    if (gaps.length > 0 && text.includes('{{')) return null;
    const found: Setting[] = [];
    for (const document of documents) flatten(document, '', found);
    return { value: Object.freeze(found), gaps };
  },
};

function flatten(node: Yaml, key: string, found: Setting[]): void {
  if (found.length >= mostSettings) return;
  const below = (part: string) => (key === '' ? part : `${key}.${part}`);
  if (node.kind === 'scalar') found.push({ key, text: node.text, isNull: node.value === null, line: node.line });
  else if (node.kind === 'sequence')
    for (const [index, item] of node.items.entries()) flatten(item, below(String(index)), found);
  else for (const entry of node.entries.values()) flatten(entry.value, below(entry.key), found);
}
