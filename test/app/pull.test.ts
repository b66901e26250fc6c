import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { churn, worse } from '../action/repositories.ts';
import { Stage } from './app.ts';
import { until } from './process.ts';

const changes = worse as Record<string, string>;
const stage = Stage.forFile();

describe('a pull request', () => {
  it('gets a check with marks and one comment, which follow its head', async () => {
    const { app } = stage;
    const repository = stage.repository(churn);
    const pull = repository.pull('topic', changes);
    expect(await stage.pulled(repository, pull.number)).toBe(202);
    await app.idle();
    const [check, ...others] = repository.checks;
    expect(others).toEqual([]);
    const head_sha = repository.branches.get('topic');
    expect(check).toMatchObject({ name: 'mlready', status: 'completed', conclusion: 'failure', head_sha });
    expect(check?.title).toMatch(/^F [0-9.]+ \(−/);
    expect(check?.annotations).toHaveLength(3);
    expect(check?.actions).toMatchObject([{ label: 'Re-run', identifier: 'rerun' }]);
    expect(repository.notes).toHaveLength(1);
    expect(repository.notes[0]?.body).toContain('2 broke, 1 fixed');

    repository.push({ 'train.py': churn['train.py'], 'requirements.txt': churn['requirements.txt'] }, 'topic');
    await stage.pulled(repository, pull.number, 'synchronize');
    await app.idle();
    expect(repository.checks.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success']);
    expect(repository.notes).toHaveLength(1);
    expect(repository.notes[0]?.body).toContain('1 fixed');
  });

  it('is judged once, however often GitHub delivers the event, and again when somebody asks', async () => {
    const { app, github } = stage;
    const repository = stage.repository(churn);
    const pull = repository.pull('topic', changes);
    const payload = github.payload(repository, { action: 'opened', number: pull.number });
    const guid = randomUUID();
    await github.deliver('pull_request', payload, { guid });
    await app.idle();
    expect(await github.deliver('pull_request', payload, { guid })).toBe(202);
    await stage.pulled(repository, pull.number, 'reopened');
    await app.idle();
    expect(repository.checks).toHaveLength(1);
    const [check_run] = repository.checks;
    const rerun = { action: 'requested_action', requested_action: { identifier: 'rerun' }, check_run };
    await github.deliver('check_run', github.payload(repository, rerun));
    await app.idle();
    expect(repository.checks.map(({ status }) => status)).toEqual(['completed', 'completed']);
    await github.deliver('check_run', github.payload(repository, { action: 'rerequested', check_run }));
    const check_suite = { pull_requests: [{ number: pull.number }], head_sha: check_run?.head_sha };
    await app.idle();
    await github.deliver('check_suite', github.payload(repository, { action: 'rerequested', check_suite }));
    await app.idle();
    expect(repository.checks).toHaveLength(4);
    expect(repository.notes).toHaveLength(1);
  });

  it('of which several heads came in a burst is judged at the last one', async () => {
    const repository = stage.repository(churn);
    const pull = repository.pull('topic', changes);
    for (let change = 0; change < 20; change++) {
      repository.push({ 'notes.md': `${change}\n` }, 'topic');
      await stage.pulled(repository, pull.number, 'synchronize');
    }
    await stage.app.idle();
    expect(repository.checks.length).toBeLessThan(10);
    expect(repository.checks.at(-1)).toMatchObject({ head_sha: repository.branches.get('topic'), status: 'completed' });
    expect(repository.notes).toHaveLength(1);
  });

  it('that is a draft waits, and one of a fork is judged like any other', async () => {
    const repository = stage.repository(churn);
    const draft = repository.pull('topic', changes);
    draft.draft = true;
    await stage.pulled(repository, draft.number);
    await stage.app.idle();
    expect(repository.checks).toEqual([]);
    draft.draft = false;
    draft.from = 'mallory/churn';
    await stage.pulled(repository, draft.number, 'ready_for_review');
    await stage.app.idle();
    expect(repository.checks).toMatchObject([{ conclusion: 'failure' }]);
  });

  it('is judged by the configuration of its base', async () => {
    const waiver = 'waivers:\n  - rule: training/seeds\n    reason: We like it so.\n';
    const repository = stage.repository({ ...churn, '.mlready.yml': 'profile: portfolio\n' });
    const pull = repository.pull('topic', { ...changes, '.mlready.yml': `profile: library\n${waiver}` });
    await stage.pulled(repository, pull.number);
    await stage.app.idle();
    expect(repository.notes[0]?.body).toContain('profile portfolio');
    expect(repository.notes[0]?.body).toContain('takes effect once it is part of the base');
    expect(repository.checks[0]?.summary).toMatch(/Does not pass.*training\/seeds/);
  });

  it('of a repository with a broken configuration says so in its check', async () => {
    const repository = stage.repository({ ...churn, '.mlready.yml': 'profil: portfolio\n' });
    const pull = repository.pull('topic', changes);
    await stage.pulled(repository, pull.number);
    await stage.app.idle();
    expect(repository.checks).toMatchObject([{ conclusion: 'failure', title: 'The repository could not be judged' }]);
    expect(repository.checks[0]?.summary).toContain('.mlready.yml:1: unknown key "profil"');
  });

  it('has its marks sent in batches of fifty', async () => {
    const lines = Array.from({ length: 70 }, (_, index) => `package-${index}\n`).join('');
    const repository = stage.repository(churn);
    const pull = repository.pull('topic', { 'requirements.txt': lines });
    await stage.pulled(repository, pull.number);
    await stage.app.idle();
    expect(repository.checks).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
    expect(repository.checks[0]?.annotations.length).toBeGreaterThan(50);
  });

  it('waits when GitHub wants fewer requests, and is judged after that', async () => {
    const { github, app } = stage;
    const repository = stage.repository(churn);
    const pull = repository.pull('topic', changes);
    const limit = {
      status: 403,
      headers: { 'retry-after': '2' },
      message: 'You have exceeded a secondary rate limit.',
    };
    github.failures.push({ on: `POST /repos/${repository.fullName}/issues`, times: 1, ...limit });
    github.failures.push({ on: `GET /repos/${repository.fullName}/git/trees`, times: 1, ...limit });
    const began = Date.now();
    await stage.pulled(repository, pull.number);
    await app.idle();
    expect(Date.now() - began).toBeGreaterThan(4000);
    expect(repository.checks).toMatchObject([{ conclusion: 'failure', status: 'completed' }]);
    expect(repository.notes).toHaveLength(1);
    expect(app.log).toContain('GitHub wants fewer requests');
  });

  it('is not commented twice when GitHub wrote the comment and then said that it failed', async () => {
    const { github, app } = stage;
    const repository = stage.repository(churn);
    const pull = repository.pull('topic', changes);
    const route = `/repos/${repository.fullName}/issues/${pull.number}/comments`;
    github.after.push({ on: `POST ${route}`, status: 502, times: 1 });
    github.after.push({ on: `POST /repos/${repository.fullName}/check-runs`, status: 502, times: 1 });
    await stage.pulled(repository, pull.number);
    await app.idle();
    expect(repository.checks).toMatchObject([{ status: 'completed' }]);
    expect(repository.notes).toHaveLength(1);
  });
});

describe('a webhook', () => {
  it.each([
    ['another signature', { signature: `sha256=${'0'.repeat(64)}` }, 401],
    ['no signature', { signature: '' }, 400],
  ])('with %s is refused, and nothing is stored', async (_, how, status) => {
    const { app, github } = stage;
    const repository = stage.repository(churn);
    const pull = repository.pull('topic', changes);
    const guid = randomUUID();
    const payload = github.payload(repository, { action: 'opened', number: pull.number });
    expect(await github.deliver('pull_request', payload, { guid, ...how })).toBe(status);
    expect(await app.metric('mlready_jobs{state="waiting"}')).toBe(0);
    expect(repository.checks).toEqual([]);
    // The same id counts as soon as GitHub itself sends it.
    await github.deliver('pull_request', payload, { guid });
    await until(() => repository.checks.length === 1);
    await app.idle();
  });

  it('of a kind that does not matter is noted and nothing else', async () => {
    const { github, app } = stage;
    const repository = stage.repository(churn);
    expect(await github.deliver('star', github.payload(repository, { action: 'created' }))).toBe(202);
    expect(await github.deliver('pull_request', { action: 'opened' })).toBe(202);
    expect(await app.metric('mlready_jobs{state="waiting"}')).toBe(0);
  });
});

describe('whoever runs the App', () => {
  it('sees that it lives, and what it does', async () => {
    const { app } = stage;
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${app.url}/readyz`)).text()).toBe('ready\n');
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toMatch(/mlready_job_seconds_count\{kind="pull",outcome="done"\} [1-9]/);
    expect(metrics).toMatch(/mlready_webhook_age_seconds [0-9]/);
    expect(metrics).toContain('mlready_webhooks_total{event="",outcome="refused"} 2');
  });

  it('finds the delivery in the log, and no secret', () => {
    const { app, github } = stage;
    expect(app.log).toContain(`"delivery":"${github.deliveries.at(-1)?.guid}"`);
    expect(app.log).not.toContain(github.secret);
    expect(app.log).not.toMatch(/ghs_[0-9]|BEGIN RSA|sha256=/);
  });
});
