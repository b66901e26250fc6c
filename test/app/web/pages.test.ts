import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actsOf } from '../../../src/app/store/acts.ts';
import description from '../../../src/app/web/openapi.json' with { type: 'json' };
import { forwardedAddress } from '../../../src/app/web/security/limits.ts';
import { acme, type Dashboard, startDashboard } from './dashboard.ts';
import { nameOf } from './invented.ts';
import { Visitor } from './visitor.ts';

let dashboard: Dashboard;
let visitor: Visitor;

beforeAll(async () => {
  dashboard = await startDashboard(120, { audits: 4 });
  visitor = new Visitor(dashboard);
  await visitor.signIn(dashboard.owner);
});

afterAll(() => dashboard.close());

const text = async (path: string) => await (await visitor.get(path)).text();

describe('headers', () => {
  it('allow no script, no inline style, no frame', async () => {
    const { headers } = await visitor.get('/orgs/acme');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('fit pages that have no inline style and no script', async () => {
    for (const path of ['/', '/orgs/acme', '/orgs/acme/practices', '/orgs/acme/rules', `/repos/acme/${nameOf(4)}`]) {
      expect(await text(path), path).not.toMatch(/ style=|<script|<style| on\w+=/);
    }
  });
});

describe('the organisation', () => {
  it('lists fifty repositories a page, sorted and filtered by the address', async () => {
    const names = (html: string) =>
      [...html.matchAll(/<th scope="row"><a href="\/repos\/acme\/([^"]+)"/g)].map(([, name]) => name);
    expect(names(await text('/orgs/acme'))).toHaveLength(50);
    expect(names(await text('/orgs/acme?page=3'))).toHaveLength(19);
    const found = names(await text('/orgs/acme?q=detector&sort=score'));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((name) => name?.includes('detector'))).toBe(true);
    expect(names(await text('/orgs/acme?state=archived'))).toEqual([nameOf(1)]);
    expect(names(await text('/orgs/acme?state=outside'))).toEqual([nameOf(2)]);
  });

  it('sorts by every column, what has no value last', async () => {
    const scores = async (query: string) => {
      const answer = (await (await visitor.get(`/api/v1/orgs/acme/repositories${query}`)).json()) as {
        repositories: { score: number | null }[];
      };
      return answer.repositories.map(({ score }) => score);
    };
    const up = await scores('?sort=score&order=asc');
    const numbers = up.filter((score) => score !== null);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    const all = [...(await scores('?sort=score&page=1')), ...(await scores('?sort=score&page=2'))];
    expect(all.slice(-2)).toEqual([null, null]);
    for (const sort of ['name', 'grade', 'change', 'fails', 'profile', 'audited']) {
      expect((await visitor.get(`/orgs/acme?sort=${sort}`)).status).toBe(200);
    }
  });

  it('leads from a rule to the repositories that fail it, and to no others', async () => {
    const rule = (await (await visitor.get('/api/v1/orgs/acme/rules/training/seeds')).json()) as {
      fail: number;
      failing: string[];
    };
    const list = (await (await visitor.get('/api/v1/orgs/acme/repositories?fails=training/seeds')).json()) as {
      total: number;
    };
    expect(rule.fail).toBeGreaterThan(0);
    expect(list.total).toBe(rule.fail);
    expect(rule.failing).toHaveLength(rule.fail);
    expect((await visitor.get('/orgs/acme/rules/no/such-rule')).status).toBe(404);
  });

  it('takes any nonsense in the address for nothing', async () => {
    for (const query of [
      '?page=-3',
      '?page=9e99',
      '?sort=constructor',
      '?grade=Z',
      `?q=${'x'.repeat(5000)}`,
      '?q=<script>',
    ]) {
      const answer = await visitor.get(`/orgs/acme${query}`);
      expect(answer.status, query).toBe(200);
      expect(await answer.text()).not.toContain('<script>');
    }
  });
});

describe('a repository', () => {
  it('links evidence to its line on GitHub at the audited commit', async () => {
    const html = await text(`/repos/acme/${nameOf(4)}`);
    const row = await dashboard.store.db
      .selectFrom('repositories')
      .select('commit')
      .where('name', '=', nameOf(4))
      .executeTakeFirstOrThrow();
    expect(html).toContain(`${dashboard.github.url}/acme/${nameOf(4)}/blob/${row.commit}/`);
    expect(html).toMatch(/blob\/[0-9a-f]{40}\/src\/[\w./]+#L\d+/);
  });

  it('shows audits of the past, its own alone', async () => {
    const { audits } = (await (await visitor.get(`/api/v1/repos/acme/${nameOf(4)}/audits`)).json()) as {
      audits: { id: number }[];
    };
    const [first] = audits;
    expect(audits).toHaveLength(4);
    expect(await text(`/repos/acme/${nameOf(4)}/audits/${first?.id}`)).toContain('This is the audit of');
    expect((await visitor.get(`/repos/acme/${nameOf(6)}/audits/${first?.id}`)).status).toBe(404);
    expect((await visitor.get(`/repos/acme/${nameOf(4)}/audits/99999999999999999999`)).status).toBe(404);
  });

  it('is found in any case, and says so where it was not audited yet', async () => {
    expect((await visitor.get(`/repos/ACME/${nameOf(4).toUpperCase()}`)).status).toBe(200);
    expect(await text(`/repos/acme/${nameOf(3)}`)).toContain('has not been audited yet');
  });
});

describe('exports', () => {
  it('give what the page lists, as CSV and JSON', async () => {
    const rows = (await text('/orgs/acme/repositories.csv?q=churn')).trim().split('\r\n');
    expect(rows[0]).toBe(
      'owner,name,private,archived,topics,ml,profile,score,grade,scoreChange,pass,fail,auditedAt,problem',
    );
    const json = JSON.parse(await text('/orgs/acme/repositories.json?q=churn')) as { repositories: unknown[] };
    expect(json.repositories).toHaveLength(rows.length - 1);
    expect((await text('/orgs/acme/practices.csv')).split('\r\n').length).toBeGreaterThan(10);
    expect(await text(`/repos/acme/${nameOf(4)}/history.csv`)).toMatch(/^at,commit,score/);
    const report = JSON.parse(await text(`/repos/acme/${nameOf(4)}/report.json`));
    expect(report).toMatchObject({ schemaVersion: 1, ml: true });
  });

  it('give spreadsheets no formula to run', async () => {
    await dashboard.store.db
      .updateTable('repositories')
      .set({ problem: '=HYPERLINK("x")' })
      .where('name', '=', nameOf(7))
      .execute();
    expect(await text(`/orgs/acme/repositories.csv?q=${nameOf(7)}`)).toContain(`"'=HYPERLINK(""x"")"`);
  });
});

describe('the JSON API', () => {
  const samples: Readonly<Record<string, string>> = {
    '/orgs': '/orgs',
    '/orgs/{account}': '/orgs/acme',
    '/orgs/{account}/repositories': '/orgs/acme/repositories?sort=score',
    '/orgs/{account}/practices': '/orgs/acme/practices',
    '/orgs/{account}/rules': '/orgs/acme/rules',
    '/orgs/{account}/rules/{rule}': '/orgs/acme/rules/training/seeds',
    '/repos/{owner}/{name}': `/repos/acme/${nameOf(4)}`,
    '/repos/{owner}/{name}/report': `/repos/acme/${nameOf(4)}/report`,
    '/repos/{owner}/{name}/audits': `/repos/acme/${nameOf(4)}/audits`,
  };
  const ajv = new Ajv2020({
    strict: false,
    formats: { 'date-time': (value: string) => !Number.isNaN(Date.parse(value)) },
  });
  ajv.addSchema({ $id: 'api', ...description });
  const pointer = (path: string, status: string) =>
    `api#/paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/get/responses/${status}/content/application~1json/schema`;

  it.each(Object.keys(description.paths))('answers %s as described', async (path) => {
    const validate = ajv.getSchema(pointer(path, '200'));
    const answer = await (await visitor.get(`/api/v1${samples[path]}`)).json();
    expect(validate?.(answer), JSON.stringify(validate?.errors)).toBe(true);
    const nobody = await new Visitor(dashboard).get(`/api/v1${samples[path]}`);
    expect(nobody.status).toBe(401);
    expect(ajv.getSchema(pointer(path, '401'))?.(await nobody.json())).toBe(true);
  });

  it('describes itself to those who are signed in and to others', async () => {
    const answer = (await (await fetch(`${dashboard.url}/api/v1/openapi.json`)).json()) as {
      servers: { url: string }[];
    };
    expect(answer.servers[0]?.url).toBe(`${dashboard.url}/api/v1`);
  });
});

describe('administration', () => {
  it('runs what administrators ask for, and writes it down', async () => {
    const csrf = await visitor.formToken('/orgs/acme/administration');
    const failedAt = new Date('2026-11-20');
    dashboard.operations.dead = [
      { id: 'j1', about: 'audit of acme/x#7', failedAt, problem: '<502>', repositoryId: null },
    ];
    expect(await text('/orgs/acme/administration')).toContain('&lt;502&gt;');
    expect((await visitor.post('/orgs/acme/administration/replay', { csrf, job: 'other' })).status).toBe(404);
    expect((await visitor.post('/orgs/acme/administration/replay', { csrf, job: 'j1' })).status).toBe(303);
    expect((await visitor.post('/orgs/acme/administration/audit', { csrf })).status).toBe(303);
    expect((await visitor.post('/orgs/acme/administration/retention', { csrf, days: '365' })).status).toBe(303);
    expect((await visitor.post('/orgs/acme/administration/retention', { csrf, days: '-1' })).status).toBe(400);
    expect((await visitor.post(`/repos/acme/${nameOf(4)}/audit`, { csrf })).status).toBe(303);
    expect(dashboard.operations.done).toEqual(['replay j1', 'audit all 7', `audit ${dashboard.ids[4]}`]);
    expect(
      (await actsOf(dashboard.store, acme.id)).map(({ act, subject, actor }) => `${actor}: ${act} ${subject}`),
    ).toEqual([
      `ann: audit acme/${nameOf(4)}`,
      'ann: keep audits for 365 days',
      'ann: audit every repository',
      'ann: run again audit of acme/x#7',
    ]);
  });

  it('changes nothing by a link, nor by a form of somebody else', async () => {
    expect((await visitor.get('/orgs/acme/administration/audit')).status).toBe(404);
    const before = dashboard.operations.done.length;
    expect((await visitor.post('/orgs/acme/administration/audit', {})).status).toBe(403);
    const other = new Visitor(dashboard);
    await other.signIn(dashboard.owner);
    const foreign = await other.formToken('/orgs/acme');
    expect((await visitor.post('/orgs/acme/administration/audit', { csrf: foreign })).status).toBe(403);
    expect(dashboard.operations.done.length).toBe(before);
  });
});

it('limits how often one address asks', async () => {
  const busy = await startDashboard(0, { clientAddress: () => 'one' });
  const statuses = await Promise.all(
    Array.from({ length: 80 }, async () => (await fetch(`${busy.url}/sign-in`)).status),
  );
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  await busy.close();
});

it('tells people behind a proxy apart by what the proxy itself saw', async () => {
  const proxied = await startDashboard(0, { clientAddress: forwardedAddress(1) });
  const ask = async (address: string) =>
    (await fetch(`${proxied.url}/sign-in`, { headers: { 'x-forwarded-for': address } })).status;
  const statuses = await Promise.all(Array.from({ length: 70 }, (_, index) => ask(`10.0.0.${index}, 192.0.2.1`)));
  expect(statuses).toContain(429);
  expect(await ask('192.0.2.2')).toBe(200);
  await proxied.close();
});

it('made no error on the way', () => {
  expect(dashboard.errors).toEqual([]);
});
