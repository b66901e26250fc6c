import type { Disk } from '../disk.ts';
import type { Blobs } from './blobs.ts';

/** A pointer has less than 1024 bytes (Git LFS Specification, "The Pointer"). */
const MAX_POINTER = 1024;
const MAX_TEXT = 10 * 1024 * 1024;

/**
 * Whether a file of the working copy, which has another size than its blob, is what a clean checkout makes of that
 * blob on a machine with other settings: the content that Git LFS puts in the place of a pointer, or line ends of
 * Windows. Git itself cannot tell, since it may neither run filters nor read the settings of the repository.
 */
export async function differsInFormOnly(
  blobs: Blobs,
  disk: Disk,
  name: Buffer,
  blob: { readonly id: string; readonly size: number },
  size: number,
): Promise<boolean> {
  if (blob.size < MAX_POINTER) {
    const pointer = await blobs.read(blob.id, MAX_POINTER);
    if (pointer !== null && isPointerTo(Buffer.from(pointer).toString('latin1'), size)) return true;
  }
  if (size <= blob.size || size > 2 * blob.size || size > MAX_TEXT) return false;
  const [committed, present] = await Promise.all([blobs.read(blob.id, MAX_TEXT), disk.read(name, MAX_TEXT)]);
  if (committed === null || typeof present === 'string') return false;
  return Buffer.from(present).toString('latin1').replaceAll('\r\n', '\n') === Buffer.from(committed).toString('latin1');
}

function isPointerTo(text: string, size: number): boolean {
  const lines = text.split('\n');
  return (
    lines[0] === 'version https://git-lfs.github.com/spec/v1' &&
    lines.some((line) => /^oid sha256:[0-9a-f]{64}$/.test(line)) &&
    lines.includes(`size ${size}`)
  );
}
