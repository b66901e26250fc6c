import type { GitHubApi, GitHubRepository } from './api.ts';
import { blobId } from './blob-id.ts';
import type { RemotePlace } from './tree.ts';

/** Blobs, and bytes, of one query. GitHub gives no text of a larger blob. */
const MOST_BLOBS = 60;
const MOST_BYTES = 2_000_000;
const LONGEST = 500_000;

interface Answer {
  readonly repository: Readonly<Record<string, { readonly text?: string | null } | null>> | null;
}

/**
 * Texts of a repository by blob id, many a request, for repositories whose archive would be out of proportion. Binary and
 * long ones do not come, nor do those of a query that fails. Every content is checked against its id. Never rejects.
 */
export async function* batchedBlobs(
  graphql: NonNullable<GitHubApi['graphql']>,
  { owner, repo }: GitHubRepository,
  places: readonly RemotePlace[],
): AsyncGenerator<{ readonly id: string; readonly bytes: Uint8Array }, void, undefined> {
  const wanted = places.filter(({ size, id }) => size > 0 && size <= LONGEST && /^[0-9a-f]{40,64}$/.test(id));
  for (const batch of batchesOf(wanted)) {
    const objects = batch.map(({ id }, index) => `b${index}: object(oid: "${id}") { ... on Blob { text } }`);
    const query = `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${objects.join(' ')} } }`;
    let answer: Answer;
    try {
      answer = (await graphql(query, { owner, repo })) as Answer;
    } catch {
      return;
    }
    for (const [index, { id, size }] of batch.entries()) {
      const text = answer.repository?.[`b${index}`]?.text;
      if (typeof text !== 'string') continue;
      const bytes = Buffer.from(text, 'utf8');
      if (bytes.length === size && blobId(bytes, id) === id) yield { id, bytes };
    }
  }
}

function* batchesOf(places: readonly RemotePlace[]): Generator<readonly RemotePlace[], void, undefined> {
  let batch: RemotePlace[] = [];
  let bytes = 0;
  for (const place of places) {
    if (batch.length === MOST_BLOBS || (batch.length > 0 && bytes + place.size > MOST_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(place);
    bytes += place.size;
  }
  if (batch.length > 0) yield batch;
}
