import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Aside } from '../facts/gather.ts';
import type { Parsed } from '../model.ts';
import { parseAside } from './aside-readers.ts';
import type { Answer, Question } from './aside-worker.ts';

/** A thread is worth its start only for more than this. */
const leastBytes = 4 << 20;

/** A second thread for readers that run aside, begun when enough came to make it worth while. */
export interface Helper {
  readonly parse: Aside;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (parsed: Parsed<unknown> | null) => void;
  readonly reject: (error: Error) => void;
}

/** Where the thread's file is missing (the program runs from its sources) or the thread dies, everything runs here. */
export function helper(): Helper {
  const file = fileURLToPath(new URL('./aside-worker.js', import.meta.url));
  const waiting = new Map<number, Waiting>();
  let bytesSoFar = 0;
  let asked = 0;
  let worker: Worker | null = null;
  let usable = existsSync(file);

  const fail = (): void => {
    usable = false;
    for (const { reject } of waiting.values()) reject(new Error('the thread ended'));
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(file);
    started.on('message', ({ id, parsed, problem }: Answer) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (problem === undefined) one?.resolve(parsed);
      else one?.reject(new Error(problem));
    });
    started.on('error', fail);
    started.on('exit', fail);
    started.unref();
    return started;
  };

  const there: Aside = (kind, path, bytes) =>
    new Promise<Parsed<unknown> | null>((resolve, reject) => {
      worker ??= start();
      asked += 1;
      waiting.set(asked, { resolve, reject });
      worker.ref();
      // A copy, for the buffer may be shared; it is then handed over without another.
      const question: Question = { id: asked, kind, path, bytes: new Uint8Array(bytes) };
      worker.postMessage(question, [question.bytes.buffer as ArrayBuffer]);
    });

  return {
    parse: async (kind, path, bytes) => {
      bytesSoFar += bytes.byteLength;
      if (!usable || bytesSoFar < leastBytes) return parseAside(kind, path, bytes);
      try {
        return await there(kind, path, bytes);
      } catch (error) {
        if (usable) throw error;
        return parseAside(kind, path, bytes);
      }
    },
    close: async () => {
      usable = false;
      await worker?.terminate();
    },
  };
}
