import { describe, expect, it } from 'vitest';
import { churn, worse } from '../action/repositories.ts';
import { addNote } from '../github/fake-app-routes.ts';
import type { FakeRepository, Files } from '../github/fake-repository.ts';
import { Stage } from './app.ts';
import { AppProcess } from './process.ts';

const changes = worse as Record<string, string>;
const stage = Stage.forFile();

async function governed(policy: string, files: Files, more: Files = {}) {
  const acme = stage.organisation({ '.github': { 'mlready.yml': policy, ...more }, 'churn-service': files });
  const [own, repository] = acme.repositories;
  if (own === undefined || repository === undefined) throw new Error();
  await stage.installed(acme);
  return { acme, own, repository };
}

async function judged(repository: FakeRepository) {
  const pull = repository.pull(`topic-${repository.pulls.length}`, changes);
  await stage.pulled(repository, pull.number);
  await stage.app.idle();
  return repository.checks.at(-1);
}

describe("an organisation's policy", () => {
  it('enforces rules that neither configuration nor comments switch off', async () => {
    const config =
      'severities:\n  training/seeds: off\nignore: ["**"]\nwaivers:\n  - rule: environment/pinned\n    reason: We like it so.\n';
    const { own, repository } = await governed('severities:\n  environment/pinned: high\n', {
      ...churn,
      '.mlready.yml': config,
    });
    expect(await judged(repository)).toMatchObject({ conclusion: 'neutral' });
    own.push({
      'mlready.yml':
        'repositories:\n  - names: ["*-service"]\n    enforce: { training/seeds: high, environment/pinned: high }\n',
    });
    await stage.pushed(own);
    await stage.app.idle();
    expect(own.checks.at(-1)).toMatchObject({ title: 'The policy is valid', conclusion: 'success' });
    const check = await judged(repository);
    expect(check).toMatchObject({ conclusion: 'failure' });
    expect(check?.summary).toMatch(/Does not pass.*training\/seeds/);
    expect(check?.summary).toContain("the severity of training/seeds is the organisation's");
    expect(check?.summary).toContain('the repository cannot waive it');
  });

  it('decides on profile, gate, results, waivers and who is left out', async () => {
    const { acme, repository } = await governed(
      [
        'profile: service',
        'gate: { fail-on: never, fail-under: 10 }',
        'results: { comment: never, annotations: false }',
        'waivers:',
        '  - { rule: training/seeds, reason: Chance is welcome here., expires: 2999-01-01 }',
        'repositories:',
        '  - topics: [toy]',
        '    audit: false',
        '',
      ].join('\n'),
      churn,
    );
    const check = await judged(repository);
    expect(check).toMatchObject({ conclusion: 'success', annotations: [] });
    expect(check?.summary).toContain('profile service');
    expect(check?.summary).toContain('Chance is welcome here');
    expect(repository.notes).toEqual([]);
    const toy = stage.github.add(acme, 'toy', churn);
    toy.topics = ['toy'];
    await stage.installed(acme);
    expect(await judged(toy)).toBeUndefined();
  });

  it('brings rules of its own', async () => {
    const rule = [
      'title: There is a file CODEOWNERS',
      'severity: { portfolio: high, research: high, service: high, library: high }',
      'why: Somebody must feel responsible.',
      'expect: { file: { paths: [CODEOWNERS] } }',
      'fix:',
      '  - say: Add a file CODEOWNERS.',
      'see: ["https://docs.github.com/"]',
      'stands-for: []',
      'examples:',
      '  pass: { "there it is": { CODEOWNERS: "* @acme", "train.py": "" } }',
      '  fail: { "there it is not": { "train.py": "" } }',
      '  skip: {}',
      '',
    ].join('\n');
    const { repository, own } = await governed('rules: [rules]\ngate: { fail-on: any:high }\n', churn, {
      'rules/acme/owners.yml': rule,
    });
    await stage.pushed(own);
    await stage.app.idle();
    expect(own.checks.at(-1)?.summary).toBe('It counts from now on.');
    const check = await judged(repository);
    expect(check?.summary).toContain('acme/owners');
  });

  it('with mistakes says where they are, and the last good one counts', async () => {
    const { own, repository } = await governed('gate: { fail-on: never }\n', churn);
    own.push({ 'mlready.yml': 'gate: { fail-on: sometimes }\nenforce:\n  training/seedz: high\nrepos: []\n' });
    await stage.pushed(own);
    await stage.app.idle();
    expect(own.checks.at(-1)).toMatchObject({ conclusion: 'failure' });
    expect(own.checks.at(-1)?.annotations).toMatchObject([
      { path: 'mlready.yml', start_line: 1 },
      { path: 'mlready.yml', start_line: 4 },
    ]);
    expect(await judged(repository)).toMatchObject({ conclusion: 'success' });
    own.push({ 'mlready.yml': 'enforce:\n  training/seedz: high\n' });
    await stage.pushed(own);
    await stage.app.idle();
    expect(own.checks.at(-1)?.annotations).toMatchObject([
      { start_line: 2, message: expect.stringContaining('training/seeds') },
    ]);
  });
});

describe('a command', () => {
  async function say(repository: FakeRepository, number: number, login: string, body: string) {
    const { github, app } = stage;
    const note = addNote(github, repository, number, login, body);
    const issue = { number, pull_request: {} };
    await github.deliver('issue_comment', github.payload(repository, { action: 'created', issue, comment: note }));
    await app.idle();
    return repository.notes.filter(({ user }) => user.type === 'Bot').at(-1)?.body ?? '';
  }

  it('of somebody with write access is obeyed', async () => {
    const repository = stage.repository({ ...churn, '.mlready.yml': '# ours\nprofile: service # for now\n' });
    repository.permissions.set('kim', 'write');
    const pull = repository.pull('topic', changes);
    expect(await say(repository, pull.number, 'kim', '/mlready explain training/seeds')).toContain('`training/seeds`');
    expect(await say(repository, pull.number, 'kim', '/mlready explain training/seedz')).toContain(
      'did you mean `training/seeds`?',
    );
    expect(await say(repository, pull.number, 'kim', '/mlready dance')).toContain('There is no such command');
    const answer = await say(repository, pull.number, 'kim', '/mlready waive training/seeds because it: is a *toy*');
    expect(answer).toContain('/pull/2 waives `training/seeds`');
    const waiver = repository.pulls[1];
    const text = Buffer.from(repository.resolve(waiver?.head ?? '')?.files.get('.mlready.yml') ?? []).toString();
    expect(text).toBe(
      '# ours\nprofile: service # for now\nwaivers:\n  - rule: training/seeds\n    reason: "it: is a *toy*"\n',
    );
    expect(await say(repository, pull.number, 'kim', '/mlready waive training/seeds')).toContain('and why');
    await say(repository, pull.number, 'kim', '/mlready audit');
    expect(repository.checks).toHaveLength(1);
    await say(repository, pull.number, 'kim', '/mlready audit');
    expect(repository.checks).toHaveLength(2);
  });

  it('of anybody else is not, and one in the middle of a text is none', async () => {
    const repository = stage.repository(churn);
    repository.permissions.set('kim', 'write');
    const pull = repository.pull('topic', changes);
    expect(await say(repository, pull.number, 'mallory', '/mlready waive training/seeds because I say so')).toBe('');
    expect(await say(repository, pull.number, 'kim', 'I tried /mlready audit')).toBe('');
    expect(repository.pulls).toHaveLength(1);
  });

  it('to waive says what to write where the App may not', async () => {
    const repository = stage.repository(churn);
    repository.permissions.set('kim', 'admin');
    const pull = repository.pull('topic', changes);
    stage.github.failures.push({ on: `POST /repos/${repository.fullName}/git/refs`, status: 403, times: 1 });
    const answer = await say(repository, pull.number, 'kim', '/mlready waive training/seeds because it is a toy');
    expect(answer).toContain('may not write contents');
    expect(answer).toContain('waivers:\n  - rule: training/seeds\n    reason: "it is a toy"');
  });
});

describe('the App', () => {
  it('takes in what GitHub could not deliver while it was away, and in merge queues judges the group', async () => {
    const repository = stage.repository(churn);
    const pull = repository.pull('topic', changes);
    await stage.app.stop();
    expect(await stage.pulled(repository, pull.number)).toBe(0);
    const merge_group = { head_sha: repository.branches.get('topic'), base_sha: repository.branches.get('main') };
    await stage.github.deliver(
      'merge_group',
      stage.github.payload(repository, { action: 'checks_requested', merge_group }),
    );
    const before = stage.env;
    stage.env = { ...before, MLREADY_SWEEP: '600' };
    await stage.start();
    stage.env = before;
    const started = Date.now();
    while (
      repository.checks.filter(({ status }) => status === 'completed').length < 2 &&
      Date.now() - started < 60_000
    ) {
      await new Promise((done) => setTimeout(done, 100));
    }
    expect(repository.checks.map(({ external_id }) => external_id.split(':')[0]).sort()).toEqual(['group', 'pull']);
    expect(repository.notes).toHaveLength(1);
  });

  it.each([
    [{ WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET is missing'],
    [{ WEBHOOK_SECRET: 'development' }, 'WEBHOOK_SECRET is missing'],
    [{ APP_ID: 'x' }, 'APP_ID must be the number'],
    [{}, 'another process'],
  ])('does not start with %o', async (wrong, message) => {
    const app = new AppProcess({ ...stage.env, ...wrong });
    await expect(app.ready()).rejects.toThrow(message);
    expect(app.child.exitCode).toBe(2);
  });
});
