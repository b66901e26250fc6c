import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** A PostgreSQL server of the test's own. */
export interface PostgresServer {
  /** Address of a fresh, empty database. */
  database(): Promise<string>;
  stop(): Promise<void>;
}

/** Why there is no server to be had, or null; a suite that skips for it says so in its title. */
export function postgresMissing(): string | null {
  try {
    execFileSync('initdb', ['--version'], { stdio: 'ignore' });
    execFileSync('pg_ctl', ['--version'], { stdio: 'ignore' });
  } catch {
    return 'initdb and pg_ctl are not on PATH';
  }
  return process.getuid?.() === 0 && someone() === null
    ? 'the server does not run as root, and nobody else is there'
    : null;
}

/** PostgreSQL refuses to run as root; it then runs as one of these. */
function someone(): { readonly name: string; readonly uid: number; readonly gid: number } | null {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { name, uid: id('-u'), gid: id('-g') };
    } catch {}
  }
  return null;
}

/** Starts a server in a folder of its own that listens on a socket in it, and nowhere else. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mlready-pg-'));
  const user = process.getuid?.() === 0 ? someone() : null;
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const as = user === null ? {} : { uid: user.uid, gid: user.gid };
  const data = join(folder, 'data');
  const env = { PATH: process.env.PATH, LC_ALL: 'C', HOME: folder };
  const command = (file: string, ...parameters: string[]) => run(file, parameters, { ...as, cwd: folder, env });
  await command('initdb', '-D', data, '-U', 'mlready', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  const options = `-c listen_addresses= -k ${folder} -c fsync=off -c full_page_writes=off -c max_connections=80`;
  await command('pg_ctl', '-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start');
  const address = (name: string) => `postgresql://mlready@/${name}?host=${encodeURIComponent(folder)}`;
  let made = 0;
  return {
    database: async () => {
      made += 1;
      const client = new pg.Client({ connectionString: address('postgres') });
      await client.connect();
      await client.query(`create database test_${made}`);
      await client.end();
      return address(`test_${made}`);
    },
    stop: async () => {
      if (existsSync(join(data, 'postmaster.pid'))) await command('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
