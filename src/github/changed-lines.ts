import { decode } from '../facts/decode.ts';
import type { ChangedFile, Source } from '../model.ts';

/** Whether a line of the head, counted from 1, says what no line of the base's file says. */
export type ChangedLines = (path: string, line: number) => boolean;

const LIMIT = 1 << 20;

/**
 * The lines that a change brought into the given files: told by content, which needs no differences from Git.
 * @param paths files of the head that matter
 */
export async function changedLines(
  base: Source,
  head: Source,
  changed: readonly ChangedFile[],
  paths: ReadonlySet<string>,
): Promise<ChangedLines> {
  const wanted = changed.filter(({ path, change }) => change !== 'deleted' && paths.has(path));
  const before = await linesOf(
    base,
    wanted.map(({ path, from }) => from ?? path),
  );
  const after = await linesOf(
    head,
    wanted.map(({ path }) => path),
  );
  const fresh = new Map<string, ReadonlySet<number>>();
  for (const { path, from } of wanted) {
    const old = new Set(before.get(from ?? path) ?? []);
    const lines = after.get(path) ?? [];
    fresh.set(path, new Set(lines.flatMap((line, index) => (old.has(line) ? [] : [index + 1]))));
  }
  return (path, line) => fresh.get(path)?.has(line) ?? false;
}

async function linesOf(source: Source, paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const there = new Set((await source.entries()).map(({ path }) => path));
  const found = new Map<string, readonly string[]>();
  for await (const content of source.read(
    paths.filter((path) => there.has(path)).map((path) => ({ path, limit: LIMIT })),
  )) {
    if ('problem' in content) continue;
    const text = decode(content.bytes);
    if (text !== null) found.set(content.path, text.split(/\r\n?|\n/));
  }
  return found;
}
