import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model.ts';
import { churn, cli, commit, environment, folderOf, mlready, node } from './mlready.ts';

function reportOf(args: readonly string[], cwd: string): Report {
  const { code, stdout, stderr } = mlready([...args, '--format', 'json'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('mlready [path]', () => {
  it('audits the current folder, or the one that is named', () => {
    const cwd = folderOf(churn);
    const here = mlready(['--date', '2026-11-20'], { cwd });
    expect(here).toMatchObject({ code: 0, stderr: '' });
    expect(here.stdout).toMatch(/^mlready \d/);
    expect(mlready([cwd, '--date', '2026-11-20'])).toEqual(here);
    expect(mlready(['.', '--format', 'text', '--date', '2026-11-20'], { cwd })).toEqual(here);
  });

  it('gives the report as JSON and Markdown', () => {
    const cwd = folderOf(churn);
    const report = reportOf(['--date', '2026-01-31'], cwd);
    expect(report).toMatchObject({ schemaVersion: 1, date: '2026-01-31', ml: true });
    expect(report.rules.length).toBeGreaterThan(10);
    const markdown = mlready(['--format', 'markdown'], { cwd });
    expect(markdown).toMatchObject({ code: 0, stderr: '' });
    expect(markdown.stdout).toMatch(/^#+ mlready/m);
  });

  it('dates the report today unless told otherwise', () => {
    const before = new Date().toISOString().slice(0, 10);
    const { date } = reportOf([], folderOf(churn));
    expect([before, new Date().toISOString().slice(0, 10)]).toContain(date);
  });

  it('is fine with a repository that is not about machine learning, whatever the gate', () => {
    const cwd = folderOf({ 'index.html': '<p>hello</p>\n', 'README.md': '# Site\n' });
    const { code, stdout, stderr } = mlready(['--fail-under', '100'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('does not look like a machine-learning repository');
  });

  it('is fine with an empty folder', () => {
    expect(mlready([], { cwd: folderOf() })).toMatchObject({ code: 0, stderr: '' });
  });

  it('gates by the score', () => {
    const cwd = folderOf(churn);
    const { score } = reportOf([], cwd);
    expect(mlready(['--fail-under', String(score)], { cwd }).code).toBe(0);
    const below = mlready(['--fail-under', '100', '--quiet'], { cwd });
    expect(below.code).toBe(1);
    expect(below.stderr).toBe(`mlready: the score ${score} is below 100 (--fail-under)\n`);
    expect(below.stdout).not.toBe('');
  });

  it('audits a revision, with the configuration of that revision', () => {
    const cwd = folderOf({ ...churn, '.mlready.yml': 'profile: research\n' });
    const first = commit(cwd);
    writeFileSync(join(cwd, '.mlready.yml'), 'profile: library\n');
    rmSync(join(cwd, 'requirements.txt'));
    commit(cwd, 'second');
    expect(reportOf([], cwd)).toMatchObject({ profile: 'library' });
    expect(reportOf(['--rev', first], cwd)).toMatchObject({ commit: first, profile: 'research' });
    expect(reportOf(['--rev', 'HEAD~1'], cwd)).toMatchObject({ commit: first });
    expect(mlready(['--rev', 'v9'], { cwd })).toMatchObject({ code: 2, stdout: '' });
    expect(mlready(['--rev', '--upload-pack=x'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });

  it('takes the profile from the option before the configuration', () => {
    const cwd = folderOf({ ...churn, '.mlready.yml': 'profile: research\n' });
    expect(reportOf([], cwd).profile).toBe('research');
    expect(reportOf(['--profile', 'service'], cwd).profile).toBe('service');
  });

  it('judges some rules only', () => {
    const cwd = folderOf(churn);
    const ids = (...args: string[]) => reportOf(args, cwd).rules.map(({ id }) => id);
    const all = ids();
    expect(ids('--only', 'data/versioned')).toEqual(['data/versioned']);
    const [first = '', second = '', third = ''] = all;
    expect(ids('--only', `${third},${first}`, '--only', second)).toEqual([first, second, third]);
    const data = all.filter((id) => id.startsWith('data/'));
    expect(ids('--only', 'data/*')).toEqual(data);
    expect(ids('--only', 'data')).toEqual(data);
    expect(ids('--skip', 'data/*')).toEqual(all.filter((id) => !id.startsWith('data/')));
    expect(ids('--only', 'data/*', '--skip', 'data/versioned')).toEqual(data.filter((id) => id !== 'data/versioned'));
  });

  it('colours on a wish only, and never a file or a pipe', () => {
    const cwd = folderOf(churn);
    const coloured = (args: string[], env: NodeJS.ProcessEnv) => mlready(args, { cwd, env }).stdout.includes('\u001b[');
    expect(coloured([], {})).toBe(false);
    expect(coloured([], { FORCE_COLOR: '1' })).toBe(true);
    expect(coloured([], { FORCE_COLOR: '0' })).toBe(false);
    expect(coloured([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(coloured(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
    expect(coloured(['--format', 'json'], { FORCE_COLOR: '1' })).toBe(false);
    expect(coloured(['--format', 'markdown'], { FORCE_COLOR: '1' })).toBe(false);
  });

  it('says less when quiet and more when verbose', () => {
    const cwd = folderOf(churn);
    const length = (...args: string[]) => mlready(args, { cwd }).stdout.length;
    expect(length('--quiet')).toBeLessThan(length());
    expect(length('--verbose')).toBeGreaterThan(length());
  });

  it('runs the same from a path with spaces and without a home', () => {
    const base = folderOf();
    const cwd = join(base, 'my project é');
    mkdirSync(cwd);
    for (const [path, content] of Object.entries(churn)) writeFileSync(join(cwd, path), content);
    expect(mlready([cwd], { env: { HOME: '/nowhere' } })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('configuration', () => {
  it('is read from the audited folder', () => {
    const cwd = folderOf({ ...churn, '.mlready.yaml': 'severities: { data/versioned: off }\n' });
    const rule = reportOf([], cwd).rules.find(({ id }) => id === 'data/versioned');
    expect(rule).toMatchObject({ severity: 'off', points: 0 });
  });

  it('is read from the file that is named', () => {
    const cwd = folderOf({ ...churn, 'ci/strict.yml': 'profile: service\n', '.mlready.yml': 'nonsense: 1\n' });
    expect(reportOf(['--config', 'ci/strict.yml'], cwd).profile).toBe('service');
  });

  it('is refused with file, line and the word that was meant', () => {
    const text = 'profile: service\nseverites:\n  data/versioned: low\nlimits:\n  text: lots\n';
    const { code, stdout, stderr } = mlready([], { cwd: folderOf({ ...churn, '.mlready.yml': text }) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines[0]).toBe('mlready: .mlready.yml:2: unknown key "severites", did you mean "severities"?');
    expect(lines[1]).toMatch(/^mlready: \.mlready\.yml:5: "text" is "lots", expected/);
    expect(lines).toHaveLength(2);
  });

  it('names rules that there are not', () => {
    const cwd = folderOf({ ...churn, '.mlready.yml': 'severities:\n  data/version: low\n' });
    expect(mlready([], { cwd })).toMatchObject({
      code: 2,
      stderr: 'mlready: .mlready.yml:2: unknown rule "data/version", did you mean "data/versioned"?\n',
    });
  });

  it('is never read through a link', () => {
    const cwd = folderOf(churn);
    writeFileSync(join(cwd, 'elsewhere.yml'), 'profile: service\n');
    symlinkSync('elsewhere.yml', join(cwd, '.mlready.yml'));
    expect(mlready([], { cwd }).stderr).toContain('links are not followed');
    expect(mlready([], { cwd }).code).toBe(2);
  });

  it('must be one, there, and a text', () => {
    const two = folderOf({ ...churn, '.mlready.yml': '', '.mlready.yaml': '' });
    expect(mlready([], { cwd: two }).stderr).toContain('keep one');
    const cwd = folderOf(churn);
    expect(mlready(['--config', 'none.yml'], { cwd }).stderr).toBe(
      'mlready: cannot read the configuration none.yml: no such file or folder\n',
    );
    expect(mlready(['--config', '.'], { cwd }).code).toBe(2);
    writeFileSync(join(cwd, '.mlready.yml'), Buffer.from([0xff, 0xfe, 0x00]));
    expect(mlready([], { cwd }).code).toBe(2);
  });

  it('brings rules of one’s own, from the repository or beside the named file', () => {
    const rule = `title: There is an owner
severity: { portfolio: low, research: low, service: low, library: low }
why: Somebody has to answer questions.
expect: { file: { paths: [OWNERS] } }
fix: [{ say: Add a file OWNERS. }]
examples: { pass: { there: { OWNERS: "ada" } }, fail: { none: { README.md: "x" } } }
`;
    const cwd = folderOf({
      ...churn,
      '.mlready.yml': 'rules: [.mlready/rules]\n',
      '.mlready/rules/team/owner.yml': rule,
    });
    const own = (args: string[]) => reportOf(args, cwd).rules.find(({ id }) => id === 'team/owner');
    expect(own([])).toMatchObject({ verdict: 'fail', fix: 'Add a file OWNERS.' });
    expect(own(['--config', '.mlready.yml'])).toMatchObject({ verdict: 'fail' });
    writeFileSync(join(cwd, '.mlready/rules/team/owner.yml'), rule.replace('expect', 'expcet'));
    const { code, stderr } = mlready([], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('.mlready/rules/team/owner.yml:4: unknown key "expcet", did you mean "expect"?');
    writeFileSync(join(cwd, '.mlready.yml'), 'rules: [../elsewhere]\n');
    expect(mlready([], { cwd }).stderr).toContain('the folder "../elsewhere" holds no rule files');
  });
});

describe('streams', () => {
  it('does not mind a reader that goes away', () => {
    const cwd = folderOf(churn);
    const command = `"${node}" "${cli}" --verbose --format json | head -c 10; echo " \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd, encoding: 'utf8', env: environment() });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/ 0\n$/);
  });

  it('says so when nothing can be written', () => {
    const cwd = folderOf(churn);
    const command = `"${node}" "${cli}" > /dev/full`;
    const { status, stderr } = spawnSync('bash', ['-c', command], { cwd, encoding: 'utf8', env: environment() });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^mlready: cannot write to the standard output: [^\n]+\n$/);
  });
});
