import type { IniSection } from '../dependencies/ini.ts';
import { isTable, type TomlFile } from '../dependencies/toml.ts';
import type { Setting } from '../settings.ts';
import type { Yaml } from '../yaml.ts';

const mostSettings = 20_000;
/** Patterns match no longer keys, and keys of keys of keys must not fill the memory. */
const longestKey = 400;

class Found {
  readonly all: Setting[] = [];

  /** @returns false where enough was seen, here or of the whole file */
  add(key: string, text: string, isNull: boolean, line: number): boolean {
    if (this.all.length >= mostSettings || key.length > longestKey) return false;
    if (key !== '') this.all.push({ key, text, isNull, line });
    return true;
  }
}

/** Scalars and mappings of YAML documents. An empty mapping sets nothing: `resources: {}`. */
export function flattenYaml(documents: readonly Yaml[]): readonly Setting[] {
  const found = new Found();
  for (const document of documents) addYaml(document, '', null, found);
  return found.all;
}

function addYaml(node: Yaml, key: string, keyLine: number | null, found: Found): void {
  if (node.kind === 'scalar') found.add(key, node.text, node.value === null, node.line);
  else if (node.kind === 'sequence') {
    if (key.length <= longestKey)
      for (const [index, item] of node.items.entries()) addYaml(item, below(key, String(index)), null, found);
  } else {
    const { entries } = node;
    if (!found.add(key, '', entries.size === 0, keyLine ?? node.line)) return;
    for (const entry of entries.values()) addYaml(entry.value, below(key, entry.key), entry.line, found);
  }
}

/** Values and tables of a TOML document, also empty tables: `[tool.black]` says that black is in use. */
export function flattenToml({ root, lines }: TomlFile): readonly Setting[] {
  const found = new Found();
  const add = (value: unknown, path: readonly (string | number)[], key: string): void => {
    const line = lines.of(...path);
    if (Array.isArray(value)) {
      if (key.length <= longestKey)
        for (const [index, item] of value.entries()) add(item, [...path, index], below(key, String(index)));
    } else if (isTable(value)) {
      if (!found.add(key, '', false, line)) return;
      for (const [name, item] of Object.entries(value)) add(item, [...path, name], below(key, name));
    } else found.add(key, String(value), false, line);
  };
  add(root, [], '');
  return found.all;
}

/** Sections and keys of an INI file; a value over several lines is joined by blanks. */
export function flattenIni(sections: readonly IniSection[]): readonly Setting[] {
  const found = new Found();
  for (const { name, line, entries } of sections) {
    if (!found.add(name, '', false, line)) continue;
    for (const { key, values, line: at } of entries)
      found.add(below(name, key), values.map(({ text }) => text).join(' '), false, at);
  }
  return found.all;
}

function below(key: string, part: string): string {
  return key === '' ? part : `${key}.${part}`;
}
