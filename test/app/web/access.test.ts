import { afterAll, beforeAll, expect, it } from 'vitest';
import { badgeAddress } from '../../../src/app/web/routes/badge.ts';
import { keysFrom } from '../../../src/app/web/security/keys.ts';
import { acme, type Dashboard, secret, startDashboard } from './dashboard.ts';
import { nameOf } from './invented.ts';
import { Visitor } from './visitor.ts';

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await startDashboard(12, { audits: 3 });
});

afterAll(() => dashboard.close());

const pages = [
  '/orgs/acme',
  '/orgs/acme/practices',
  '/orgs/acme/rules',
  '/orgs/acme/rules/training/seeds',
  '/orgs/acme/administration',
  '/orgs/acme/repositories.csv',
  '/orgs/acme/repositories.json',
  '/orgs/acme/practices.csv',
  '/orgs/acme/rules.json',
  `/repos/acme/${nameOf(5)}`,
  `/repos/acme/${nameOf(5)}/report.json`,
  `/repos/acme/${nameOf(5)}/history.csv`,
  `/repos/acme/${nameOf(5)}/audits/1`,
  '/api/v1/orgs/acme',
  '/api/v1/orgs/acme/repositories',
  `/api/v1/repos/acme/${nameOf(5)}`,
];

it('asks whoever is not signed in to sign in, whether there is something or not', async () => {
  const visitor = new Visitor(dashboard);
  for (const path of [...pages, '/orgs/nobody', '/repos/acme/nothing']) {
    const answer = await visitor.get(path);
    expect(answer.status, path).toBe(path.startsWith('/api/') ? 401 : 302);
    expect(await answer.text()).not.toContain(nameOf(5));
  }
});

it('gives a person without access the same answer as for what does not exist', async () => {
  const visitor = new Visitor(dashboard);
  await visitor.signIn({ id: 9, login: 'eve', reads: new Map([[8, []]]), administers: ['acme'] });
  const plain = (text: string) => text.replaceAll(/value="[^"]*"/g, '');
  const nothing = plain(await (await visitor.get('/orgs/nobody')).text());
  for (const path of pages) {
    const answer = await visitor.get(path);
    expect(answer.status, path).toBe(404);
    if (!path.startsWith('/api/')) expect(plain(await answer.text()), path).toBe(nothing);
  }
  expect(await (await visitor.get('/')).text()).not.toContain('acme');
});

it('shows those who can read some repositories nothing of the others: no name, no count, no rule', async () => {
  const visitor = new Visitor(dashboard);
  const readable = [dashboard.ids[4], dashboard.ids[6]].flatMap((id) => id ?? []);
  await visitor.signIn({ id: 10, login: 'bob', reads: new Map([[acme.id, readable]]), administers: [] });
  for (const path of pages.filter((one) => !one.includes(nameOf(5)))) {
    const answer = await visitor.get(path);
    expect(answer.status, path).toBe(path.endsWith('administration') ? 404 : 200);
    const text = await answer.text();
    for (const hidden of [0, 1, 2, 3, 5, 7, 8, 9, 10, 11]) expect(text, path).not.toContain(nameOf(hidden));
  }
  for (const path of pages.filter((one) => one.includes(nameOf(5)))) {
    expect((await visitor.get(path)).status, path).toBe(404);
  }
  const figures = (await (await visitor.get('/api/v1/orgs/acme')).json()) as Record<string, unknown>;
  expect(figures).toMatchObject({ repositories: 2, scored: 2, outside: 0, waiting: 0 });
  const { rules } = (await (await visitor.get('/api/v1/orgs/acme/rules')).json()) as {
    rules: Record<string, number>[];
  };
  for (const { pass = 0, fail = 0, unknown = 0, skip = 0, waits = 0, waived = 0 } of rules) {
    expect(pass + fail + unknown + skip + waits + waived).toBeLessThanOrEqual(2);
  }
  const { practices } = (await (await visitor.get('/api/v1/orgs/acme/practices')).json()) as {
    practices: { wholly: number; partly: number; not: number }[];
  };
  for (const { wholly, partly, not } of practices) expect(wholly + partly + not).toBeLessThanOrEqual(2);
});

it('lets people who may read, but not administer, do nothing', async () => {
  const visitor = new Visitor(dashboard);
  await visitor.signIn({ id: 11, login: 'cy', reads: new Map([[acme.id, dashboard.ids]]), administers: [] });
  const csrf = await visitor.formToken('/orgs/acme');
  for (const path of [
    '/orgs/acme/administration/audit',
    '/orgs/acme/administration/retention',
    `/repos/acme/${nameOf(4)}/audit`,
  ]) {
    expect((await visitor.post(path, { csrf, days: '3' })).status, path).toBe(404);
  }
  expect(dashboard.operations.done).toEqual([]);
});

it('asks GitHub again after ten minutes, and obeys', async () => {
  const visitor = new Visitor(dashboard);
  const dan = { id: 12, login: 'dan', reads: new Map([[acme.id, dashboard.ids]]), administers: [] };
  await visitor.signIn(dan);
  expect((await visitor.get(`/repos/acme/${nameOf(5)}`)).status).toBe(200);
  dashboard.github.change({ ...dan, reads: new Map([[acme.id, dashboard.ids.slice(0, 3)]]) });
  const asked = dashboard.github.asked.length;
  expect((await visitor.get(`/repos/acme/${nameOf(5)}`)).status).toBe(200);
  expect(dashboard.github.asked.length).toBe(asked);
  dashboard.clock.now = new Date(dashboard.clock.now.getTime() + 10 * 60_000);
  expect((await visitor.get(`/repos/acme/${nameOf(5)}`)).status).toBe(404);
});

it('shows nothing while GitHub does not answer and its word is too old', async () => {
  const visitor = new Visitor(dashboard);
  await visitor.signIn(dashboard.owner);
  expect((await visitor.get('/orgs/acme')).status).toBe(200);
  dashboard.github.broken = 502;
  dashboard.clock.now = new Date(dashboard.clock.now.getTime() + 11 * 60_000);
  const answer = await visitor.get('/orgs/acme');
  dashboard.github.broken = null;
  expect(answer.status).toBe(503);
  expect(await answer.text()).not.toContain(nameOf(0));
  expect((await visitor.get('/orgs/acme')).status).toBe(200);
});

it('ends the session of a person whose token GitHub took back', async () => {
  const visitor = new Visitor(dashboard);
  await visitor.signIn({ id: 13, login: 'fay', reads: new Map([[acme.id, dashboard.ids]]), administers: [] });
  expect((await visitor.get('/orgs/acme')).status).toBe(200);
  dashboard.github.revoke('fay');
  dashboard.clock.now = new Date(dashboard.clock.now.getTime() + 11 * 60_000);
  expect((await visitor.get('/orgs/acme')).status).toBe(302);
  expect(visitor.cookies.has('mlready')).toBe(false);
});

it('shows a badge of public repositories to everybody, of others with a signed address alone', async () => {
  const open = await fetch(`${dashboard.url}/badge/acme/${nameOf(0)}.svg`);
  expect(open.headers.get('content-type')).toContain('image/svg+xml');
  expect(open.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(await open.text()).toMatch(/mlready: [A-F] \d+/);
  const shield = await (await fetch(`${dashboard.url}/badge/acme/${nameOf(0)}.json`)).json();
  expect(shield).toMatchObject({ schemaVersion: 1, label: 'mlready', message: expect.stringMatching(/^[A-F] \d+$/) });
  expect((await fetch(`${dashboard.url}/badge/acme/${nameOf(4)}.svg`)).status).toBe(404);
  expect((await fetch(`${dashboard.url}/badge/acme/${nameOf(4)}.svg?token=x`)).status).toBe(404);
  const repository = { id: dashboard.ids[4] ?? 0, owner: 'acme', name: nameOf(4), private: true };
  const address = badgeAddress({ publicUrl: dashboard.url, keys: keysFrom(secret) }, repository);
  expect((await fetch(address)).status).toBe(200);
  expect((await fetch(address.replace(nameOf(4), nameOf(6)))).status).toBe(404);
});

it('made no error on the way', () => {
  expect(dashboard.errors).toEqual([]);
});
