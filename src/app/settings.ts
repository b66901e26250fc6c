import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from '../surface/exit.ts';

export const roles = ['all', 'web', 'worker'] as const;
export type Role = (typeof roles)[number];

/** Who the App is at GitHub. */
export interface Credentials {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
}

/** What signs people in. */
export interface SignIn {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Everything that the environment decides. */
export interface Settings {
  readonly role: Role;
  readonly host: string;
  readonly port: number;
  /** Folder of the embedded database and of what the setup page wrote. */
  readonly data: string;
  /** Address of a PostgreSQL server; the embedded database where absent. */
  readonly databaseUrl: string | null;
  /** `null` until the App is registered. */
  readonly credentials: Credentials | null;
  /** `null` where people cannot sign in. */
  readonly signIn: SignIn | null;
  /** Where people reach the pages; by host and port where `null`. */
  readonly publicUrl: string | null;
  /** Signs cookies, the same in every process; made from the other secrets where `null`. */
  readonly secret: string | null;
  /** GitHub's API and its pages. */
  readonly api: string;
  readonly server: string;
  /** Audits at the same time. */
  readonly threads: number;
  /** Jobs of one installation at the same time, over all processes. */
  readonly perInstallation: number;
  /** Whether writes to GitHub are spaced as GitHub asks for; off only for servers that are not GitHub's. */
  readonly throttle: boolean;
  /** Seconds without a sign of life after which another process takes over a job. */
  readonly heartbeat: number;
  /** Seconds between looks at what GitHub could not deliver; 0 for never. */
  readonly sweep: number;
  readonly logLevel: string;
  readonly logFormat: 'json' | 'pretty';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The file that the setup page writes, in the data folder. */
export const SETUP_FILE = 'app.env';

/**
 * Reads the settings from environment variables; `app.env` in the data folder fills in what they leave out.
 * @throws UsageError for what does not fit together, above all for an App without a webhook secret
 */
export function settingsOf(given: Environment, role: Role): Settings {
  const data = resolve(given.MLREADY_DATA || 'data');
  const env: Environment = { ...setupFile(data), ...withoutEmpty(given) };
  const { server, api } = addresses(env);
  return {
    role,
    host: env.HOST ?? 'localhost',
    port: number(env, 'PORT', 3000, 0, 65_535),
    data,
    databaseUrl: env.DATABASE_URL ?? null,
    credentials: credentials(env),
    signIn: signIn(env),
    publicUrl: address(env, 'MLREADY_URL'),
    secret: env.MLREADY_SECRET ?? null,
    api,
    server,
    threads: number(env, 'MLREADY_THREADS', Math.max(1, Math.min(8, availableParallelism())), 1, 64),
    perInstallation: number(env, 'MLREADY_PER_INSTALLATION', 16, 1, 1000),
    throttle: env.MLREADY_THROTTLE !== 'off',
    heartbeat: number(env, 'MLREADY_HEARTBEAT', 60, 10, 3600),
    sweep: number(env, 'MLREADY_SWEEP', 600, 0, 86_400),
    logLevel: env.LOG_LEVEL ?? 'info',
    logFormat: env.LOG_FORMAT === 'pretty' ? 'pretty' : 'json',
  };
}

/** GitHub, an Enterprise Server (`GHE_HOST`, as Probot has it), or any address (`GITHUB_API_URL`, as Actions have it). */
function addresses(env: Environment): { readonly server: string; readonly api: string } {
  const enterprise = env.GHE_HOST === undefined ? null : `${env.GHE_PROTOCOL ?? 'https'}://${env.GHE_HOST}`;
  const server = env.GITHUB_SERVER_URL ?? enterprise ?? 'https://github.com';
  const api = env.GITHUB_API_URL ?? (enterprise === null ? 'https://api.github.com' : `${enterprise}/api/v3`);
  for (const [name, url] of [
    ['GITHUB_SERVER_URL', server],
    ['GITHUB_API_URL', api],
  ]) {
    if (!URL.canParse(url ?? '')) throw new UsageError(`${name} is no address: ${JSON.stringify(url)}`);
  }
  return { server: server.replace(/\/+$/, ''), api: api.replace(/\/+$/, '') };
}

function address(env: Environment, name: string): string | null {
  const given = env[name];
  if (given === undefined) return null;
  if (/^https?:\/\/[^/]+/.test(given) && URL.canParse(given)) return given.replace(/\/+$/, '');
  throw new UsageError(`${name} is no address: ${JSON.stringify(given)}`);
}

function signIn({ GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret }: Environment): SignIn | null {
  if (clientId === undefined && clientSecret === undefined) return null;
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  throw new UsageError('GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET belong together; one of them is missing');
}

function credentials(env: Environment): Credentials | null {
  const { APP_ID: id, WEBHOOK_SECRET: webhookSecret } = env;
  const privateKey = keyIn(env);
  if (id === undefined && privateKey === null) return null;
  if (id === undefined || !/^[0-9]+$/.test(id)) throw new UsageError('APP_ID must be the number of the GitHub App');
  if (privateKey === null) throw new UsageError('PRIVATE_KEY or PRIVATE_KEY_PATH is missing');
  if (webhookSecret === undefined || webhookSecret.length < 8 || webhookSecret === 'development') {
    throw new UsageError(
      'WEBHOOK_SECRET is missing or shorter than 8 characters; without one anybody could send events. Set the one of the GitHub App',
    );
  }
  return { appId: Number(id), privateKey, webhookSecret };
}

function keyIn(env: Environment): string | null {
  if (env.PRIVATE_KEY !== undefined) {
    const text = env.PRIVATE_KEY.replaceAll('\\n', '\n');
    // As Probot allows it: the key may come as Base64.
    return text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('utf8');
  }
  if (env.PRIVATE_KEY_PATH === undefined) return null;
  try {
    return readFileSync(env.PRIVATE_KEY_PATH, 'utf8');
  } catch (error) {
    throw new UsageError(`PRIVATE_KEY_PATH cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** What the setup page wrote: `NAME=value` a line, line breaks in values as `\n`. */
function setupFile(data: string): Environment {
  let text: string;
  try {
    text = readFileSync(join(data, SETUP_FILE), 'utf8');
  } catch {
    return {};
  }
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    return at < 1 ? [] : [[line.slice(0, at), line.slice(at + 1).replace(/^"(.*)"$/, '$1')]];
  });
  return Object.fromEntries(pairs);
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}

function number(env: Environment, name: string, otherwise: number, least: number, most: number): number {
  const given = env[name];
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (/^[0-9]+$/.test(given) && value >= least && value <= most) return value;
  throw new UsageError(`${name} must be a whole number from ${least} to ${most}; it is ${JSON.stringify(given)}`);
}
