import { randomBytes } from 'node:crypto';
import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './exit.ts';
import { whenInterrupted } from './interrupt.ts';

/** Writes to stdout and waits until it is out. A reader that has gone away (`| head`) is no error. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
      if (!error || code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') resolve();
      else reject(new UsageError(`cannot write to the standard output: ${reasonOf(error)}`));
    });
  });
}

/** Errors of both streams reach the callbacks of `write`; without listeners they would end the process. */
export function surviveClosedPipes(): void {
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}

/** Whether a stream gets colours: as wished by `--no-color`, NO_COLOR, FORCE_COLOR and TERM, else on a terminal. */
export function colourful(wanted: boolean, stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (!wanted || env.NO_COLOR) return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** Says early what would keep `writeOutput` from writing. @throws UsageError */
export function checkOutput(file: string, option: string): void {
  if (isFolder(file)) throw new UsageError(`${option} ${file} is a folder`);
  if (!isFolder(dirname(file))) throw new UsageError(`${option} ${file}: there is no folder ${dirname(file)}`);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Puts a whole text into a file or leaves the file as it was. Links are followed; devices and pipes, which cannot
 * be replaced, are written to. @throws UsageError
 */
export function writeOutput(file: string, text: string): void {
  let partial: string | null = null;
  const removePartial = () => {
    if (partial !== null) rmSync(partial, { force: true });
  };
  const settled = whenInterrupted(removePartial);
  try {
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing !== undefined && !existing.isFile()) {
      writeFileSync(file, text);
      return;
    }
    const target = existing === undefined ? file : realpathSync(file);
    partial = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
    writeFileSync(partial, text, { flag: 'wx' });
    if (existing !== undefined) chmodSync(partial, existing.mode);
    renameSync(partial, target);
  } catch (error) {
    removePartial();
    throw new UsageError(`cannot write ${file}: ${reasonOf(error)}`);
  } finally {
    settled();
  }
}

/** Why the system refused, in words fit for one line. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space is left',
    ENOENT: 'no such file or folder',
    ENOTDIR: 'a part of the path is not a folder',
    EISDIR: 'it is a folder',
    ELOOP: 'too many links',
    ENAMETOOLONG: 'the name is too long',
  };
  return (code === undefined ? undefined : words[code]) ?? String(message).split('\n', 1)[0] ?? 'unknown reason';
}
