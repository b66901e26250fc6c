import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { SourceError } from '../error.ts';
import { removeTemporaryFolder } from './temporary.ts';

const MAX_OUTPUT = 512 * 1024 * 1024;
const TIMEOUT = 120_000;

export interface Result {
  readonly ok: boolean;
  readonly output: Buffer;
  /** What Git said, as one line of plain text. */
  readonly complaint: string;
}

/** Git on a Git folder of our own. See `isolate`. */
export class IsolatedGit {
  readonly #program: string;
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #children = new Set<ChildProcessWithoutNullStreams>();
  #closed = false;

  constructor(program: string, folder: string, environment: NodeJS.ProcessEnv) {
    this.#program = program;
    this.#folder = folder;
    this.#environment = environment;
  }

  /** The child has a listener for every kind of error; whoever starts it listens to `close`. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams {
    if (this.#closed) throw new SourceError('the source is already closed');
    // Started inside our own folder, since Windows looks for libraries in the current one. Git itself goes to the top
    // of the working copy, without which it takes all files that a sparse checkout left out for absent.
    const { GIT_WORK_TREE: top } = this.#environment;
    const place = top === undefined ? [] : ['-C', top];
    const child = spawn(this.#program, ['--literal-pathspecs', ...place, ...args], {
      cwd: this.#folder,
      env: this.#environment,
      stdio: 'pipe',
      windowsHide: true,
    });
    child.on('error', () => {});
    // Without any pipe the system is out of file descriptors, and there will be no other event.
    if (child.stdin === undefined)
      throw new SourceError('git could not be started; the system has too many open files');
    this.#children.add(child);
    child.on('close', () => this.#children.delete(child));
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {});
    return child;
  }

  /** Runs Git to its end. Throws a `SourceError` if it prints more than `maxRecords` NULs or takes far too long. */
  run(args: readonly string[], options: { input?: string; maxRecords?: number } = {}): Promise<Result> {
    return new Promise((resolve, reject) => {
      const child = this.start(args);
      const chunks: Buffer[] = [];
      let [length, records, complaint] = [0, 0, ''];
      const stop = (why: string) => {
        child.kill('SIGKILL');
        reject(new SourceError(why));
      };
      const timer = setTimeout(
        () => stop(`git ${args[0]} did not come to an end; the repository may be damaged`),
        TIMEOUT,
      );
      child.stdout.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (options.maxRecords !== undefined) records += countNuls(chunk);
        if (length > MAX_OUTPUT || records > (options.maxRecords ?? 0))
          stop('the repository holds too many files; audit a folder of it');
      });
      child.stderr.on('data', (chunk: Buffer) => {
        if (complaint.length < 1000) complaint += chunk.toString('latin1');
      });
      child.on('close', (code) => {
        clearTimeout(timer);
        resolve({ ok: code === 0, output: Buffer.concat(chunks), complaint: oneLine(complaint) });
      });
      child.stdin.end(options.input ?? '');
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all([...this.#children].map((child) => ended(child)));
    removeTemporaryFolder(this.#folder);
  }
}

function ended(child: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    child.kill('SIGKILL');
  });
}

function countNuls(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, at + 1)) count++;
  return count;
}

function oneLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}
