import { ci } from '../facts/ci.ts';
import { decode } from '../facts/decode.ts';
import { markdown } from '../facts/markdown.ts';
import { secrets } from '../facts/secrets/reader.ts';
import type { Parsed, Reader } from '../model.ts';

/** The readers with `aside`, whose values survive the way from one thread to another. */
// biome-ignore lint/suspicious/noExplicitAny: readers of every type
const readers: readonly Reader<any>[] = [secrets, markdown, ci];

/** Parses a file by the reader of a kind, as gathering itself would. */
export async function parseAside(kind: string, path: string, bytes: Uint8Array): Promise<Parsed<unknown> | null> {
  const reader = readers.find((one) => one.kind === kind);
  if (reader === undefined) throw new Error(`no reader of ${kind} runs aside`);
  const text = decode(bytes);
  return text === null ? null : reader.parse({ path, text, firstLine: 1 });
}
