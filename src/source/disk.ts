import { constants, lstatSync, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { sep } from 'node:path';
import type { FileEntry } from '../model.ts';
import { problems } from './problems.ts';

const CHUNK = 256 * 1024;
// A pipe in place of a file must not make us wait for its writer.
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Reads below one folder and never leaves it: no symbolic link is followed, not even as a folder on the way. */
export class Disk {
  readonly #root: Buffer;
  readonly #folders = new Map<string, boolean>();

  /** `root` is an absolute path without symbolic links. */
  constructor(root: string) {
    this.#root = Buffer.from(root.endsWith(sep) ? root : root + sep);
  }

  /** Where the file lies whose location, relative and separated by `/`, is given as the bytes of its name. */
  absolute(location: Buffer): Buffer {
    return Buffer.concat([this.#root, location]);
  }

  /** What stands at that location, or `null` where nothing does. The way to it must be known to be free of links. */
  look(location: Buffer): Stats | null {
    try {
      return lstatSync(this.absolute(location));
    } catch {
      return null;
    }
  }

  /** What stands at that location, or `null` where nothing does or a link is on the way. */
  stat(location: Buffer): Stats | null {
    if (process.platform === 'win32' && /[\\:]/.test(location.toString('latin1'))) return null;
    const end = location.lastIndexOf('/');
    return end < 0 || this.#isFolder(location.subarray(0, end)) ? this.look(location) : null;
  }

  /** The bytes of a file, or the problem that it has. Never rejects. */
  async read(location: Buffer, limit: number): Promise<Uint8Array | string> {
    let file: FileHandle | null = null;
    try {
      file = await this.#open(location);
      const { size } = await file.stat();
      if (size > limit) return problems.tooLarge(size, limit);
      const bytes = Buffer.allocUnsafe(size);
      let length = 0;
      while (length < size) {
        const { bytesRead } = await file.read(bytes, length, size - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes.subarray(0, length);
    } catch {
      return problems.unreadable;
    } finally {
      await file?.close().catch(() => {});
    }
  }

  /** Throws an `Error` for what cannot be read. */
  async *stream(location: Buffer): AsyncGenerator<Uint8Array, void, undefined> {
    const file = await this.#open(location).catch(() => {
      throw new Error(problems.unreadable);
    });
    try {
      for (;;) {
        const chunk = Buffer.allocUnsafe(CHUNK);
        const { bytesRead } = await file.read(chunk, 0, CHUNK, null);
        if (bytesRead === 0) return;
        yield chunk.subarray(0, bytesRead);
      }
    } finally {
      await file.close().catch(() => {});
    }
  }

  async #open(location: Buffer): Promise<FileHandle> {
    if (!this.stat(location)?.isFile()) throw new Error(problems.unreadable);
    const file = await open(this.absolute(location), READ_ONLY);
    if ((await file.stat()).isFile()) return file;
    await file.close();
    throw new Error(problems.unreadable);
  }

  #isFolder(location: Buffer): boolean {
    const key = location.toString('latin1');
    let known = this.#folders.get(key);
    if (known === undefined) {
      known = this.stat(location)?.isDirectory() ?? false;
      this.#folders.set(key, known);
    }
    return known;
  }
}

/** The kind of entry, `null` for folders, pipes, sockets and devices. */
export function kindOf(stats: Stats): FileEntry['kind'] | null {
  if (stats.isSymbolicLink()) return 'symlink';
  if (!stats.isFile()) return null;
  return process.platform !== 'win32' && (stats.mode & 0o111) !== 0 ? 'executable' : 'file';
}
