import { afterAll, beforeAll, expect, it } from 'vitest';
import { churn, licence } from '../action/repositories.ts';
import { Stage } from './app.ts';
import { type FakeGitHub, type FakeInstallation, fakeGitHub } from './web/fake-github.ts';
import { type Front, freePort, front } from './web/front.ts';
import { Visitor } from './web/visitor.ts';

const installations: FakeInstallation[] = [];
const env: Record<string, string> = {};
let people: FakeGitHub;
let gitHub: Front;

beforeAll(async () => {
  people = await fakeGitHub(installations);
  gitHub = await front((path) => (/^\/(?:user|login)\b/.test(path) ? people.url : stage.github.url));
  const port = String(await freePort());
  Object.assign(env, {
    PORT: port,
    MLREADY_URL: `http://127.0.0.1:${port}`,
    GITHUB_CLIENT_ID: people.app.clientId,
    GITHUB_CLIENT_SECRET: people.app.clientSecret,
    GITHUB_API_URL: gitHub.url,
    GITHUB_SERVER_URL: gitHub.url,
  });
});

const stage = Stage.forFile(env);

afterAll(async () => {
  await gitHub.close();
  await people.close();
});

it('is filled by a backfill of fifty repositories, follows a push, obeys administrators, and forgets', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`repository-${index}`, { ...churn, 'n.md': `${index}\n` }]),
  );
  const acme = stage.organisation(files);
  installations.push({ id: acme.id, account: { id: 1, login: acme.account, type: 'Organization' } });
  await stage.installed(acme);
  const repositories = [...acme.repositories];
  const reads = new Map([[acme.id, repositories.map(({ id }) => id)]]);
  const owner = new Visitor({ url: stage.app.url, github: people });
  await owner.signIn({ id: 1, login: 'ann', reads, administers: [acme.account] });
  const figures = async () => await (await owner.get(`/api/v1/orgs/${acme.account}`)).json();
  expect(await figures()).toMatchObject({ repositories: 50, scored: 50, waiting: 0 });
  const html = await (await owner.get(`/orgs/${acme.account}`)).text();
  expect(html.match(/<th scope="row">/g)).toHaveLength(50);

  const [first, second] = repositories;
  if (first === undefined || second === undefined) throw new Error('there are fifty');
  const path = `/repos/${acme.account}/repository-0`;
  first.push({ LICENSE: licence });
  await stage.pushed(first);
  await stage.app.idle();
  const audits = async () =>
    ((await (await owner.get(`/api/v1${path}/audits`)).json()) as { audits: { fixed: string[] }[] }).audits;
  expect((await audits()).at(-1)?.fixed).toContain('documentation/licence');

  const csrf = await owner.formToken(path);
  const asked = stage.github.asked.length;
  expect((await owner.post(`${path}/audit`, { csrf }, { origin: stage.app.url })).status).toBe(303);
  await stage.app.idle();
  expect(stage.github.asked.length).toBeGreaterThan(asked);

  const eve = new Visitor({ url: stage.app.url, github: people });
  await eve.signIn({ id: 2, login: 'eve', reads: new Map(), administers: [] });
  expect((await eve.get(path)).status).toBe(404);

  acme.deleted = true;
  await stage.installed(acme, 'deleted');
  expect((await owner.get(`/orgs/${acme.account}`)).status).toBe(404);
  expect((await owner.get(path)).status).toBe(404);
});
