import { createEmulator } from 'emulate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Stage, type Tree } from './harness.ts';
import { churn, worse } from './repositories.ts';

const BOT = 'github-actions[bot]';
const tokens = {
  'token-of-acme': { login: 'acme', scopes: ['repo'] },
  'token-of-the-workflow': { login: BOT, scopes: ['repo'] },
};

/** A repository with a pull request at an emulation of GitHub that is not ours. */
async function emulated() {
  const github = await createEmulator({
    service: 'github',
    port: 20_000 + (process.pid % 20_000),
    seed: { tokens, github: { users: [{ login: 'acme' }, { login: BOT }], repos: [{ owner: 'acme', name: 'churn' }] } },
  });
  onTestFinished(() => github.close());
  const call = async (method: string, path: string, body?: unknown, token = 'token-of-acme') => {
    const answer = await fetch(`${github.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  const repo = '/repos/acme/churn';
  const commit = async (files: Tree, parent: string): Promise<string> => {
    const tree = await call('POST', `${repo}/git/trees`, {
      tree: Object.entries(files).map(([path, content]) => ({ path, mode: '100644', type: 'blob', content })),
    });
    const made = await call('POST', `${repo}/git/commits`, { message: 'change', tree: tree.sha, parents: [parent] });
    return made.sha;
  };
  const start = (await call('GET', `${repo}/git/ref/heads/main`)).object.sha;
  const base = await commit(churn, start);
  await call('PATCH', `${repo}/git/refs/heads/main`, { sha: base });
  const head = await commit({ ...churn, ...worse }, base);
  await call('POST', `${repo}/git/refs`, { ref: 'refs/heads/topic', sha: head });
  const pull = await call('POST', `${repo}/pulls`, { title: 'Topic', head: 'topic', base: 'main' });
  return { url: github.url, call, repo, pull, commit };
}

describe('the action at an independent emulation of GitHub', () => {
  it('reads head and base through the API, comments once and keeps the comment', async () => {
    const { url, call, repo, pull, commit } = await emulated();
    await call('PUT', `${repo}/collaborators/${encodeURIComponent(BOT)}`, { permission: 'push' });
    const invitations = await call('GET', '/user/repository_invitations', undefined, 'token-of-the-workflow').catch(
      () => [],
    );
    for (const { id } of invitations)
      await call('PATCH', `/user/repository_invitations/${id}`, {}, 'token-of-the-workflow');
    const stage = await Stage.of(churn, worse, { clone: null });
    const env = { GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql` };
    const run = (sha: string) =>
      stage.run({
        event: 'pull_request_target',
        env,
        payload: { pull_request: { ...pull, head: { ...pull.head, sha } } },
      });
    const first = await run(pull.head.sha);
    expect(first).toMatchObject({ code: 1, outputs: { 'new-failures': '2' } });
    const comments = () => call('GET', `${repo}/issues/${pull.number}/comments`);
    const [comment, ...others] = await comments();
    expect(others).toEqual([]);
    expect(comment.body).toContain('2 broke, 1 fixed');
    expect(first.outputs['comment-url']).toBe(comment.html_url);
    const second = await run(await commit(churn, pull.head.sha));
    expect(second.code).toBe(0);
    expect((await comments()).map(({ body }: { body: string }) => body.includes('no change)'))).toEqual([true]);
  });
});
