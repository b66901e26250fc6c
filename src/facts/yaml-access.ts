import type { Yaml, YamlEntry, YamlScalar } from './yaml.ts';

/** The value below a path of keys, or `undefined` where any of them is missing. */
export function at(node: Yaml | undefined, ...keys: readonly string[]): Yaml | undefined {
  let found = node;
  for (const key of keys) found = found?.kind === 'mapping' ? found.entries.get(key)?.value : undefined;
  return found;
}

/** Entries of a mapping in their order; none for anything else. */
export function entriesOf(node: Yaml | undefined): readonly YamlEntry[] {
  return node?.kind === 'mapping' ? [...node.entries.values()] : [];
}

/** Items of a sequence; a single value stands for a sequence of one, null and absence for an empty one. */
export function itemsOf(node: Yaml | undefined): readonly Yaml[] {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  return node.kind === 'sequence' ? node.items : [node];
}

/** Scalars of a sequence, nested sequences flattened. */
export function scalarsOf(node: Yaml | undefined): readonly YamlScalar[] {
  return itemsOf(node).flatMap((item) =>
    item.kind === 'sequence' ? scalarsOf(item) : item.kind === 'scalar' && item.value !== null ? [item] : [],
  );
}

export function textOf(node: Yaml | undefined): string | null {
  return node?.kind === 'scalar' && node.value !== null ? node.text : null;
}

export function textsOf(node: Yaml | undefined): readonly string[] {
  return scalarsOf(node).map(({ text }) => text);
}

/** Plain data without prototypes, so that no key of a file can reach one. */
export function plain(node: Yaml): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  const data: Record<string, unknown> = Object.create(null);
  for (const { key, value } of node.entries.values()) data[key] = plain(value);
  return data;
}

/** Texts of a mapping's scalars by key, without a prototype; all else is left out. */
export function textMap(node: Yaml | undefined): Readonly<Record<string, string>> {
  const map: Record<string, string> = Object.create(null);
  for (const { key, value } of entriesOf(node)) {
    const text = textOf(value);
    if (text !== null) map[key] = text;
  }
  return map;
}
