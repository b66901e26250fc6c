import { Worker } from 'node:worker_threads';
import type { Headers } from '../github/budget.ts';
import type { AuditAnswer, AuditProblem, AuditQuestion, AuditResult, AuditTask } from './task.ts';

/** Longer than the audit of any repository of the bench, many times over. */
const TIMEOUT = 15 * 60_000;
/** A repository that needs more is told so; the process lives on. In MiB. */
const MEMORY = 3072;

export interface Audited {
  readonly result?: AuditResult;
  readonly problem?: AuditProblem;
  readonly headers: Headers | null;
}

interface Waiting {
  readonly task: AuditTask;
  readonly resolve: (audited: Audited) => void;
}

interface Thread {
  readonly worker: Worker;
  current: { readonly id: number; readonly timer: NodeJS.Timeout; readonly resolve: Waiting['resolve'] } | null;
}

/** Threads that judge, so that this one answers whatever comes. They are started when needed and kept. */
export class AuditPool {
  readonly #file: URL;
  readonly #size: number;
  readonly #threads: Thread[] = [];
  readonly #waiting: Waiting[] = [];
  #asked = 0;
  #closed = false;

  constructor(size: number, file = new URL('./audit-thread.js', import.meta.url)) {
    this.#size = size;
    this.#file = file;
  }

  /** Never rejects: what a thread dies of is a problem of the task. */
  run(task: AuditTask): Promise<Audited> {
    return new Promise((resolve) => {
      this.#waiting.push({ task, resolve });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #next(): void {
    if (this.#waiting.length === 0 || this.#closed) return;
    const thread = this.#threads.find(({ current }) => current === null) ?? this.#start();
    const one = thread === null ? undefined : this.#waiting.shift();
    if (thread === null || one === undefined) return;
    this.#asked += 1;
    const timer = setTimeout(() => {
      this.#end(thread, { kind: 'content', message: `the audit took longer than ${TIMEOUT / 60_000} minutes` });
    }, TIMEOUT);
    thread.current = { id: this.#asked, timer, resolve: one.resolve };
    const question: AuditQuestion = { id: this.#asked, task: one.task };
    thread.worker.postMessage(question);
  }

  #start(): Thread | null {
    if (this.#threads.length >= this.#size) return null;
    const worker = new Worker(this.#file, { resourceLimits: { maxOldGenerationSizeMb: MEMORY, stackSizeMb: 4 } });
    const thread: Thread = { worker, current: null };
    worker.on('message', ({ id, ...audited }: AuditAnswer) => {
      if (thread.current?.id !== id) return;
      const { resolve, timer } = thread.current;
      clearTimeout(timer);
      thread.current = null;
      resolve(audited);
      this.#next();
    });
    worker.on('error', (error) => {
      const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#end(
        thread,
        tooMuch
          ? { kind: 'content', message: 'the audit needs more memory than there is' }
          : { kind: 'again', message: `the audit ended: ${error instanceof Error ? error.message : String(error)}` },
      );
    });
    worker.on('exit', () => this.#end(thread, { kind: 'again', message: 'the audit was interrupted' }));
    this.#threads.push(thread);
    return thread;
  }

  #end(thread: Thread, problem: AuditProblem): void {
    const at = this.#threads.indexOf(thread);
    if (at >= 0) this.#threads.splice(at, 1);
    void thread.worker.terminate();
    const { current } = thread;
    thread.current = null;
    if (current !== null) {
      clearTimeout(current.timer);
      current.resolve({ problem, headers: null });
    }
    this.#next();
  }
}
