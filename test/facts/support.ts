import type { Document, Facts, FileEntry, Gap, Parsed, Reader } from '../../src/model.ts';

// biome-ignore lint/suspicious/noExplicitAny: readers of every type
type AnyReader = Reader<any>;

/** Facts of a small repository, path → content, as the given readers understand it. */
export async function factsFrom(tree: Readonly<Record<string, string>>, readers: readonly AnyReader[]): Promise<Facts> {
  const paths = Object.keys(tree).sort();
  const documents = new Map<string, Document<unknown>[]>();
  for (const reader of readers) {
    const found: Document<unknown>[] = [];
    const wanted = paths.filter((path) => reader.matches(path));
    for (let index = 0; index < wanted.length; index += 1) {
      const path = wanted[index] as string;
      const parsed = await reader.parse({ path, text: tree[path] ?? '', firstLine: 1 });
      if (parsed === null) continue;
      found.push({ path, value: parsed.value });
      for (const further of parsed.refers ?? []) if (further in tree && !wanted.includes(further)) wanted.push(further);
    }
    documents.set(
      reader.kind,
      found.sort((a, b) => (a.path < b.path ? -1 : 1)),
    );
  }
  const files = paths.map((path): FileEntry => ({ path, size: tree[path]?.length ?? 0, kind: 'file', tracked: true }));
  const facts: Facts = {
    name: 'example',
    commit: null,
    files,
    tree: new Map(files.map((file) => [file.path, file])),
    place: () => 'code',
    documents: <T>(reader: Reader<T>) => (documents.get(reader.kind) ?? []) as Document<T>[],
    document: <T>(reader: Reader<T>, path: string) =>
      documents.get(reader.kind)?.find((document) => document.path === path)?.value as T | undefined,
    unread: () => [],
    view: () => facts,
  };
  return facts;
}

/** What a reader makes of one text. @throws where the reader gives nothing */
export async function read<T>(reader: Reader<T>, path: string, text: string): Promise<Parsed<T>> {
  const parsed = await reader.parse({ path, text, firstLine: 1 });
  if (parsed === null) throw new Error(`${path} is not of kind ${reader.kind}`);
  return parsed;
}

export async function gapsOf<T>(reader: Reader<T>, path: string, text: string): Promise<readonly Gap[]> {
  return (await read(reader, path, text)).gaps ?? [];
}
