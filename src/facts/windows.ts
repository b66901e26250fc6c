import { decode } from './decode.ts';

const windowBytes = 8 * 1024 * 1024;
const overlapBytes = 16 * 1024;

export interface Window {
  readonly text: string;
  /** 1-based line of the file at which `text` begins. */
  readonly firstLine: number;
}

/**
 * Cuts a stream of any length into windows of text of about 8 MiB that overlap by 16 KiB, so that what crosses a
 * boundary is whole in one of them. Windows begin at a line's start where there is one in the overlap.
 * A stream that is binary by its beginning gives none.
 */
export async function* windows(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Window> {
  let held = new Uint8Array(0);
  let line = 1;
  let first = true;
  for await (const chunk of stream) {
    held = join(held, chunk);
    while (held.byteLength >= windowBytes) {
      if (first && decode(held) === null) return;
      first = false;
      const end = windowBytes;
      yield { text: lossy(held.subarray(0, end)), firstLine: line };
      let next = end - overlapBytes;
      const newline = held.subarray(next, end).indexOf(10);
      if (newline >= 0) next += newline + 1;
      line += count(held.subarray(0, next));
      held = held.slice(next);
    }
  }
  if (held.byteLength > 0 && !(first && decode(held) === null)) yield { text: lossy(held), firstLine: line };
}

function lossy(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.byteLength + b.byteLength);
  whole.set(a);
  whole.set(b, a.byteLength);
  return whole;
}

function count(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}
