import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../surface/exit.ts';

/**
 * Keeps a data folder for this process: the embedded database does not lock its files, and a second process would lose
 * what the first one wrote. A file left by a process that is gone is taken over.
 * @returns gives the folder back @throws UsageError while another process has it
 */
export function lockFolder(data: string): () => void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const file = join(data, 'mlready.pid');
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, `${process.pid} ${startOf(process.pid)}\n`);
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new UsageError(`the data folder ${data} cannot be used: ${(error as NodeJS.ErrnoException).code}`);
      }
      const owner = ownerOf(file);
      if (owner !== null) {
        throw new UsageError(
          `another process (${owner}) uses the data folder ${data}; the embedded database serves one process: stop it, choose another MLREADY_DATA, or set DATABASE_URL`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new UsageError(`the data folder ${data} cannot be locked`);
}

/** The process that holds the file, or `null` where it is gone. */
function ownerOf(file: string): number | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  const [, pid, start = ''] = /^([0-9]+) ?(\S*)\n$/.exec(text) ?? [];
  if (pid === undefined) return null;
  const owner = Number(pid);
  if (owner === process.pid) return null;
  try {
    process.kill(owner, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  // The number may have gone to another process since, as it always does when a container starts anew.
  return start !== '' && startOf(owner) !== start ? null : owner;
}

/** When a process began, by the kernel's count; empty where the system does not tell. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
