import { createEmulator } from 'emulate';
import { expect, it, onTestFinished } from 'vitest';
import { churn, worse } from '../action/repositories.ts';
import type { Files } from '../github/fake-repository.ts';
import { AppProcess, newData, until } from './process.ts';

const SECRET = 'a secret of the webhooks';
const port = 22_000 + (process.pid % 18_000);

it('judges a pull request at an emulation of GitHub that is not ours', async () => {
  const github = await createEmulator({
    service: 'github',
    port: port + 1,
    seed: {
      tokens: { 'token-of-acme': { login: 'acme', scopes: ['repo'] } },
      github: {
        users: [{ login: 'acme' }],
        repos: [{ owner: 'acme', name: 'churn' }],
        apps: [
          {
            app_id: 77,
            slug: 'mlready-test',
            name: 'mlready',
            permissions: {
              contents: 'read',
              checks: 'write',
              pull_requests: 'write',
              issues: 'write',
              metadata: 'read',
            },
            events: ['pull_request', 'push', 'check_run'],
            webhook_url: `http://127.0.0.1:${port}/api/github/webhooks`,
            webhook_secret: SECRET,
            installations: [{ installation_id: 100, account: 'acme', repository_selection: 'all' }],
          },
        ],
      },
    },
  });
  onTestFinished(() => github.close());
  const key = github.generatedSecrets.find(({ kind }) => kind === 'github.app_private_key')?.value ?? '';
  const data = newData();
  const app = await AppProcess.start({
    APP_ID: '77',
    PRIVATE_KEY: key,
    WEBHOOK_SECRET: SECRET,
    GITHUB_API_URL: github.url,
    MLREADY_DATA: data.folder,
    MLREADY_THROTTLE: 'off',
    PORT: String(port),
  });
  onTestFinished(async () => {
    await app.stop();
    data.remove();
  });
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${github.url}${path}`, {
      method,
      headers: { authorization: 'Bearer token-of-acme', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  const repo = '/repos/acme/churn';
  const commit = async (files: Files, parent: string): Promise<string> => {
    const entries = Object.entries(files).map(([path, content]) => ({ path, mode: '100644', type: 'blob', content }));
    const tree = await call('POST', `${repo}/git/trees`, { tree: entries });
    return (await call('POST', `${repo}/git/commits`, { message: 'change', tree: tree.sha, parents: [parent] })).sha;
  };
  const start = (await call('GET', `${repo}/git/ref/heads/main`)).object.sha;
  const base = await commit(churn, start);
  await call('PATCH', `${repo}/git/refs/heads/main`, { sha: base });
  const head = await commit({ ...churn, ...worse }, base);
  await call('POST', `${repo}/git/refs`, { ref: 'refs/heads/topic', sha: head });
  const pull = await call('POST', `${repo}/pulls`, { title: 'Topic', head: 'topic', base: 'main' });

  const checks = async () => (await call('GET', `${repo}/commits/${head}/check-runs`)).check_runs;
  await until(
    async () => (await checks())[0]?.status === 'completed',
    60_000,
    () => app.log.slice(-4000),
  );
  expect(await checks()).toMatchObject([{ name: 'mlready', conclusion: 'failure' }]);
  const comments = await call('GET', `${repo}/issues/${pull.number}/comments`);
  expect(comments).toHaveLength(1);
  expect(comments[0].body).toContain('2 broke, 1 fixed');
  expect(comments[0].user.login).toBe('mlready-test[bot]');
});
