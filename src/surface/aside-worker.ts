import { parentPort } from 'node:worker_threads';
import type { Parsed } from '../model.ts';
import { parseAside } from './aside-readers.ts';

export interface Question {
  readonly id: number;
  readonly kind: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Answer {
  readonly id: number;
  readonly parsed: Parsed<unknown> | null;
  readonly problem?: string;
}

parentPort?.on('message', async ({ id, kind, path, bytes }: Question) => {
  let answer: Answer;
  try {
    answer = { id, parsed: await parseAside(kind, path, bytes) };
  } catch (error) {
    const deep = error instanceof RangeError;
    const problem = deep ? 'nested too deeply' : error instanceof Error ? error.message : 'could not be read';
    answer = { id, parsed: null, problem };
  }
  parentPort?.postMessage(answer);
});
