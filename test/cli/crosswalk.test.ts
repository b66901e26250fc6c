import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { churn, commit, folderOf, mlready } from './mlready.ts';

const schema = JSON.parse(readFileSync('crosswalk.schema.json', 'utf8'));
const attestation = `attestations:
  - item: ml-test-score/model-2
    reason: Click rates follow AUC, see docs/releases.md.
    by: Ada
    expires: 2026-11-30
`;

describe('mlready crosswalk', () => {
  it.each([
    ['ml-test-score', 28],
    ['completeness', 5],
    ['neurips', 16],
    ['practices', 27],
  ])('tells an audit as %s, by the schema', (to, size) => {
    const { code, stdout, stderr } = mlready(['crosswalk', '--to', to, '--format', 'json', '--quiet'], {
      cwd: folderOf(churn),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const told = JSON.parse(stdout);
    expect(new Ajv2020().validate(schema, told)).toBe(true);
    expect(told.list.id).toBe(to);
    const counts: number[] = Object.values(told.counts);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(size);
    expect(told.score === null).toBe(to !== 'ml-test-score');
  });

  it('counts half a point for somebody’s word, until it expires', () => {
    const cwd = folderOf({ ...churn, '.mlready.yml': attestation });
    const on = (date: string) =>
      mlready(['crosswalk', '--to', 'ml-test-score', '--date', date, '--quiet', '--format', 'markdown'], { cwd })
        .stdout;
    expect(on('2026-11-21')).toContain('attested (0.5) | Ada: Click rates follow AUC, see docs/releases.md.');
    expect(on('2026-12-01')).not.toContain('attested (0.5)');
    expect(on('2026-12-01')).toContain('expired on 2026-11-30');
  });

  it('reads a revision and writes into a file', () => {
    const cwd = folderOf({ ...churn, '.mlready.yml': attestation });
    commit(cwd);
    const args = [
      'crosswalk',
      '.',
      '--to',
      'ml-test-score',
      '--rev',
      'main',
      '--output',
      'list.txt',
      '--date',
      '2026-11-21',
    ];
    expect(mlready(args, { cwd })).toMatchObject({ code: 0, stdout: '' });
    const text = readFileSync(join(cwd, 'list.txt'), 'utf8');
    expect(text).toContain('ML Test Score');
    expect(text).toMatch(/^ {2}0(\.5)? of 7 /m);
    expect(text).toContain('Ada: Click rates follow AUC');
  });

  it('says what is wrong with arguments and attestations', () => {
    const cwd = folderOf({ ...churn, '.mlready.yml': 'attestations:\n  - item: neurips/17\n    reason: So it is.\n' });
    expect(mlready(['crosswalk'], { cwd })).toMatchObject({
      code: 2,
      stderr: "mlready: required option '--to <list>' not specified\n",
    });
    expect(mlready(['crosswalk', '--to', 'neurips'], { cwd })).toMatchObject({
      code: 2,
      stderr: 'mlready: .mlready.yml:2: unknown item "neurips/17", did you mean "neurips/1"?\n',
    });
    expect(mlready(['crosswalk', '--to', 'neurip'], { cwd: folderOf(churn) })).toMatchObject({
      code: 2,
      stderr: 'mlready: unknown list "neurip", did you mean "neurips"?\n',
    });
    expect(mlready(['crosswalk', 'nowhere', '--to', 'neurips'], { cwd }).code).toBe(2);
  });
});
