import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Report } from '../src/model.ts';
import { hasCommit, placeOf } from './repositories.ts';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const atOnce = 2;
const minutes = 10;

export interface Wanted {
  /** `owner/name` */
  readonly repo: string;
  readonly commit: string;
}

export interface Audits {
  /** By `repo@commit`. */
  readonly reports: ReadonlyMap<string, Report>;
  /** What could not be audited, and why. */
  readonly missing: readonly (Wanted & { readonly reason: string })[];
}

export function keyOf({ repo, commit }: Wanted): string {
  return `${repo}@${commit}`;
}

/**
 * Audits commits of stored repositories with the built command line, as a user would.
 * @param folder holds the repositories as `owner+name`
 * @throws Error where nothing is built
 */
export async function auditAll(folder: string, wanted: readonly Wanted[]): Promise<Audits> {
  if (!existsSync(cli)) throw new Error('nothing is built yet: run "npm run build"');
  const reports = new Map<string, Report>();
  const missing: (Wanted & { reason: string })[] = [];
  const waiting = [...new Map(wanted.map((each) => [keyOf(each), each])).values()];
  const take = async (): Promise<void> => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const result = await auditOf(folder, each);
      if (typeof result === 'string') missing.push({ repo: each.repo, commit: each.commit, reason: result });
      else reports.set(keyOf(each), result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  return { reports, missing: missing.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}

/** Tells on stderr what is left out. */
export function tellMissing({ missing }: Audits): void {
  for (const { repo, reason } of missing) console.error(`${repo}: ${reason}`);
}

async function auditOf(folder: string, { repo, commit }: Wanted): Promise<Report | string> {
  const place = placeOf(folder, repo);
  if (place === null) return 'is not in the folder';
  if (!hasCommit(place, commit)) return `the stored copy does not hold the commit ${commit}`;
  const args = [cli, place, '--rev', commit, '--format', 'json', '--quiet', '--date', '2026-01-01'];
  return new Promise((settle) => {
    execFile(
      process.execPath,
      args,
      { maxBuffer: 1 << 29, timeout: minutes * 60_000, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => settle(error === null ? parsed(stdout) : `the audit failed: ${told(error, stderr)}`),
    );
  });
}

function told(error: Error, stderr: string): string {
  return stderr.trim().split('\n').at(-1) || error.message.split('\n')[0] || 'no reason given';
}

function parsed(text: string): Report | string {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return 'the audit failed: its report is no JSON';
  }
}
