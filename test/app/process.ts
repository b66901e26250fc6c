import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const node = process.env.MLREADY_NODE ?? process.execPath;

export function newData(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'mlready-app-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The App in a process of its own, as whoever runs it has it. */
export class AppProcess {
  readonly child: ChildProcess;
  log = '';
  port = 0;

  constructor(env: Readonly<Record<string, string>>, args: readonly string[] = []) {
    this.child = spawn(node, [resolve('build/app/main.js'), ...args], {
      env: { PATH: process.env.PATH, HOME: tmpdir(), HOST: '127.0.0.1', PORT: '0', MLREADY_SWEEP: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: tmpdir(),
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk) => (this.log += String(chunk)));
  }

  static async start(env: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<AppProcess> {
    const app = new AppProcess(env, args);
    await app.ready();
    return app;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async ready(): Promise<void> {
    for (;;) {
      const [, port] = /"port":([0-9]+)/.exec(this.log) ?? [];
      if (port !== undefined) {
        this.port = Number(port);
        return;
      }
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`the app ended:\n${this.log}`);
      await pause(20);
    }
  }

  /** @returns the exit code */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'exit');
      this.child.kill(signal);
      await ended;
    }
    return this.child.exitCode;
  }

  async metrics(): Promise<ReadonlyMap<string, number>> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => /^\w/.test(line));
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  }

  async metric(name: string): Promise<number> {
    return (await this.metrics()).get(name) ?? Number.NaN;
  }

  /** Resolves once nothing waits and nothing is under way. */
  async idle(patience = 60_000): Promise<void> {
    const isIdle = async () => {
      const metrics = await this.metrics();
      return metrics.get('mlready_jobs{state="waiting"}') === 0 && metrics.get('mlready_jobs{state="active"}') === 0;
    };
    await until(isIdle, patience, () => this.log.slice(-5000));
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

export async function until(
  holds: () => boolean | Promise<boolean>,
  patience = 30_000,
  about: () => string = () => '',
): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come about in ${patience} ms\n${about()}`);
    await pause(50);
  }
}
