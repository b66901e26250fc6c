import { parentPort } from 'node:worker_threads';
import { decode } from '../facts/decode.ts';
import { secrets } from '../facts/secrets/reader.ts';
import type { Parsed } from '../model.ts';

/** The only reader that runs aside looks for secrets. */
export interface Question {
  readonly id: number;
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Answer {
  readonly id: number;
  readonly parsed: Parsed<unknown> | null;
  readonly problem?: string;
}

parentPort?.on('message', async ({ id, path, bytes }: Question) => {
  let answer: Answer;
  try {
    const text = decode(bytes);
    answer = { id, parsed: text === null ? null : await secrets.parse({ path, text, firstLine: 1 }) };
  } catch (error) {
    const problem = error instanceof RangeError || !(error instanceof Error) ? 'could not be read' : error.message;
    answer = { id, parsed: null, problem };
  }
  parentPort?.postMessage(answer);
});
