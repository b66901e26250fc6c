import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { churn, environment, folderOf, mlready, node } from './mlready.ts';

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', [...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(),
  });
}

describe('the package', () => {
  let folder = '';

  beforeAll(() => {
    // A folder that outlives one test.
    folder = execFileSync('mktemp', ['-d', join('/tmp', 'mlready-package-XXXXXX')], { encoding: 'utf8' }).trim();
    const [packed] = JSON.parse(npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], '.'));
    npm(['init', '--yes'], folder);
    npm(['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', join(folder, packed.filename)], folder);
    return () => execFileSync('rm', ['-r', folder]);
  });

  it('brings no other package', () => {
    const names = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(names).toEqual(['mlready']);
    expect(existsSync(join(folder, 'node_modules/mlready/node_modules'))).toBe(false);
  });

  it('carries the rules, the licence and the notices, and no sources', () => {
    const files = readdirSync(join(folder, 'node_modules/mlready'));
    expect(files).toEqual(
      expect.arrayContaining(['dist', 'rules', 'LICENSE', 'THIRD-PARTY-NOTICES.md', 'package.json']),
    );
    expect(files).not.toContain('src');
    expect(files).not.toContain('test');
    const notices = readFileSync(join(folder, 'node_modules/mlready/THIRD-PARTY-NOTICES.md'), 'utf8');
    for (const name of ['commander', 'yaml', 'picomatch']) expect(notices).toMatch(new RegExp(`^## ${name} \\d`, 'm'));
    expect(notices).not.toMatch(/^## (vitest|typescript|rolldown|@biomejs)/m);
  });

  it('runs', () => {
    const bin = join(folder, 'node_modules/.bin/mlready');
    const env = environment({ PATH: `${dirname(node)}${delimiter}${process.env.PATH}` });
    const run = (...args: string[]) => execFileSync(bin, args, { cwd: folder, encoding: 'utf8', env });
    expect(run('--version')).toBe(mlready(['--version']).stdout);
    expect(run('rules')).toBe(mlready(['rules']).stdout);
    expect(run('explain', 'data/versioned')).toBe(mlready(['explain', 'data/versioned']).stdout);
    const repository = folderOf(churn);
    const args = [repository, '--format', 'json', '--date', '2026-11-20'];
    expect(run(...args)).toBe(mlready(args).stdout);
  });
});

describe('npm start', () => {
  const start = (...args: string[]) =>
    execFileSync(node, ['scripts/start.mjs', ...args], {
      encoding: 'utf8',
      env: environment({ INIT_CWD: process.cwd() }),
    });

  it('passes paths and commands on', () => {
    const repository = folderOf(churn);
    const args = [repository, '--format', 'json', '--date', '2026-11-20'];
    expect(start(...args)).toBe(mlready(args).stdout);
    expect(start('rules')).toBe(mlready(['rules']).stdout);
  });

  it('audits the sample where no path is given', () => {
    expect(start()).toMatch(/^mlready \d\S* {3}sample\b/);
    expect(JSON.parse(start('--format', 'json', '--only', 'data/*'))).toMatchObject({ name: 'sample' });
  });
});
