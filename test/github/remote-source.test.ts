import { gunzipSync, gzipSync } from 'node:zlib';
import { getOctokit } from '@actions/github';
import { afterEach, describe, expect, it } from 'vitest';
import type { Content, Source } from '../../src/model.ts';
import { openSource } from '../../src/source/open.ts';
import { RemoteContents } from '../../src/source/remote/contents.ts';
import { remoteSource } from '../../src/source/remote.ts';
import { git, newRepository } from '../source/sandbox.ts';
import { FakeGitHub } from './fake-github.ts';

const servers: FakeGitHub[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const many = Object.fromEntries(
  Array.from({ length: 60 }, (_, number) => [`data/part-${number}.py`, `x = ${number}\n`]),
);

async function serve(tree: Readonly<Record<string, string | Uint8Array>>, folder = '') {
  const repository = newRepository(tree);
  const commit = git(repository, 'rev-parse', 'HEAD');
  const github = new FakeGitHub(repository);
  servers.push(github);
  const api = getOctokit('token', { baseUrl: await github.start() });
  const place = { owner: 'owner', repo: 'project' };
  const open = (folder_ = folder) =>
    remoteSource(api, { ...place, commit, folder: folder_ }, new RemoteContents(api, place));
  return { github, repository, commit, open, api };
}

async function all(source: Source): Promise<Content[]> {
  const entries = await source.entries();
  const contents: Content[] = [];
  for await (const content of source.read(entries.map(({ path }) => ({ path, limit: 1 << 20 }))))
    contents.push(content);
  return contents;
}

const kinds = (github: FakeGitHub) =>
  github.asked.map(({ path }) =>
    path
      .split('/')
      .slice(4, 6)
      .join('/')
      .replace(/\/[0-9a-f]{40}/, ''),
  );

describe('a commit read through the API', () => {
  it('is what Git itself holds, entry by entry and byte by byte', async () => {
    const { repository, commit, open } = await serve({
      ...many,
      'run.sh': '#!/bin/sh\r\n',
      'photo.bin': new Uint8Array([0, 255, 13, 10, 7]),
      'ünï/ß.txt': 'é',
    });
    const local = await openSource(repository, { rev: commit });
    const remote = open();
    expect(await remote.entries()).toEqual(await local.entries());
    const [here, there] = [await all(local), await all(remote)];
    const readable = (contents: Content[]) =>
      contents.map((content) => ({
        ...content,
        ...('bytes' in content ? { bytes: Buffer.from(content.bytes).toString('hex') } : {}),
      }));
    expect(readable(there)).toEqual(readable(here));
    await local.close();
  });

  it('takes one archive for many files, and nothing again that it has', async () => {
    const { github, open } = await serve(many);
    const source = open();
    await all(source);
    await all(source);
    expect(kinds(github)).toEqual(['git/trees', 'tarball']);
  });

  it('gets by id what the archive leaves out or changes', async () => {
    const { github, open } = await serve({
      ...many,
      '.gitattributes': 'secret/ export-ignore\nversion.py export-subst\n',
      'secret/.github/workflows/ci.yml': 'on: push\n',
      'version.py': 'commit = "$Format:%H$"\n',
    });
    const contents = await all(open());
    const text = (path: string) => {
      const content = contents.find((one) => one.path === path);
      return content !== undefined && 'bytes' in content ? Buffer.from(content.bytes).toString('utf8') : null;
    };
    expect(text('secret/.github/workflows/ci.yml')).toBe('on: push\n');
    expect(text('version.py')).toBe('commit = "$Format:%H$"\n');
    expect(kinds(github).filter((kind) => kind === 'git/blobs')).toHaveLength(2);
  });

  it('sees one folder as if it were the repository', async () => {
    const { open } = await serve({ ...many, 'models/churn/train.py': 'x\n', 'models/churn-old/a.py': 'y\n' });
    const source = open('models/churn');
    expect((await source.entries()).map(({ path }) => path)).toEqual(['train.py']);
    expect(source.name).toBe('churn');
    await expect(open('models/none').entries()).rejects.toThrow('has no folder "models/none"');
  });

  it('walks the folders where GitHub cuts the listing', async () => {
    const { github, open, repository, commit } = await serve({ ...many, 'a/b/c.py': '', 'a/d.py': '', 'z.py': '' });
    const local = await openSource(repository, { rev: commit });
    github.longestListing = Object.keys(many).length;
    expect((await open().entries()).length).toBe((await local.entries()).length);
    await local.close();
  });

  it.each([
    ['cut off', (archive: Buffer) => archive.subarray(0, archive.length / 2)],
    ['not an archive', () => Buffer.from('<html>')],
    ['empty', () => Buffer.alloc(0)],
    ['a bomb', () => gzipSync(Buffer.alloc(200 << 20))],
    [
      'with other contents',
      (archive: Buffer) =>
        gzipSync(Buffer.from(gunzipSync(archive).toString('latin1').replaceAll('x = 1', 'y = 9'), 'latin1')),
    ],
    [
      'that escapes its folder',
      (archive: Buffer) =>
        gzipSync(Buffer.from(gunzipSync(archive).toString('latin1').replaceAll('data/part', '../a/part'), 'latin1')),
    ],
  ])('gives the true contents although the archive is %s', async (_, tamper) => {
    const { github, repository, commit, open } = await serve(many);
    github.tamper = tamper;
    const local = await openSource(repository, { rev: commit });
    const text = (contents: Content[]) =>
      contents.map((one) => ('bytes' in one ? Buffer.from(one.bytes).toString('utf8') : one.problem));
    expect(text(await all(open()))).toEqual(text(await all(local)));
    await local.close();
  });

  it('says which file could not be had', async () => {
    const { github, open } = await serve({ 'train.py': 'x\n' });
    github.failures.push({ on: '/git/blobs/', status: 404 });
    expect(await all(open())).toEqual([{ path: 'train.py', problem: 'could not be had from GitHub' }]);
  });
});
