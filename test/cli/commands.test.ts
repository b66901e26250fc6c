import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { churn, folderOf, mlready } from './mlready.ts';

describe('mlready rules', () => {
  it('lists every rule in three formats', () => {
    const json: { id: string; title: string }[] = JSON.parse(mlready(['rules', '--format', 'json']).stdout);
    expect(json.length).toBeGreaterThan(10);
    const text = mlready(['rules']);
    const markdown = mlready(['rules', '--format', 'markdown']);
    for (const { id, title } of json) {
      expect(text.stdout).toContain(`  ${id} `);
      expect(markdown.stdout).toContain(`| \`${id}\` | ${title.replaceAll('|', '\\|')}`);
    }
    expect([text.code, markdown.code]).toEqual([0, 0]);
    expect(mlready(['rules', '--format', 'yaml']).code).toBe(2);
  });
});

describe('mlready explain', () => {
  it('tells everything about every rule', () => {
    const { stdout, stderr, code } = mlready(['explain', 'data/versioned']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const heading of ['Severity', 'Looks for', 'How to satisfy it', 'Example that passes', 'Example that fails']) {
      expect(stdout).toMatch(new RegExp(`^${heading}`, 'm'));
    }
    expect(stdout.split('\n').every((line) => line.length <= 120)).toBe(true);
  });

  it('colours on a wish', () => {
    expect(mlready(['explain', 'data/versioned'], { env: { FORCE_COLOR: '1' } }).stdout).toContain('\u001b[');
    expect(mlready(['explain', 'data/versioned', '--no-color'], { env: { FORCE_COLOR: '1' } }).stdout).not.toContain(
      '\u001b[',
    );
    expect(mlready(['--no-color', 'explain', 'data/versioned'], { env: { FORCE_COLOR: '1' } }).stdout).not.toContain(
      '\u001b[',
    );
  });
});

describe('mlready test', () => {
  const rule = `title: There is an owner
severity: { portfolio: low, research: low, service: low, library: low }
why: Somebody has to answer questions.
expect: { file: { paths: [OWNERS] } }
fix: [{ say: Add a file OWNERS. }]
examples:
  pass: { there: { OWNERS: ada } }
  fail: { none: { README.md: x } }
`;

  it('runs the examples of a folder', () => {
    const cwd = folderOf({ 'rules/team/owner.yml': rule });
    expect(mlready(['test', 'rules'], { cwd })).toEqual({
      code: 0,
      stdout: '2 examples of 1 rule: 2 hold, 0 do not\n',
      stderr: '',
    });
  });

  it('names the examples that do not hold', () => {
    const cwd = folderOf({ 'rules/team/owner.yml': rule.replace('README.md', 'OWNERS') });
    const { code, stdout } = mlready(['test', 'rules'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('team/owner: the example "none" should fail, the outcome is pass\n');
    expect(stdout).toContain('2 examples of 1 rule: 1 hold, 1 do not\n');
  });

  it('refuses rules that are not valid', () => {
    const cwd = folderOf({ 'rules/team/owner.yml': rule.replace('file:', 'flie:') });
    const { code, stderr } = mlready(['test', 'rules'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe('mlready: rules/team/owner.yml:4: unknown key "flie", did you mean "file"?\n');
  });
});

describe('mlready init', () => {
  it('writes a configuration that changes nothing as it is, and is valid without the comment signs', () => {
    const cwd = folderOf(churn);
    expect(mlready(['init'], { cwd })).toEqual({ code: 0, stdout: 'wrote .mlready.yml\n', stderr: '' });
    const text = readFileSync(join(cwd, '.mlready.yml'), 'utf8');
    expect(readConfig(text, 'x')).toHaveProperty('config.profile', null);
    const active = text.replace(
      /^# (?=(profile|severities|ignore|thresholds|limits|rules|waivers|attestations):| {2})/gm,
      '',
    );
    expect(readConfig(active, 'x')).toHaveProperty('config.profile', 'service');
    writeFileSync(join(cwd, '.mlready.yml'), active.replace(/^rules:[\s\S]*/m, ''));
    expect(mlready([], { cwd })).toMatchObject({ code: 0, stderr: '' });
  });

  it('never overwrites', () => {
    for (const name of ['.mlready.yml', '.mlready.yaml']) {
      const cwd = folderOf({ [name]: 'profile: service\n' });
      expect(mlready(['init'], { cwd })).toEqual({
        code: 2,
        stdout: '',
        stderr: `mlready: ${name} exists already, nothing was written\n`,
      });
      expect(readFileSync(join(cwd, name), 'utf8')).toBe('profile: service\n');
    }
    const cwd = folderOf();
    symlinkSync('nowhere', join(cwd, '.mlready.yml'));
    expect(mlready(['init'], { cwd }).code).toBe(2);
  });

  it('says where it cannot write', () => {
    expect(mlready(['init', 'nowhere'], { cwd: folderOf() }).stderr).toBe(
      'mlready: cannot write nowhere/.mlready.yml: no such file or folder\n',
    );
  });
});
