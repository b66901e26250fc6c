import { describe, expect, it } from 'vitest';
import type { GitHubApi } from '../../src/source/remote/api.ts';
import { blobId } from '../../src/source/remote/blob-id.ts';
import { RemoteContents } from '../../src/source/remote/contents.ts';
import type { RemotePlace } from '../../src/source/remote/tree.ts';

const LIMIT = 1 << 30;

function stage(tamper: (text: string, index: number) => string | null = (text) => text) {
  const texts = Array.from({ length: 130 }, (_, index) => `x = ${index}  # ü\n`);
  const places = texts.map((text, index): RemotePlace => {
    const bytes = Buffer.from(text);
    return { id: blobId(bytes, '0'.repeat(40)), path: `part-${index}.py`, size: bytes.length };
  });
  const byId = new Map(places.map(({ id }, index) => [id, index]));
  const asked: string[] = [];
  const api: GitHubApi = {
    request: async (route, { file_sha }) => {
      asked.push(route.split('/').at(-2) ?? '');
      if (!route.includes('/git/blobs/')) throw new Error('refused');
      const text = texts[byId.get(String(file_sha)) ?? -1] ?? '';
      return { data: { content: Buffer.from(text).toString('base64'), encoding: 'base64' } };
    },
    graphql: async (query) => {
      asked.push('graphql');
      const objects = [...query.matchAll(/(b[0-9]+): object\(oid: "([0-9a-f]+)"\)/g)].map(([, name, id]) => {
        const index = byId.get(id ?? '') ?? -1;
        return [name, { text: tamper(texts[index] ?? '', index) }];
      });
      return { repository: Object.fromEntries(objects) };
    },
  };
  const contents = new RemoteContents(api, { owner: 'acme', repo: 'large' });
  const all = async (limit: number) => {
    await contents.prepare('0'.repeat(40), places, limit);
    return Promise.all(places.map(async (place) => Buffer.from((await contents.read(place)) ?? []).toString()));
  };
  return { texts, asked, all };
}

describe('a few files of a large repository', () => {
  it('come many a request, without its archive', async () => {
    const { texts, asked, all } = stage();
    expect(await all(LIMIT)).toEqual(texts);
    expect(asked).toEqual(['graphql', 'graphql', 'graphql']);
  });

  it('that are binary, or not what their id says, come one by one', async () => {
    const { texts, asked, all } = stage((text, index) => (index === 3 ? null : index === 7 ? 'y' : text));
    expect(await all(LIMIT)).toEqual(texts);
    expect(asked.filter((one) => one === 'blobs')).toHaveLength(2);
  });

  it('come in the archive where the repository is small', async () => {
    const { asked, all } = stage();
    await all(64 << 20);
    expect(asked[0]).toBe('tarball');
  });
});
