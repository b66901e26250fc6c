import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'probot';
import { SETUP_FILE, type Settings } from './settings.ts';

/**
 * Serves Probot's setup page, which registers the App by `app.yml`. What GitHub gives is written to the data folder, for
 * nobody else to read; the App is then started again.
 */
export async function setup({ data, host, port, logFormat, logLevel }: Settings): Promise<{ stop(): Promise<void> }> {
  // Without this Probot would fetch and run a package that forwards webhooks.
  process.env.NO_SMEE_SETUP ??= 'true';
  const kept: Record<string, string> = {};
  const server = await run(() => {}, {
    env: {
      HOST: host,
      PORT: String(port),
      LOG_FORMAT: logFormat,
      LOG_LEVEL: logLevel,
      NODE_ENV: 'development',
    },
    updateEnv: (given: Readonly<Record<string, string | undefined>>) => {
      for (const [name, value] of Object.entries(given)) if (value !== undefined) kept[name] = value;
      mkdirSync(data, { recursive: true, mode: 0o700 });
      const file = join(data, SETUP_FILE);
      const lines = Object.entries(kept).map(([name, value]) => `${name}=${value.replaceAll('\n', '\\n')}`);
      writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
      chmodSync(file, 0o600);
      return kept;
    },
  } as never);
  return { stop: () => server.stop() };
}
