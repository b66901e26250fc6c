import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git } from '../source/sandbox.ts';
import { Stage } from './harness.ts';
import { churn, worse } from './repositories.ts';

const contents = (stage: Stage) => stage.github.asked.filter(({ path }) => path.includes('/git/')).length;
const said = (stage: Stage) => stage.notes[0]?.split('\n').slice(1).join('\n');

describe('the contents that the action judges', () => {
  it('are the same from a shallow clone, a whole one, the API, and without Git', async () => {
    const stage = await Stage.of(churn, worse);
    const reports: (string | undefined)[] = [];
    const judged = async (options: Parameters<Stage['run']>[0], fromApi: boolean) => {
      stage.github.comments.length = 0;
      stage.github.asked.length = 0;
      expect(await stage.run(options)).toMatchObject({ code: 1 });
      reports.push(said(stage));
      expect(contents(stage) > 0).toBe(fromApi);
    };
    await judged({}, false);
    stage.clone();
    await judged({}, false);
    await judged({ env: { PATH: '/nowhere' } }, true);
    await judged({ event: 'pull_request_target', sha: stage.base }, true);
    expect(new Set(reports).size).toBe(1);
  });

  it('on pull_request_target come through the API alone, whatever lies on the runner', async () => {
    const stage = await Stage.of(churn, worse, { clone: null });
    const step = await stage.run({
      event: 'pull_request_target',
      sha: stage.base,
      env: { GITHUB_WORKSPACE: stage.origin },
    });
    expect(step.code).toBe(1);
    expect(step.log).toContain("from GitHub's API");
    expect(stage.notes[0]).toContain('2 broke');
  });

  it('are fetched without a ref, a tag or a hook, and the working copy stays as it was', async () => {
    const stage = await Stage.of(churn, worse);
    const state = () => [
      git(stage.workspace, 'for-each-ref'),
      git(stage.workspace, 'status', '--porcelain', '--ignored'),
      readFileSync(join(stage.workspace, '.git/HEAD'), 'utf8'),
      readFileSync(join(stage.workspace, '.git/FETCH_HEAD'), 'utf8'),
      readdirSync(stage.workspace).join(),
    ];
    const before = state();
    await stage.run();
    expect(state()).toEqual(before);
  });

  it('are those of the merge base, not of the tip of main', async () => {
    const stage = await Stage.of(churn, { 'README.md': `${churn['README.md']}\nMore.\n` });
    const tip = stage.push(
      { LICENSE: 'MIT License\n\nPermission is hereby granted, free of charge, to any person\n' },
      'main',
    );
    const pull = { base: { sha: tip, repo: { full_name: 'acme/churn' } } };
    for (const clone of [['--depth=1'], []]) {
      stage.clone(...clone);
      expect(await stage.run({ pull })).toMatchObject({ code: 0, outputs: { delta: '0' } });
    }
    expect(stage.notes[0]).toContain(`against \`${stage.base.slice(0, 7)}\``);
  });

  it('survive a forced push and a fork that was deleted', async () => {
    const stage = await Stage.of(churn, worse);
    await stage.run();
    stage.forcePush({ LICENSE: 'MIT License\n\nPermission is hereby granted, free of charge, to any person\n' });
    const step = await stage.run({ pull: { head: { sha: stage.head, repo: null } } });
    expect(step.code).toBe(0);
    expect(stage.notes).toHaveLength(1);
    expect(stage.notes[0]).toMatch(/\nThis change: 1 fixed/);
  });

  it('of a sparse, partial clone are completed through the API', async () => {
    const stage = await Stage.of(churn, worse);
    stage.clone('--depth=1', '--filter=blob:none', '--sparse');
    const step = await stage.run();
    expect(step.log).toContain("from GitHub's API");
    expect(stage.notes[0]).toContain('2 broke');
  });

  it('that are nowhere to be had are unknown, and that is said', async () => {
    const stage = await Stage.of({ ...churn, 'src/fit.py': 'import sklearn\n' }, worse);
    stage.clone('--filter=blob:none', '--sparse', '--no-local');
    stage.github.failures.push({ on: '/git/', status: 403 });
    const step = await stage.run({ inputs: { 'fail-on': 'never' } });
    expect(step.code).toBe(0);
    expect(step.log).toContain('what is missing is unknown');
    expect(step.summary).toMatch(/unknown/);
  });

  it('of other events are compared with what was there before', async () => {
    const stage = await Stage.of(churn, worse);
    const push = await stage.run({ event: 'push', payload: { before: stage.base, after: stage.head } });
    expect(push).toMatchObject({ code: 1, outputs: { 'new-failures': '2', 'comment-url': '' } });
    const group = { merge_group: { head_sha: stage.head, base_sha: stage.base } };
    expect(await stage.run({ event: 'merge_group', payload: group })).toMatchObject({ code: 1 });
    const born = { before: '0'.repeat(40), after: stage.head };
    expect(await stage.run({ event: 'push', payload: born })).toMatchObject({ code: 0, outputs: { delta: '' } });
    const gone = { before: 'd'.repeat(40), after: stage.head };
    expect(await stage.run({ event: 'push', payload: gone })).toMatchObject({ code: 0, outputs: { delta: '' } });
    for (const event of ['schedule', 'workflow_dispatch']) {
      const step = await stage.run({ event, payload: {} });
      expect(step).toMatchObject({ code: 0, outputs: { delta: '' } });
      expect(step.summary).toContain('of 100');
    }
    expect(stage.notes).toEqual([]);
  });

  it('write the report and the SARIF log, but never through a link of the repository', async () => {
    const stage = await Stage.of(churn, worse);
    const step = await stage.run({ inputs: { 'json-file': 'out/report.json', 'sarif-file': 'out/mlready.sarif' } });
    const report = JSON.parse(readFileSync(join(stage.workspace, 'out/report.json'), 'utf8'));
    expect(step.outputs['report-json']).toBe(join(stage.workspace, 'out/report.json'));
    expect(report).toMatchObject({ schemaVersion: 1, commit: stage.head, score: Number(step.outputs.score) });
    const log = JSON.parse(readFileSync(join(stage.workspace, 'out/mlready.sarif'), 'utf8'));
    const seeds = log.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === 'training/seeds');
    expect(seeds.partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{16}:1$/);
    expect((await stage.run({ inputs: { 'json-file': '../outside.json' } })).log).toContain('outside the workspace');
    expect(existsSync(join(stage.workspace, '../outside.json'))).toBe(false);
  });
});
