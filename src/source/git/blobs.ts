import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { IsolatedGit } from './isolated-git.ts';

/** Damaged objects end the child; so many of them are no accident. */
const MAX_CHILDREN = 100;
/** A child that is silent for so many intervals in a row waits for something that never comes, such as a pipe. */
const MAX_SILENCE = 6;
const INTERVAL = 10_000;
const NEWLINE = 10;

interface Job {
  readonly id: string;
  readonly limit: number;
  readonly resolve: (bytes: Uint8Array | null) => void;
}

/** The body that is being received. `bytes` is `null` for one that nobody wants. */
interface Body {
  readonly bytes: Buffer | null;
  readonly size: number;
  received: number;
}

/** Reads blobs through one `git cat-file --batch`, which answers in the order of the requests (git-cat-file(1)). */
export class Blobs {
  readonly #git: IsolatedGit;
  #jobs: Job[] = [];
  #child: ChildProcessWithoutNullStreams | null = null;
  #children = 0;
  #rest: Buffer | null = null;
  #body: Body | null = null;
  #silence = 0;

  constructor(git: IsolatedGit) {
    this.#git = git;
  }

  /** The bytes, or `null` for a blob that is missing, damaged or larger than `limit`. Never rejects. */
  read(id: string, limit: number): Promise<Uint8Array | null> {
    return new Promise((resolve) => {
      this.#jobs.push({ id, limit, resolve });
      this.#request(id);
    });
  }

  #request(id: string): void {
    this.#child ??= this.#start();
    if (this.#child === null) this.#finish(null);
    else {
      const { stdin } = this.#child;
      if (stdin.writableCorked === 0) {
        stdin.cork();
        process.nextTick(() => stdin.uncork());
      }
      stdin.write(`${id}\n`);
    }
  }

  #start(): ChildProcessWithoutNullStreams | null {
    if (this.#children++ >= MAX_CHILDREN) return null;
    let child: ChildProcessWithoutNullStreams;
    try {
      child = this.#git.start(['cat-file', '--batch']);
    } catch {
      return null;
    }
    child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    child.stderr.resume();
    const watch = setInterval(() => {
      this.#silence = this.#jobs.length === 0 ? 0 : this.#silence + 1;
      if (this.#silence > MAX_SILENCE) child.kill('SIGKILL');
    }, INTERVAL).unref();
    child.on('close', () => {
      clearInterval(watch);
      this.#restart();
    });
    return child;
  }

  /** The child ended at the first job that is still open; the others get a new child. */
  #restart(): void {
    this.#child = null;
    this.#silence = 0;
    this.#rest = null;
    this.#body = null;
    this.#finish(null);
    const open = this.#jobs;
    this.#jobs = [];
    for (const job of open) {
      this.#jobs.push(job);
      this.#request(job.id);
    }
  }

  #finish(bytes: Uint8Array | null): void {
    this.#jobs.shift()?.resolve(bytes);
  }

  #receive(chunk: Buffer): void {
    this.#silence = 0;
    let data = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = null;
    while (data.length > 0) data = this.#body === null ? this.#header(data) : this.#content(data, this.#body);
  }

  /** `<id> <type> <size>`, or `<id> missing`. Gives what follows. */
  #header(data: Buffer): Buffer {
    const end = data.indexOf(NEWLINE);
    if (end < 0) {
      this.#rest = data;
      return data.subarray(data.length);
    }
    const [, type, length] = data.toString('latin1', 0, end).split(' ');
    const after = data.subarray(end + 1);
    if (length === undefined) {
      this.#finish(null);
      return after;
    }
    const size = Number(length);
    const wanted = type === 'blob' && size <= (this.#jobs[0]?.limit ?? -1);
    if (wanted && after.length > size) {
      this.#finish(after.subarray(0, size));
      return after.subarray(size + 1);
    }
    this.#body = { bytes: wanted ? Buffer.allocUnsafe(size) : null, size, received: 0 };
    return after;
  }

  /** The body and the line break behind it. Gives what follows. */
  #content(data: Buffer, body: Body): Buffer {
    const part = data.subarray(0, Math.min(data.length, body.size - body.received));
    if (body.bytes !== null) body.bytes.set(part, body.received);
    body.received += part.length;
    if (part.length === data.length) return data.subarray(data.length);
    this.#body = null;
    this.#finish(body.bytes);
    return data.subarray(part.length + 1);
  }
}
