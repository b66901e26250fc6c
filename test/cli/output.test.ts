import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { churn, commit, folderOf, mlready, start } from './mlready.ts';

describe('--output', () => {
  it('writes the report there and nothing to stdout', () => {
    const cwd = folderOf(churn);
    const direct = mlready(['--format', 'json', '--date', '2026-11-20'], { cwd: folderOf(churn) }).stdout;
    const args = ['--format', 'json', '--date', '2026-11-20', '--output', 'report.json'];
    expect(mlready(args, { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    const { name, ...report } = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
    expect(report).toEqual({ ...JSON.parse(direct), name: undefined });
  });

  it('never colours a file', () => {
    const cwd = folderOf(churn);
    mlready(['--output', 'report.txt'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).not.toContain('\u001b');
  });

  it('takes - for stdout', () => {
    const cwd = folderOf(churn);
    expect(mlready(['--output', '-'], { cwd }).stdout).toMatch(/^mlready \d/);
    expect(readdirSync(cwd)).not.toContain('-');
  });

  it('replaces a file whole, keeps its mode, and goes through a link', () => {
    const cwd = folderOf({ ...churn, 'out/old.txt': 'old' });
    chmodSync(join(cwd, 'out/old.txt'), 0o640);
    symlinkSync('old.txt', join(cwd, 'out/link.txt'));
    expect(mlready(['--output', 'out/link.txt'], { cwd }).code).toBe(0);
    expect(lstatSync(join(cwd, 'out/link.txt')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'out/old.txt'), 'utf8')).toMatch(/^mlready \d/);
    expect(statSync(join(cwd, 'out/old.txt')).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['link.txt', 'old.txt']);
  });

  it('writes to a device without replacing it', () => {
    expect(mlready(['--output', '/dev/null'], { cwd: folderOf(churn) }).code).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('refuses a folder and a place that is not there, and leaves nothing', () => {
    const cwd = folderOf(churn);
    mkdirSync(join(cwd, 'out'));
    const before = readdirSync(cwd).sort();
    expect(mlready(['--output', 'out'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'mlready: --output out is a folder\n',
    });
    expect(mlready(['--output', 'no/where.txt'], { cwd })).toMatchObject({ code: 2, stdout: '' });
    expect(mlready(['--output', 'README.md/x'], { cwd })).toMatchObject({ code: 2, stdout: '' });
    expect(readdirSync(cwd).sort()).toEqual(before);
  });

  it('keeps the old file when the audit fails', () => {
    const cwd = folderOf({ ...churn, 'report.txt': 'old' });
    expect(mlready(['--output', 'report.txt', '--only', 'no/such'], { cwd }).code).toBe(2);
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).toBe('old');
  });

  it('writes the report before it gates', () => {
    const cwd = folderOf(churn);
    expect(mlready(['--output', 'report.txt', '--fail-under', '100'], { cwd }).code).toBe(1);
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).toMatch(/^mlready \d/);
  });
});

describe('Ctrl-C', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends it with %i and leaves nothing behind', async (signal, expected) => {
    const cwd = folderOf({ ...churn, 'report.txt': 'old' });
    commit(cwd);
    const tools = folderOf({ git: '#!/bin/sh\ntouch "$(dirname "$0")/started"\nexec sleep 5\n' });
    chmodSync(join(tools, 'git'), 0o755);
    const temporary = folderOf();
    const before = readdirSync(cwd).sort();

    const child = start(['--output', 'report.txt'], cwd, { PATH: `${tools}:${process.env.PATH}`, TMPDIR: temporary });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
    while (!existsSync(join(tools, 'started'))) await wait(10);
    child.kill(signal);
    expect(await ended).toBe(expected);
    expect(stderr).toBe('');
    expect(readdirSync(cwd).sort()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).toBe('old');
  });
});
