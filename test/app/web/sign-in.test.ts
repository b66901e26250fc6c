import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dashboard, startDashboard } from './dashboard.ts';
import { Visitor } from './visitor.ts';

let dashboard: Dashboard;

beforeAll(async () => {
  dashboard = await startDashboard(3, { audits: 2 });
});

afterAll(() => dashboard.close());

describe('signing in', () => {
  it('leads to GitHub with state and PKCE, and back to where one wanted to go', async () => {
    const visitor = new Visitor(dashboard);
    const first = await visitor.get('/orgs/acme?q=churn');
    expect(first.status).toBe(302);
    expect(first.headers.get('location')).toBe('/sign-in?return_to=%2Forgs%2Facme%3Fq%3Dchurn');
    const begin = await visitor.get('/sign-in/github?return_to=/orgs/acme?q=churn');
    const url = new URL(begin.headers.get('location') ?? '');
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    expect(url.searchParams.get('state')?.length).toBeGreaterThan(20);
    expect(await visitor.signIn(dashboard.owner, '/orgs/acme?q=churn')).toBe('/orgs/acme?q=churn');
    expect((await visitor.get('/orgs/acme')).status).toBe(200);
  });

  it('keeps the session in a cookie that no script reads, and the token encrypted', async () => {
    const visitor = new Visitor(dashboard);
    dashboard.github.signsIn = dashboard.owner;
    const begin = await visitor.get('/sign-in/github');
    const github = await fetch(begin.headers.get('location') ?? '', { redirect: 'manual' });
    const end = await visitor.get(github.headers.get('location') ?? '');
    const cookie = end.headers.getSetCookie().find((one) => one.startsWith('mlready='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const rows = await dashboard.store.db.selectFrom('sessions').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const { id, token } of rows) {
      expect(Buffer.from(token).toString('latin1')).not.toContain('ghu_');
      expect(cookie).not.toContain(id);
    }
  });

  it('is refused with a foreign state, without a sign-in under way, and when GitHub says no', async () => {
    const visitor = new Visitor(dashboard);
    expect((await visitor.get('/sign-in/callback?code=x&state=y')).headers.get('location')).toBe('/sign-in?refused');
    await visitor.get('/sign-in/github');
    expect((await visitor.get('/sign-in/callback?code=x&state=y')).headers.get('location')).toBe('/sign-in?refused');
    dashboard.github.signsIn = null;
    const begin = await visitor.get('/sign-in/github');
    const github = await fetch(begin.headers.get('location') ?? '', { redirect: 'manual' });
    const end = await visitor.get(github.headers.get('location') ?? '');
    expect(end.headers.get('location')).toBe('/sign-in?refused');
    expect(visitor.cookies.has('mlready')).toBe(false);
  });

  it('takes a code that another browser began to be no sign-in of this one', async () => {
    const [attacker, victim] = [new Visitor(dashboard), new Visitor(dashboard)];
    dashboard.github.signsIn = dashboard.owner;
    const begin = await attacker.get('/sign-in/github');
    const github = await fetch(begin.headers.get('location') ?? '', { redirect: 'manual' });
    await victim.get('/sign-in/github');
    const end = await victim.get(github.headers.get('location') ?? '');
    expect(end.headers.get('location')).toBe('/sign-in?refused');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    '/x/..//evil.example',
    '/sign-in',
  ])('never leads to %j', async (target) => {
    const end = await new Visitor(dashboard).signIn(dashboard.owner, target);
    expect(new URL(end ?? '', dashboard.url).origin).toBe(dashboard.url);
    expect(end?.startsWith('//')).toBe(false);
  });

  it('ends by a form of our own, and only by that', async () => {
    const visitor = new Visitor(dashboard);
    await visitor.signIn(dashboard.owner);
    const csrf = await visitor.formToken('/orgs/acme');
    expect((await visitor.post('/sign-out', {})).status).toBe(403);
    expect((await visitor.post('/sign-out', { csrf }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await visitor.post('/sign-out', { csrf }, {})).status).toBe(403);
    expect((await visitor.get('/orgs/acme')).status).toBe(200);
    const kept = visitor.cookies.get('mlready') ?? '';
    expect((await visitor.post('/sign-out', { csrf })).status).toBe(303);
    visitor.cookies.set('mlready', kept);
    expect((await visitor.get('/orgs/acme')).status).toBe(302);
  });

  it('does not take a cookie with another signature', async () => {
    const visitor = new Visitor(dashboard);
    await visitor.signIn(dashboard.owner);
    const cookie = visitor.cookies.get('mlready') ?? '';
    visitor.cookies.set('mlready', `x${cookie}`);
    expect((await visitor.get('/orgs/acme')).status).toBe(302);
  });

  it('lasts no longer than the token of GitHub', async () => {
    const visitor = new Visitor(dashboard);
    await visitor.signIn(dashboard.owner);
    const before = dashboard.clock.now;
    dashboard.clock.now = new Date(before.getTime() + 9 * 3600 * 1000);
    expect((await visitor.get('/orgs/acme')).status).toBe(302);
    dashboard.clock.now = before;
  });
});

describe('cookies over TLS', () => {
  it('are bound to the host', async () => {
    const tls = await startDashboard(0, { publicUrl: 'https://mlready.example.org' });
    const begin = await fetch(`${tls.url}/sign-in/github`, { redirect: 'manual' });
    expect(begin.headers.getSetCookie().join()).toMatch(/^__Host-mlready-sign-in=.*; Secure/);
    expect(begin.headers.get('strict-transport-security')).toContain('max-age');
    await tls.close();
  });
});
