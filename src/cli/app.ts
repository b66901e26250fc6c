import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../surface/exit.ts';

/**
 * `mlready app`: runs the GitHub App where it is built, in a checkout or an image. The package of the command line does
 * not carry it. @returns the exit code @throws UsageError
 */
export async function app(args: readonly string[]): Promise<number> {
  const file = fileURLToPath(new URL('../build/app/main.js', import.meta.url));
  if (!existsSync(file)) {
    throw new UsageError(
      'the GitHub App is not part of this package; run it from a checkout ("npm ci && npm run app") or as an image ("docker compose up")',
    );
  }
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], { stdio: 'inherit' });
  // The App ends in good order by itself; until then this process waits.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => child.kill(signal));
  }
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}
