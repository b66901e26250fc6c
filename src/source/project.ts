import type { Content, FileEntry, Source } from '../model.ts';

/** How a part of a source is laid out: path → the files of the source that it consists of, the first one first. */
export type Layout = ReadonlyMap<string, readonly string[]>;

export interface Part {
  readonly source: Source;
  /** Where a line of the part stands in the whole; to be asked after it was read. */
  origin(path: string, line: number): { readonly path: string; readonly line: number };
}

/**
 * A part of a source under other paths. It does no reading of its own and closes nothing.
 * @param joined makes the text that several files are read as; `origin` counts its lines
 */
export function partOf(
  whole: Source,
  entries: readonly FileEntry[],
  layout: Layout,
  name: string,
  joined: (path: string, text: string) => string,
): Part {
  const known = new Map(entries.map((entry) => [entry.path, entry]));
  const lines = new Map<string, readonly number[]>();
  const own = [...layout].flatMap(([path, origins]): FileEntry[] => {
    const files = origins.map((origin) => known.get(origin)).filter((entry) => entry !== undefined);
    const last = files.at(-1);
    if (last === undefined) return [];
    const size = files.reduce<number | null>(
      (sum, entry) => (sum === null || entry.size === null ? null : sum + entry.size),
      0,
    );
    return [{ ...last, path, size }];
  });
  own.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

  async function together(path: string, origins: readonly string[], limit: number): Promise<Content> {
    const texts: string[] = [];
    for await (const content of whole.read(origins.map((origin) => ({ path: origin, limit })))) {
      if ('problem' in content) return { path, problem: content.problem };
      const text = new TextDecoder().decode(content.bytes);
      texts.push(joined(content.path, text.endsWith('\n') || texts.length === origins.length - 1 ? text : `${text}\n`));
    }
    lines.set(
      path,
      texts.map((text) => text.split('\n').length - 1),
    );
    return { path, bytes: new TextEncoder().encode(texts.join('')) };
  }

  const source: Source = {
    name,
    commit: whole.commit,
    entries: async () => own,
    async *read(requests) {
      let plain = new Map<string, { readonly path: string; readonly limit: number }>();
      async function* flushed(): AsyncGenerator<Content> {
        const wanted = [...plain].map(([origin, { limit }]) => ({ path: origin, limit }));
        for await (const content of whole.read(wanted)) {
          yield { ...content, path: plain.get(content.path)?.path ?? content.path };
        }
        plain = new Map();
      }
      for (const { path, limit } of requests) {
        const origins = layout.get(path) ?? [path];
        if (origins.length === 1) plain.set(origins[0] ?? path, { path, limit });
        else {
          yield* flushed();
          yield await together(path, origins, limit);
        }
      }
      yield* flushed();
    },
    stream: (path) => whole.stream(layout.get(path)?.at(-1) ?? path),
    close: async () => {},
  };

  return {
    source,
    origin(path, line) {
      const origins = layout.get(path) ?? [path];
      let left = line;
      for (const [index, count] of (lines.get(path) ?? []).entries()) {
        const origin = origins[index];
        if (origin !== undefined && (left <= count || index === origins.length - 1))
          return { path: origin, line: left };
        left -= count;
      }
      return { path: origins.at(-1) ?? path, line };
    },
  };
}
