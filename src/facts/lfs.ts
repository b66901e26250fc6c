import type { FileEntry, Reader } from '../model.ts';
import { artifactKind } from './artifacts.ts';

/** What Git LFS keeps in Git in place of a file. */
export interface LfsPointer {
  /** SHA-256 of the content, hexadecimal. */
  readonly oid: string;
  /** Bytes of the content. */
  readonly size: number;
}

/** Specification: a pointer is smaller than this. */
const largest = 1024;
const media =
  /\.(?:png|jpe?g|gif|bmp|tiff?|webp|psd|svg|pdf|wav|mp3|flac|ogg|mp4|m4v|avi|mov|mkv|webm|bin|dat|json|ipynb|so|dll|exe|ttf|otf|whl|jar)$/i;

/**
 * The pointer that a text is, or `null` for any other text.
 * Format: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
 */
export function lfsPointer(text: string): LfsPointer | null {
  if (text.length >= largest || !/^version https?:\/\/\S+\/spec\/v1\r?\n/.test(text)) return null;
  const oid = /^oid sha256:([0-9a-f]{64})\r?$/m.exec(text)?.[1];
  const size = /^size (\d{1,15})\r?$/m.exec(text)?.[1];
  return oid === undefined || size === undefined ? null : { oid, size: Number(size) };
}

/** Whether an entry is small enough to be a pointer; a larger file need not be looked at. */
export function couldBePointer(entry: Pick<FileEntry, 'kind' | 'size'>): boolean {
  return (entry.kind === 'file' || entry.kind === 'executable') && fits(entry.size);
}

/** Pointers among the files that people send to LFS: data, weights, archives and media. Other small files give nothing. */
export const lfs: Reader<LfsPointer> = {
  kind: 'lfs',
  cap: 'text',
  textOnly: true,
  matches: (path) => artifactKind(path) !== null || media.test(path),
  fits,
  parse({ text }) {
    const pointer = lfsPointer(text);
    return pointer === null ? null : { value: pointer };
  },
};

function fits(size: number | null): boolean {
  return size !== null && size > 0 && size < largest;
}
