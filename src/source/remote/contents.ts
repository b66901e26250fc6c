import type { GitHubApi, GitHubRepository } from './api.ts';
import { archiveFiles } from './archive.ts';
import { batchedBlobs } from './batch.ts';
import { blobId } from './blob-id.ts';
import type { RemotePlace } from './tree.ts';

/** From so many missing files on, one archive is cheaper than a request each. */
const MANY = 40;
/** An archive that may be larger than this, unpacked, is taken only for a good part of it. */
const LARGE = 400 << 20;
/** Requests for single blobs of one repository; a workflow's token has 1,000 an hour for everything. */
const MAX_REQUESTS = 300;
const MAX_HELD = 768 << 20;

/**
 * Contents of a repository by blob id, shared by all commits that are read: of two commits of one pull request, most
 * blobs are the same. Every content is checked against its id.
 */
export class RemoteContents {
  readonly #api: GitHubApi;
  readonly #repository: GitHubRepository;
  readonly #held = new Map<string, Uint8Array>();
  /** Ids that were asked for in vain. */
  readonly #absent = new Set<string>();
  #heldBytes = 0;
  #requests = 0;

  constructor(api: GitHubApi, repository: GitHubRepository) {
    this.#api = api;
    this.#repository = repository;
  }

  /** Gets many files of a commit in one go where that is cheaper. `limit` bounds the unpacked archive, in bytes. */
  async prepare(commit: string, places: readonly RemotePlace[], limit: number): Promise<void> {
    let missing = places.filter(({ id }) => !this.#held.has(id));
    if (missing.length < MANY) return;
    const bytes = missing.reduce((sum, { size }) => sum + size, 0);
    if (this.#api.graphql !== undefined && limit > LARGE && bytes < limit / 8) {
      const graphql = this.#api.graphql.bind(this.#api);
      for await (const blob of batchedBlobs(graphql, this.#repository, missing)) this.#hold(blob.id, blob.bytes);
      missing = missing.filter(({ id }) => !this.#held.has(id));
      if (missing.length < MAX_REQUESTS / 2) return;
    }
    const ids = new Map(missing.map(({ path, id }) => [path, id]));
    const wanted = new Map(missing.map(({ path, size }) => [path, size]));
    for await (const { path, bytes } of archiveFiles(this.#api, this.#repository, commit, wanted, limit)) {
      const id = ids.get(path);
      if (id !== undefined && blobId(bytes, id) === id) this.#hold(id, bytes);
    }
  }

  /** The bytes, or `null` where they cannot be had. Never rejects. */
  async read({ id, size }: RemotePlace): Promise<Uint8Array | null> {
    const held = this.#held.get(id);
    if (held !== undefined) return held;
    if (this.#absent.has(id) || ++this.#requests > MAX_REQUESTS) return null;
    try {
      const { data } = await this.#api.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
        ...this.#repository,
        file_sha: id,
      });
      const { content, encoding } = data as { content: string; encoding: string };
      const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
      if (bytes.length !== size || blobId(bytes, id) !== id) return null;
      this.#hold(id, bytes);
      return bytes;
    } catch {
      this.#absent.add(id);
      return null;
    }
  }

  #hold(id: string, bytes: Uint8Array): void {
    if (this.#held.has(id) || this.#heldBytes + bytes.length > MAX_HELD) return;
    this.#held.set(id, bytes);
    this.#heldBytes += bytes.length;
  }
}
