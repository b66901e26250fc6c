import { getOctokit } from '@actions/github';
import { afterEach, describe, expect, it } from 'vitest';
import { isRefusal } from '../../src/github/api-error.ts';
import { authorOf } from '../../src/github/author.ts';
import { postNote } from '../../src/github/sticky-comment.ts';
import { newRepository } from '../source/sandbox.ts';
import { FakeGitHub } from './fake-github.ts';

const servers: FakeGitHub[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function pullRequest() {
  const github = new FakeGitHub(newRepository({ 'a.py': '' }));
  servers.push(github);
  const api = getOctokit('token', { baseUrl: await github.start() });
  const pull = { owner: 'owner', repo: 'repo', number: 7 };
  const post = (body: string, digest: string, options: { name?: string; create?: boolean } = {}) =>
    postNote(api, pull, { name: options.name ?? '', body, digest }, github.viewer, options.create ?? true);
  const writes = () => github.asked.filter(({ method }) => method === 'POST' || method === 'PATCH').length;
  return { github, api, post, writes };
}

describe('the comment on a pull request', () => {
  it('is written once and then kept up to date', async () => {
    const { github, post } = await pullRequest();
    expect(await post('C 68', 'one')).toMatchObject({ done: 'created' });
    expect(await post('B 76', 'two')).toMatchObject({ done: 'updated' });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toMatch(/^<!-- mlready [^\n]* -->\nB 76$/);
  });

  it('is left alone while it says the same', async () => {
    const { post, writes } = await pullRequest();
    await post('C 68 at 1a2b3c4', 'one');
    expect(await post('C 68 at 5d6e7f8', 'one')).toMatchObject({ done: 'unchanged' });
    expect(writes()).toBe(1);
  });

  it('is found on a later page', async () => {
    const { github, post } = await pullRequest();
    github.pageSize = 2;
    for (const text of ['LGTM', 'nice', 'hm', 'why?']) github.addComment('ada', text);
    await post('C 68', 'one');
    expect(await post('B 76', 'two')).toMatchObject({ done: 'updated' });
    expect(github.comments).toHaveLength(5);
  });

  it('is never taken for what somebody else wrote with the same marker', async () => {
    const { github, post } = await pullRequest();
    await post('C 68', 'one');
    const [first] = github.comments.splice(0);
    const forged = github.addComment('mallory', first?.body ?? '');
    const bot = github.addComment('mallory[bot]', first?.body ?? '', 'Bot');
    expect(await post('A 95', 'two')).toMatchObject({ done: 'created' });
    expect([forged.body, bot.body]).toEqual([first?.body, first?.body]);
  });

  it('is not created where only changes are wanted, but an old one is brought up to date', async () => {
    const { github, post } = await pullRequest();
    expect(await post('nothing changed', 'none', { create: false })).toEqual({ done: 'none' });
    await post('broke 1', 'one');
    expect(await post('nothing changed', 'none', { create: false })).toMatchObject({ done: 'updated' });
    expect(github.comments).toHaveLength(1);
  });

  it('stands once for each name, whatever the name', async () => {
    const { github, post } = await pullRequest();
    for (const name of ['models/churn', 'models/churn-2', '--> <b>', '']) {
      await post('one', 'one', { name });
      await post('two', 'two', { name });
    }
    expect(github.comments).toHaveLength(4);
    expect(github.comments.every(({ body }) => body.split('\n')[0]?.match(/-->/g)?.length === 1)).toBe(true);
  });

  it('tells a refusal from other errors', async () => {
    const { github, post } = await pullRequest();
    github.failures.push({ on: 'POST', status: 403, message: 'Resource not accessible by integration' });
    const error = await post('C 68', 'one').catch((reason: unknown) => reason);
    expect(isRefusal(error)).toBe(true);
    expect(isRefusal(new Error('socket hang up'))).toBe(false);
  });

  it('knows whom its token belongs to, and takes the bot of workflows where GitHub does not tell', async () => {
    const { github, api } = await pullRequest();
    github.viewer = 'mlready-for-acme[bot]';
    expect(await authorOf(api)).toBe('mlready-for-acme[bot]');
    github.failures.push({ on: '/graphql', status: 403 });
    expect(await authorOf(api)).toBe('github-actions[bot]');
  });
});
