import { parseArgs } from 'node:util';
import manifest from '../../package.json' with { type: 'json' };
import { failure, UsageError } from '../surface/exit.ts';
import { acts } from './acts.ts';
import { type Role, roles, settingsOf } from './settings.ts';
import { asked, start } from './start.ts';

const HELP = `Usage: mlready app [--role all|web|worker]
       mlready app export [ACCOUNT]    all that is kept, one JSON value a line
       mlready app dead                jobs that failed for good
       mlready app replay [JOB…]       puts them back to work, all where none is named

Runs the GitHub App. Everything else is set by environment variables:
  APP_ID, PRIVATE_KEY or PRIVATE_KEY_PATH, WEBHOOK_SECRET    who the App is at GitHub
  MLREADY_DATA    folder of the embedded database (./data)
  DATABASE_URL    a PostgreSQL server instead of it, which any number of processes share
  GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET    let people sign in to the dashboard
  MLREADY_URL     where people reach it (http://HOST:PORT)
  MLREADY_SECRET  signs cookies; made from the other secrets where absent
  HOST, PORT      where to listen (localhost, 3000)
  LOG_LEVEL, LOG_FORMAT=pretty, GHE_HOST, GHE_PROTOCOL
  MLREADY_THREADS, MLREADY_PER_INSTALLATION, MLREADY_HEARTBEAT, MLREADY_SWEEP
Without APP_ID a page is served that registers the App.
`;

async function main(args: readonly string[]): Promise<void> {
  const act = acts.find((one) => one === args[0]);
  if (act !== undefined) {
    const { administer } = await import('./administer.ts');
    await administer(settingsOf(process.env, 'all'), act, args.slice(1));
    process.exit(0);
  }
  const role = roleOf(args);
  if (role === null) {
    process.stdout.write(HELP);
    return;
  }
  const settings = settingsOf(process.env, role);
  if (settings.credentials === null) {
    const { setup } = await import('./setup.ts');
    const page = await setup(settings);
    await asked();
    await page.stop();
  } else {
    const running = await start(settings, settings.credentials, manifest.version);
    await asked();
    // Asked a second time, it ends at once; whatever was acknowledged is in the database.
    void asked().then(() => process.exit(1));
    await running.stop();
  }
  process.exit(0);
}

/** `null` for help. */
function roleOf(args: readonly string[]): Role | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { role: { type: 'string', default: 'all' }, help: { type: 'boolean', short: 'h', default: false } },
    });
    if (values.help) return null;
    const role = roles.find((one) => one === values.role);
    if (role !== undefined) return role;
    throw new Error(`--role must be one of ${roles.join(', ')}; it is ${JSON.stringify(values.role)}`);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const { text, code } = failure(error, (process.env.DEBUG ?? '').split(',').includes('mlready'));
  process.stderr.write(text);
  process.exit(code);
}
