import type { FileEntry } from '../../model.ts';
import { isSafePath, pathOf } from '../paths.ts';
import type { Leaf } from '../tree.ts';

/** A blob by its id, or a file of the working copy by its location. */
export type GitPlace = { readonly id: string } | { readonly location: Buffer };

/** The mode of an entry in a tree or in the index (gitformat-index(5)), as octal digits. */
export function kindOfMode(mode: string): FileEntry['kind'] {
  if (mode === '160000') return 'submodule';
  if (mode === '120000') return 'symlink';
  return mode === '100755' ? 'executable' : 'file';
}

/** Entries by path while they are being listed; names that are no path inside a repository are left out. */
export class Collected {
  readonly leaves = new Map<string, Leaf<GitPlace>>();

  /** `name` is relative to the root of the audit. */
  add(name: Buffer, properties: Omit<FileEntry, 'path'>, place: GitPlace): void {
    const path = pathOf(name, this.leaves);
    if (isSafePath(path)) this.leaves.set(path, { entry: { path, ...properties }, place });
  }
}

/** The records of output that was asked for with `-z`. */
export function* recordsOf(output: Buffer): Generator<Buffer, void, undefined> {
  let start = 0;
  for (let end = output.indexOf(0); end >= 0; end = output.indexOf(0, start)) {
    yield output.subarray(start, end);
    start = end + 1;
  }
}
