import { Worker } from 'node:worker_threads';
import { Mutex } from 'async-mutex';
import type { Engine, Rows, Session } from './engine.ts';

interface Waiting {
  readonly resolve: (rows: Rows) => void;
  readonly reject: (error: Error) => void;
}

type Question = 'query' | 'exec' | 'listen' | 'unlisten' | 'close';

/** What the thread says: that it is ready, a notification, or the answer to a question. */
interface Message {
  readonly ready?: true;
  readonly channel?: string;
  readonly payload?: string;
  readonly id?: number;
  readonly result?: Rows;
  readonly problem?: { readonly message: string } & Record<string, unknown>;
}

/**
 * PostgreSQL embedded in this process, in a thread of its own. It has one connection, so a mutex gives it to one caller
 * at a time; whoever leaves a failed transaction behind has it rolled back before the next caller comes.
 * PGlite does not lock its folder: the caller sees to it that only one process opens it.
 * @param folder where the data lie; `null` keeps them in memory
 * @throws when the folder cannot be opened
 */
export async function pglite(folder: string | null): Promise<Engine> {
  const worker = new Worker(new URL('./pglite-worker.mjs', import.meta.url), { workerData: { folder }, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, (payload: string) => void>();
  const mutex = new Mutex();
  let asked = 0;
  let ended: Error | null = null;

  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const ask = (kind: Question, text = '', values?: readonly unknown[]): Promise<Rows> =>
    new Promise((resolve, reject) => {
      if (ended !== null) {
        reject(ended);
        return;
      }
      asked += 1;
      waiting.set(asked, { resolve, reject });
      worker.postMessage({ id: asked, kind, text, ...(values === undefined ? {} : { values }) });
    });

  await new Promise<void>((resolve, reject) => {
    worker.on('message', ({ ready, channel, payload, id, result, problem }: Message) => {
      if (ready) resolve();
      if (channel !== undefined) listeners.get(channel)?.(payload ?? '');
      const one = id === undefined ? undefined : waiting.get(id);
      if (id === undefined || one === undefined) return;
      waiting.delete(id);
      if (result !== undefined) one.resolve(result);
      else one.reject(Object.assign(new Error(problem?.message), problem));
    });
    worker.on('error', (error) => {
      end(error);
      reject(error);
    });
    worker.on('exit', () => {
      const error = new Error('the embedded database ended');
      end(error);
      reject(error);
    });
  });

  return {
    kind: 'pglite',
    open: async (): Promise<Session> => {
      const release = await mutex.acquire();
      let held = true;
      return {
        run: (text, values = []) => (values.length === 0 ? ask('exec', text) : ask('query', text, values)),
        release: (broken = false) => {
          if (!held) return;
          held = false;
          if (broken) void ask('exec', 'ROLLBACK').then(release, release);
          else release();
        },
      };
    },
    listen: async (channel, hear) => {
      listeners.set(channel, hear);
      await mutex.runExclusive(() => ask('listen', channel));
      return async () => {
        listeners.delete(channel);
        if (ended === null) await mutex.runExclusive(() => ask('unlisten', channel));
      };
    },
    close: async () => {
      if (ended !== null) return;
      await mutex.runExclusive(() => ask('close'));
      ended = new Error('the embedded database is closed');
      await worker.terminate();
    },
  };
}
