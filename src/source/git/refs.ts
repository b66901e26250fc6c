import { join } from 'node:path';
import type { Repository } from './repository.ts';
import { textOf } from './repository.ts';

const MAX_HOPS = 5;
const MAX_PACKED = 256 * 1024 * 1024;

/** Where Git looks for a short name, in this order (gitrevisions(7)). */
const PLACES = ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'];

/** The refs of a repository, read as files: Git itself would read the configuration of that repository, too. */
export class Refs {
  readonly #repository: Repository;
  #packed: Promise<string> | null = null;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** The object id that a branch, tag or other ref stands at; `null` where there is no such ref or it is unborn. */
  async find(name: string): Promise<string | null> {
    const places = [...PLACES.map((place) => place + name), `refs/remotes/${name}/HEAD`];
    for (const full of name === 'HEAD' ? [name] : places) {
      const id = await this.#resolve(full, MAX_HOPS);
      if (id !== null) return id;
    }
    return null;
  }

  async #resolve(name: string, hops: number): Promise<string | null> {
    if (hops === 0 || !isRefName(name)) return null;
    const text = (await textOf(join(this.#folderOf(name), name))) ?? '';
    const id = /^[0-9a-f]{40}(?:[0-9a-f]{24})?(?=\s|$)/.exec(text)?.[0];
    if (id !== undefined) return id;
    const target = /^ref:\s*([^\n]+)/.exec(text)?.[1]?.trim();
    return target === undefined ? this.#inPacked(name) : this.#resolve(target, hops - 1);
  }

  /** A linked worktree has its own HEAD and its own few refs, and shares all others. */
  #folderOf(name: string): string {
    const own = !name.startsWith('refs/') || /^refs\/(?:bisect|worktree|rewritten)\//.test(name);
    return own ? this.#repository.gitDir : this.#repository.commonDir;
  }

  async #inPacked(name: string): Promise<string | null> {
    if (!name.startsWith('refs/')) return null;
    this.#packed ??= textOf(join(this.#repository.commonDir, 'packed-refs'), MAX_PACKED).then(
      (text) => `${text ?? ''}\n`,
    );
    const text = await this.#packed;
    const end = text.indexOf(` ${name}\n`);
    const id = end < 0 ? '' : text.slice(text.lastIndexOf('\n', end) + 1, end);
    return /^[0-9a-f]{40,64}$/.test(id) ? id : null;
  }
}

/** A name under refs/, or one of those beside it such as HEAD; nothing that leads out of there (git-check-ref-format(1)). */
function isRefName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Git forbids
  if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/$/.test(name)) return false;
  if (!name.startsWith('refs/')) return /^[A-Z_]+$/.test(name);
  return name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'));
}
