import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { baselineSchema } from '../../src/baseline.ts';
import type { Report } from '../../src/model.ts';
import { churn, folderOf, mlready } from './mlready.ts';

const unseeded = (churn['train.py'] ?? '').replaceAll(', random_state=0', '');
const files = { ...churn, 'train.py': unseeded };
// Put together here, so that this file holds no credential.
const token = `hf_${'qNdkVbzRtYwLmXcJh'}${'GfPsAoEiUnTvBxKqZ'}`;

function kept(extra: Readonly<Record<string, string>> = {}): string {
  const cwd = folderOf({ ...files, ...extra });
  expect(mlready(['--write-baseline', 'baseline.json', '--quiet'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  return cwd;
}

const compare = (cwd: string, ...more: string[]) => mlready(['--baseline', 'baseline.json', ...more], { cwd });
const reportOf = (cwd: string, ...more: string[]): Report =>
  JSON.parse(compare(cwd, '--format', 'json', '--fail-on', 'never', ...more).stdout);

describe('a baseline', () => {
  it('is the same file each time, sorted, valid, and without code', () => {
    const cwd = kept();
    const text = readFileSync(join(cwd, 'baseline.json'), 'utf8');
    mlready(['--write-baseline', 'again.json', '--quiet'], { cwd });
    expect(readFileSync(join(cwd, 'again.json'), 'utf8')).toBe(text);
    const { entries } = JSON.parse(text) as { entries: { rule: string; path: string | null }[] };
    expect(new Ajv2020({ strict: false }).validate(baselineSchema, JSON.parse(text))).toBe(true);
    const order = entries.map(({ rule, path }) => `${rule}\n${path ?? ''}`);
    expect(order).toEqual([...order].sort());
    expect(text).not.toMatch(/frame|churn\.csv|X_train/);
    expect(text.split('\n').filter((line) => line.includes('"rule"'))).toHaveLength(entries.length);
  });

  it('quiets what it holds, also where lines moved or files were renamed', () => {
    const cwd = kept();
    expect(compare(cwd)).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(join(cwd, 'train.py'), unseeded.replaceAll('    ', '  ').replace('\n', '\n\n\n'));
    expect(compare(cwd)).toMatchObject({ code: 0, stderr: '' });
    renameSync(join(cwd, 'train.py'), join(cwd, 'fit.py'));
    writeFileSync(join(cwd, 'README.md'), (churn['README.md'] ?? '').replace('train.py', 'fit.py'));
    const { code, stdout, stderr } = compare(cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\d+ findings in the baseline, 0 new\./);
    expect(stdout).toMatch(/^ +in the baseline$/m);
  });

  it('fails the run for what is new, and shows it first', () => {
    const cwd = kept();
    appendFileSync(join(cwd, 'requirements.txt'), 'requests\n');
    expect(compare(cwd)).toMatchObject({
      code: 1,
      stderr: 'mlready: 1 practice fails, which the baseline does not hold (baseline.json): environment/pinned\n',
    });
    expect(compare(cwd, '--fail-on', 'new:high').code).toBe(1);
    expect(compare(cwd, '--fail-on', 'never').code).toBe(0);
    expect(compare(cwd, '--fail-on', 'any')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('practices fail (--fail-on): '),
    });
  });

  it('counts the same finding twice where it stands twice', () => {
    const cwd = kept();
    appendFileSync(join(cwd, 'train.py'), (unseeded.split('\n')[6] ?? '').replace(/^/, '\n'));
    const rule = reportOf(cwd).rules.find(({ id }) => id === 'training/seeds');
    expect(rule?.known).toBe(false);
    expect(rule?.findings.map(({ known = false }) => known).sort()).toEqual([false, true]);
  });

  it('tells what of it is gone', () => {
    const cwd = kept();
    writeFileSync(join(cwd, 'train.py'), churn['train.py'] ?? '');
    const { code, stdout } = compare(cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +baseline\.json +1 of training\/seeds is gone: --write-baseline takes it out$/m);
    expect(reportOf(cwd, '--only', 'data').notices).toEqual([]);
  });

  it('holds nothing of a credential, and quiets that one only in its place', () => {
    const cwd = kept({ 'app.py': `HUB_TOKEN = "${token}"\n` });
    const text = readFileSync(join(cwd, 'baseline.json'), 'utf8');
    expect(text).toContain('security/no-secrets');
    expect(text).not.toContain(token.slice(3, 12));
    expect(compare(cwd).code).toBe(0);
    writeFileSync(join(cwd, 'other.py'), `OTHER_TOKEN = "${token}"\n`);
    expect(compare(cwd)).toMatchObject({ code: 1, stderr: expect.stringContaining('security/no-secrets') });
  });

  it('is not for a part of the rules, and new needs one', () => {
    const cwd = folderOf(files);
    expect(mlready(['--write-baseline', 'b.json', '--only', 'data'], { cwd })).toMatchObject({ code: 2, stdout: '' });
    expect(mlready(['--fail-on', 'new'], { cwd })).toMatchObject({
      code: 2,
      stderr: 'mlready: --fail-on new needs a --baseline to compare with\n',
    });
    expect(mlready(['--fail-on', 'sometimes'], { cwd }).stderr).toContain('Expected new, any or never');
  });

  it.each([
    ['{"version": "1.4.0", "results": {}}', 'baseline.json: is no baseline of mlready; --write-baseline writes one'],
    ['[]', 'baseline.json: is no baseline of mlready; --write-baseline writes one'],
    ['{"tool": ', 'baseline.json: is not valid JSON; write it anew with --write-baseline'],
    ['{\n<<<<<<< HEAD\n', 'baseline.json: has an unresolved merge conflict; write it anew with --write-baseline'],
    [
      '{"tool": "mlready baseline", "schemaVersion": 2, "entries": []}',
      'baseline.json: has schema version 2, and this mlready reads version 1',
    ],
    [
      '{"tool": "mlready baseline", "schemaVersion": 1, "entries": [{"rule": 3}]}',
      "baseline.json: is damaged at /entries/0: it must have required property 'path'",
    ],
  ])('that is none is refused: %s', (text, message) => {
    const cwd = folderOf({ ...files, 'baseline.json': text });
    expect(compare(cwd)).toEqual({ code: 2, stdout: '', stderr: `mlready: ${message}\n` });
  });

  it('must be there', () => {
    expect(compare(folderOf(files))).toMatchObject({
      code: 2,
      stderr: 'mlready: cannot read the baseline baseline.json: no such file or folder\n',
    });
  });
});
