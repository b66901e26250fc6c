import { spawn } from 'node:child_process';
import { devNull } from 'node:os';

const TIMEOUT = 120_000;
const LONGEST_COMPLAINT = 1_000;

/**
 * Asks `origin` of a clone for commits that are missing in it, with the credentials that the checkout left there. Writes
 * objects alone: no ref, no tag, no submodule, no file of the working copy; runs no hook and asks nobody.
 * @param shallow takes the commits without their history
 * @returns `null`, or why it failed, as one line
 */
export function fetchCommits(
  program: string,
  top: string,
  commits: readonly string[],
  shallow: boolean,
): Promise<string | null> {
  const settings = [
    `core.hooksPath=${devNull}`,
    'core.fsmonitor=false',
    'gc.auto=0',
    'maintenance.auto=false',
    'credential.interactive=false',
    // In containers the clone belongs to another user than the job's.
    `safe.directory=${top}`,
  ];
  const args = [
    ...settings.flatMap((setting) => ['-c', setting]),
    ...['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--refmap='],
    ...(shallow ? ['--depth=1'] : []),
    ...['--', 'origin', ...commits],
  ];
  const inherited = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  const env = { ...Object.fromEntries(inherited), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: top, env, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true });
    let complaint = '';
    const timer = setTimeout(() => {
      complaint = `it took longer than ${TIMEOUT / 1000} seconds`;
      child.kill('SIGKILL');
    }, TIMEOUT);
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < LONGEST_COMPLAINT) complaint += chunk.toString('utf8');
    });
    child.on('error', (error) => {
      complaint = error.message;
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? null : complaint.trim().split('\n').at(-1) || 'git failed without a word');
    });
  });
}
