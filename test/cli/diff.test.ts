import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/model.ts';
import { churn, commit, folderOf, mlready } from './mlready.ts';

const train = churn['train.py'] ?? '';
const unseeded = train.replaceAll(', random_state=0', '').replaceAll('random_state=0', '');
// Put together here, so that this file holds no credential.
const token = `hf_${'qNdkVbzRtYwLmXcJh'}${'GfPsAoEiUnTvBxKqZ'}`;
const other = `hf_${'ZqKxBvTnUiEoAsPfG'}${'hJcXmLwYtRzbVkdNq'}`;

function repository(extra: Readonly<Record<string, string>> = {}): string {
  const cwd = folderOf({ ...churn, ...extra });
  commit(cwd, 'base');
  return cwd;
}

function compared(cwd: string, ...args: string[]): Comparison {
  const { code, stdout, stderr } = mlready(['diff', ...args, '--format', 'json'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const changesOf = ({ rules }: Comparison) =>
  rules.filter(({ change }) => change !== 'stays').map(({ id, change }) => `${change} ${id}`);

describe('mlready diff', () => {
  it('tells what the working copy made worse and better, with places, files and points', () => {
    const cwd = repository();
    writeFileSync(join(cwd, 'train.py'), unseeded);
    writeFileSync(join(cwd, 'LICENSE'), 'MIT License\n\nPermission is hereby granted, free of charge, to any person\n');
    const comparison = compared(cwd, 'HEAD');
    expect(comparison.head.commit).toBeNull();
    expect(changesOf(comparison)).toEqual(['broke training/seeds', 'fixed documentation/licence']);
    expect(comparison.rules[0]).toMatchObject({
      fresh: [{ path: 'train.py', line: 7 }],
      causes: [{ path: 'train.py', change: 'changed' }],
    });
    expect(comparison.rules[1]?.causes).toEqual([{ path: 'LICENSE', change: 'added' }]);
    const sum = comparison.rules.reduce((total, { points }) => total + points, comparison.otherPoints);
    expect(sum).toBeCloseTo(comparison.scoreChange ?? Number.NaN, 5);
    const { code, stdout } = mlready(['diff', 'HEAD'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n {2}Broke\n {4}Every source of randomness in use is seeded +high +−/);
    expect(stdout).toMatch(/training\/seeds, by train\.py \(changed\)/);
    expect(mlready(['diff', 'HEAD', '--format', 'markdown'], { cwd }).stdout).toMatch(
      /\| broke \| Every source of randomness in use is seeded \| `train\.py:7` \| −/,
    );
  });

  it('sees nothing in moved lines and renamed files', () => {
    const cwd = repository({ 'train.py': unseeded });
    writeFileSync(join(cwd, 'train.py'), unseeded.replace('\n', '\n\n\n'));
    commit(cwd, 'moved');
    renameSync(join(cwd, 'train.py'), join(cwd, 'fit.py'));
    writeFileSync(join(cwd, 'README.md'), (churn['README.md'] ?? '').replace('train.py', 'fit.py'));
    commit(cwd, 'renamed');
    expect(changesOf(compared(cwd, 'HEAD~2..HEAD'))).toEqual([]);
    expect(mlready(['diff', 'HEAD~2..', '--fail-on', 'new'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  });

  it('compares two revisions, or a branch with where it began', () => {
    const cwd = repository();
    writeFileSync(join(cwd, 'train.py'), unseeded);
    const branch = commit(cwd, 'unseeded');
    rmSync(join(cwd, 'requirements.txt'));
    const later = commit(cwd, 'undeclared');
    expect(changesOf(compared(cwd, `${branch}..${later}`))).toContain('broke environment/declared');
    expect(changesOf(compared(cwd, `${later}..${branch}`))).toContain('fixed environment/declared');
    expect(compared(cwd, `${later}...${branch}`)).toMatchObject({ base: { commit: branch }, changedFiles: 0 });
    expect(compared(folderOf(), `${branch}..${later}`, cwd)).toMatchObject({ head: { commit: later } });
  });

  it('gates by what is new, by severity, and by the score', () => {
    const cwd = repository();
    writeFileSync(join(cwd, 'train.py'), unseeded);
    const gate = (...args: string[]) => mlready(['diff', 'HEAD', '--quiet', ...args], { cwd });
    expect(gate().code).toBe(0);
    expect(gate('--fail-on', 'new')).toMatchObject({
      code: 1,
      stderr: 'mlready: 1 practice got worse (--fail-on): training/seeds\n',
    });
    expect(gate('--fail-on', 'new:high').code).toBe(1);
    expect(gate('--fail-on', 'never').code).toBe(0);
    expect(gate('--fail-on', 'any').stderr).toMatch(/practices fail \(--fail-on\): /);
    expect(gate('--fail-under', '100')).toMatchObject({ code: 1, stderr: expect.stringContaining('(--fail-under)') });
  });

  it('judges both by the configuration of the base, and says that the head changes it', () => {
    const cwd = repository({ '.mlready.yml': 'profile: service\n' });
    writeFileSync(join(cwd, 'train.py'), unseeded);
    writeFileSync(
      join(cwd, '.mlready.yml'),
      'profile: portfolio\nseverities: { training/seeds: off }\nwaivers:\n  - { rule: training/seeds, reason: No. }\n',
    );
    const comparison = compared(cwd, 'HEAD');
    expect(comparison.profile).toBe('service');
    expect(changesOf(comparison)).toEqual(['broke training/seeds']);
    expect(comparison.notices).toEqual([
      {
        path: '.mlready.yml',
        line: null,
        message: 'the change of the configuration takes effect once it is part of the base',
      },
    ]);
  });

  it('lists new comments that waive something, and lets none of them silence a credential', () => {
    const cwd = repository();
    const seeds = unseeded.replace('frame = ', '# mlready: ignore[training/seeds] a sweep\nframe = ');
    writeFileSync(
      join(cwd, 'train.py'),
      `${seeds.replace('X_train, X', '# mlready: ignore[training/seeds] a sweep\nX_train, X')}`,
    );
    appendFileSync(join(cwd, 'train.py'), `TOKEN = "${token}"  # mlready: ignore[security/no-secrets] fine\n`);
    const comparison = compared(cwd, 'HEAD');
    expect(changesOf(comparison)).toContain('broke security/no-secrets');
    expect(comparison.newWaivers).toMatchObject([{ path: 'train.py', rule: 'training/seeds', reason: 'a sweep' }]);
    expect(mlready(['diff', 'HEAD', '--fail-on', 'new'], { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('security/no-secrets'),
    });
  });

  it('lets the base go on waiving its credential, but no other in its place', () => {
    const app = (secret: string) => `TOKEN = "${secret}"  # mlready: ignore[security/no-secrets] revoked in May\n`;
    const cwd = repository({ 'app.py': app(token) });
    writeFileSync(join(cwd, 'app.py'), `\n\n${app(token)}`);
    expect(changesOf(compared(cwd, 'HEAD'))).toEqual([]);
    writeFileSync(join(cwd, 'app.py'), app(other));
    const { stdout } = mlready(['diff', 'HEAD', '--format', 'json'], { cwd });
    expect(changesOf(JSON.parse(stdout))).toEqual(['broke security/no-secrets']);
    expect(stdout).not.toContain(other);
  });

  it('sees another credential in the place of a known one', () => {
    const cwd = repository({ 'app.py': `TOKEN = "${token}"\n` });
    expect(changesOf(compared(cwd, 'HEAD'))).toEqual([]);
    writeFileSync(join(cwd, 'app.py'), `TOKEN = "${other}"\n`);
    expect(changesOf(compared(cwd, 'HEAD'))).toEqual(['worse security/no-secrets']);
  });

  it('compares a folder of a repository', () => {
    const cwd = folderOf(
      Object.fromEntries(Object.entries(churn).map(([path, text]) => [`models/churn/${path}`, text])),
    );
    commit(cwd, 'base');
    writeFileSync(join(cwd, 'models/churn/train.py'), unseeded);
    writeFileSync(join(cwd, 'notes.py'), 'x = 1\n');
    expect(compared(cwd, 'HEAD', 'models/churn')).toMatchObject({
      changedFiles: 1,
      rules: expect.arrayContaining([
        expect.objectContaining({ id: 'training/seeds', causes: [{ path: 'train.py', change: 'changed' }] }),
      ]),
    });
  });

  it('has no opinion on a base that is not about machine learning', () => {
    const cwd = folderOf({ 'README.md': '# Churn\n' });
    commit(cwd, 'empty');
    for (const [path, text] of Object.entries(churn)) writeFileSync(join(cwd, path), text);
    const { code, stdout } = mlready(['diff', 'HEAD', '--fail-on', 'new'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('the base has no grade');
  });

  it('refuses what it cannot compare', () => {
    const cwd = repository();
    const refused = (...args: string[]) => {
      const { code, stdout, stderr } = mlready(['diff', ...args], { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      return stderr;
    };
    expect(refused('v9..HEAD')).toContain('no commit of this repository is named "v9"');
    expect(refused('--output=x', '--upload-pack=x')).toMatch(/unknown option/);
    expect(refused('HEAD', folderOf())).toContain('is not in a Git repository, so there is nothing to compare');
    expect(refused()).toMatch(/missing required argument 'revisions'/);
  });
});
