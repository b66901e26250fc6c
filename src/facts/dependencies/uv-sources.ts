import type { Draft } from './draft.ts';
import { normalise } from './names.ts';
import { tableReference } from './table-reference.ts';
import { get, isTable, type TomlFile, table } from './toml.ts';

/** Applies `[tool.uv.sources]`: where a dependency comes from instead of an index. Of several sources, each must pin. */
export function applySources(draft: Draft, { root }: TomlFile): void {
  const places = new Map<string, { url: string | null; every: boolean; pinned: boolean }>();
  for (const [name, value] of Object.entries(table(get(root, 'tool', 'uv', 'sources')))) {
    const sources = (Array.isArray(value) ? value : [value]).filter(isTable);
    const references = sources.flatMap((source) => tableReference(source) ?? []);
    if (!references[0]) continue;
    const pinned = references.every((reference) => reference.pinned);
    places.set(normalise(name), { url: references[0].url, every: references.length === sources.length, pinned });
  }
  draft.change((dependency) => {
    const place = places.get(dependency.name);
    if (!place) return dependency;
    return { ...dependency, url: place.url, pinned: place.pinned && (place.every || dependency.pinned) };
  });
}
