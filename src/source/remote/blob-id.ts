import { createHash } from 'node:crypto';

/**
 * The id under which Git keeps these bytes (gitformat-pack(5)): what GitHub sends is checked against it, since archives
 * obey `export-ignore` and `export-subst` and may hold what Git LFS points to.
 * @param like an id of the repository, which tells its hash function by its length
 */
export function blobId(bytes: Uint8Array, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
