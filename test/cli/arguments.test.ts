import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { churn, folderOf, mlready } from './mlready.ts';

/** One line on stderr, nothing on stdout, exit code 2. */
function refused(args: readonly string[], cwd: string): string {
  const { code, stdout, stderr } = mlready(args, { cwd });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^mlready: [^\n]+\n$/);
  return stderr.slice('mlready: '.length, -1);
}

describe('mlready', () => {
  it('prints its version', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(mlready(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('prints help with options, commands, exit codes and examples', () => {
    const { code, stdout, stderr } = mlready(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const options = [
      'rev',
      'profile',
      'format',
      'output',
      'fail-under',
      'only',
      'skip',
      'config',
      'date',
      'quiet',
      'verbose',
    ];
    for (const option of options) expect(stdout).toContain(`--${option}`);
    for (const command of ['rules', 'explain', 'test', 'init'])
      expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    expect(stdout).toContain('Exit codes:');
    expect(stdout).toContain('Examples:');
  });

  it('prints help of each command', () => {
    for (const command of ['rules', 'explain', 'test', 'init']) {
      const { code, stdout } = mlready([command, '--help']);
      expect({ code, usage: stdout.split('\n')[0] }).toMatchObject({ code: 0 });
      expect(stdout).toContain(`Usage: mlready ${command}`);
    }
  });

  it('suggests the option, command or rule that was meant', () => {
    const cwd = folderOf(churn);
    expect(refused(['--fromat', 'json'], cwd)).toContain("unknown option '--fromat', did you mean --format?");
    expect(refused(['explian'], cwd)).toContain('did you mean the command "explain"?');
    expect(refused(['--only', 'data/versoned'], cwd)).toContain(
      'unknown rule "data/versoned", did you mean "data/versioned"?',
    );
    expect(refused(['explain', 'versioned'], cwd)).toContain('did you mean "data/versioned"?');
  });

  it('refuses what it does not understand, in one line', () => {
    const cwd = folderOf(churn);
    expect(refused(['--fail-under', 'much'], cwd)).toContain('a number from 0 to 100');
    expect(refused(['--fail-under', '101'], cwd)).toContain('a number from 0 to 100');
    expect(refused(['--fail-under'], cwd)).toContain('argument missing');
    expect(refused(['--format', 'xml'], cwd)).toContain('text, markdown, json, sarif, html, badge');
    expect(refused(['--profile', 'hobby'], cwd)).toContain('portfolio, research, service, library');
    expect(refused(['--date', '2026-02-30'], cwd)).toContain('YYYY-MM-DD');
    expect(refused(['--date', 'today'], cwd)).toContain('YYYY-MM-DD');
    expect(refused(['--only', 'data/versioned,'], cwd)).toContain('separated by commas');
    expect(refused(['--skip', '*/*'], cwd)).toContain('leave no rule');
    expect(refused(['--quiet', '--verbose'], cwd)).toContain('--verbose');
    expect(refused(['.', 'x'], cwd)).toContain('too many arguments');
    expect(refused(['explain'], cwd)).toContain("missing required argument 'rule'");
    expect(refused(['nowhere/at/all'], cwd)).toContain('nowhere/at/all');
    expect(refused(['README.md'], cwd)).toContain('README.md');
    expect(refused(['--rev', 'v1'], cwd)).toContain('Git');
    expect(refused(['test', 'nowhere'], cwd)).toContain('no such file or folder');
    expect(refused(['test', '.'], cwd)).toContain('holds no rule files');
  });

  it('tells about its own mistakes with code 3', () => {
    const cwd = folderOf({ 'a/b': '' });
    const { code, stderr } = mlready([], { cwd, env: { MLREADY_TEST: '1', NODE_OPTIONS: `--import=${breaker(cwd)}` } });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^mlready: internal error, please report it: [^\n]+\n$/);
    const debug = mlready([], { cwd, env: { DEBUG: 'mlready', NODE_OPTIONS: `--import=${breaker(cwd)}` } });
    expect(debug.stderr).toContain('\n    at ');
  });
});

/** A module that lets the clock fail, which nothing expects. */
function breaker(folder: string): string {
  const inner = folderOf({
    'break.mjs': 'Date.prototype.toISOString = () => { throw new Error("the clock\\nstands still"); };\n',
  });
  expect(inner).not.toBe(folder);
  return join(inner, 'break.mjs');
}
