import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { GitHubApi, GitHubRepository } from './api.ts';

export interface ArchiveFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Deflate cannot do better than about 1,032 to 1; no text of people does half as well. */
const MAX_RATIO = 500;
const RATIO_COUNTS_FROM = 32 << 20;
const BLOCK = 512;

/**
 * Files of a commit from one streamed archive, without writing any. Nothing of it is trusted: only files that `wanted`
 * knows by path come, and only at the very size that it tells. Ends early once all have come, once the archive is
 * larger than `limit` bytes or packed beyond belief, and when it is damaged or cut off: what did not come is missing.
 */
export async function* archiveFiles(
  api: GitHubApi,
  repository: GitHubRepository,
  commit: string,
  wanted: ReadonlyMap<string, number>,
  limit: number,
): AsyncGenerator<ArchiveFile, void, undefined> {
  const data = await archive(api, repository, commit);
  if (!(data instanceof ReadableStream)) return;
  const stop = new AbortController();
  const unpacked = extract();
  let [packed, plain, open] = [0, 0, wanted.size];
  const body = Readable.fromWeb(data as Parameters<typeof Readable.fromWeb>[0]);
  body.on('data', (chunk: Uint8Array) => {
    packed += chunk.length;
  });
  const gunzip = createGunzip();
  gunzip.on('data', (chunk: Uint8Array) => {
    plain += chunk.length;
    const bomb = plain > RATIO_COUNTS_FROM && plain > packed * MAX_RATIO;
    if (plain > limit || bomb) stop.abort();
  });
  const flow = pipeline(body, gunzip, unpacked, { signal: stop.signal }).catch(() => {});
  try {
    for await (const entry of unpacked) {
      const { name, size = 0, type } = entry.header;
      const path = name.slice(name.indexOf('/') + 1);
      if (type === 'file' && wanted.get(path) === size) {
        const bytes = await whole(entry as AsyncIterable<Uint8Array>, size);
        if (bytes !== null) yield { path, bytes };
        if (--open === 0) return;
      } else {
        for await (const _ of entry);
      }
    }
  } catch {
    // Whatever ended it, the files that came are checked one by one, and the others are asked for by id.
  } finally {
    stop.abort();
    await flow;
  }
}

/** The body of the answer, or `null` where there is no archive to be had. */
async function archive(api: GitHubApi, repository: GitHubRepository, commit: string): Promise<unknown> {
  try {
    const { data } = await api.request('GET /repos/{owner}/{repo}/tarball/{ref}', {
      ...repository,
      ref: commit,
      request: { parseSuccessResponseBody: false },
    });
    return data;
  } catch {
    return null;
  }
}

async function whole(entry: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array | null> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for await (const chunk of entry) {
    if (at + chunk.length > size) return null;
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return at === size ? bytes : null;
}

/** How large an honest archive of files of these sizes can be once it is unpacked (headers and padding included). */
export function archiveLimit(sizes: Iterable<number>): number {
  let bytes = 64 << 20;
  for (const size of sizes) bytes += size + 6 * BLOCK;
  return bytes;
}
