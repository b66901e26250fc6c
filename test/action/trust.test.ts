import { describe, expect, it } from 'vitest';
import { Stage } from './harness.ts';
import { churn, worse } from './repositories.ts';

const fork = { head: { sha: '', repo: { full_name: 'mallory/churn' } } };
const forkOf = (stage: Stage) => ({ head: { ...fork.head, sha: stage.head } });

describe('the action and its token', () => {
  it.each([403, 404])(
    'on a fork writes no comment (%i): summary, annotations, outputs, exit and one notice',
    async (status) => {
      const stage = await Stage.of(churn, worse);
      stage.github.failures.push({ on: '/comments', status, message: 'Resource not accessible by integration' });
      const step = await stage.run({ pull: forkOf(stage) });
      expect(step.code).toBe(1);
      expect(step.log.match(/^::notice/gm)).toHaveLength(1);
      expect(step.log).toMatch(/::notice title=mlready wrote no comment::This pull request comes from a fork/);
      expect(step.outputs).toMatchObject({ 'new-failures': '2', 'comment-url': '' });
      expect(step.annotations).toHaveLength(3);
      expect(step.summary).toContain('2 broke');
    },
  );

  it('names the permissions that it lacks', async () => {
    const stage = await Stage.of(churn, worse);
    stage.github.failures.push({ on: 'POST /repos', status: 403 });
    const step = await stage.run();
    expect(step.log).toContain('permissions:%0A  contents: read%0A  pull-requests: write');
    stage.github.failures.push({ on: '/compare/', status: 403 });
    const blind = await stage.run();
    expect(blind.code).toBe(1);
    expect(blind.log).toMatch(/::error::The token may not read the repository.*permissions:%0A {2}contents: read/);
  });

  it('tries again after an error of the server, and after a secondary limit', async () => {
    const stage = await Stage.of(churn, worse);
    stage.github.failures.push({ on: 'GET /repos/acme/churn/issues', status: 502, times: 1 });
    stage.github.failures.push({
      on: 'POST /repos',
      status: 403,
      times: 1,
      headers: { 'retry-after': '1' },
      message: 'You have exceeded a secondary rate limit.',
    });
    const step = await stage.run();
    expect(stage.notes).toHaveLength(1);
    expect(step.log).toContain('secondary rate limit is reached; trying again in 1 seconds');
  });

  it('works with the addresses of an Enterprise Server', async () => {
    const stage = await Stage.of(churn, worse, { prefix: '/api/v3' });
    const host = stage.api.replace('/api/v3', '');
    await stage.run({
      env: { GITHUB_SERVER_URL: 'https://git.acme.example', GITHUB_GRAPHQL_URL: `${host}/api/graphql` },
    });
    expect(stage.notes[0]).toContain(`https://git.acme.example/acme/churn/blob/${stage.head}/train.py#L7`);
    expect(stage.notes[0]).not.toContain('github.com');
  });
});

describe('the head of a pull request', () => {
  const waiver = 'waivers:\n  - rule: training/seeds\n    reason: We like it so.\n';

  it('cannot excuse itself by configuration, rules or baseline; that it tries is told', async () => {
    const stage = await Stage.of(
      { ...churn, '.mlready.yml': 'profile: portfolio\n' },
      { ...worse, '.mlready.yml': `profile: library\n${waiver}`, 'baseline.json': '{}' },
    );
    for (const event of ['pull_request', 'pull_request_target']) {
      const step = await stage.run({ event, inputs: { baseline: 'baseline.json' } });
      expect(step.code).toBe(1);
      expect(step.outputs['new-failures']).toBe('2');
      expect(stage.notes[0]).toContain('profile portfolio');
      expect(stage.notes[0]).toMatch(
        /\.mlready\.yml`\]\([^)]*\): this change takes effect once it is part of the base/,
      );
      expect(stage.notes[0]).toMatch(/baseline\.json`\]\([^)]*\): this change takes effect/);
    }
  });

  it('is judged by the rules, the waivers and the baseline of the base', async () => {
    const stage = await Stage.of({ ...churn, 'ci/mlready.yml': waiver }, worse);
    const step = await stage.run({ inputs: { config: 'ci/mlready.yml' } });
    expect(step.outputs['new-failures']).toBe('1');
    expect(step.log).toContain('1 practice got worse (fail-on): environment/pinned');
  });

  it.each([
    [{ 'fail-on': 'never' }, 0],
    [{ 'fail-on': 'any:high' }, 1],
    [{ 'fail-on': 'never', 'fail-under': '90' }, 1],
    [{ 'fail-on': 'sometimes' }, 1],
    [{ 'fail-under': '101' }, 1],
    [{ profile: 'hobby' }, 1],
    [{ path: 'none' }, 1],
    [{ config: 'none.yml' }, 1],
  ])('decides as asked: %o', async (inputs, code) => {
    const stage = await Stage.of(churn, worse);
    const step = await stage.run({ inputs });
    expect(step.code).toBe(code);
    if (code === 1) expect(step.log).toMatch(/^::error::[^\n]+$/m);
    expect(step.log).not.toMatch(/internal error|\n\s+at /);
  });
});
