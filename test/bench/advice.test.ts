import { expect, test } from 'vitest';
import { adviceOf, type Evidence, evidence, isReported, withAdvice } from '../../bench/advice.ts';
import type { Judged } from '../../bench/compare.ts';
import type { Reviewed } from '../../bench/reviewed.ts';
import { finding, report, rule } from './samples.ts';

const commit = 'b'.repeat(40);
const fails = (rule: string, verdicts: readonly boolean[], repositories = verdicts.length): Evidence[] =>
  verdicts.map((isTrue, index) => ({ rule, repo: `owner/r${index % repositories}`, true: isTrue }));
const reviewed = (more: Partial<Reviewed>): Reviewed => ({
  repo: 'owner/fraud',
  commit,
  rule: 'data/versioned',
  path: 'train.py',
  line: 3,
  true: true,
  why: 'reads a file of the web without a version',
  ...more,
});

test('a rule whose fails are under 90 % right becomes advice', () => {
  const found = adviceOf([
    ...fails(
      'code/types',
      Array.from({ length: 10 }, (_, index) => index > 1),
    ),
    ...fails(
      'code/linter',
      Array.from({ length: 10 }, (_, index) => index > 0),
    ),
  ]);
  expect([...found]).toEqual([['code/types', { hits: 8, of: 10 }]]);
});

test('one error silences no rule: it takes ten judged fails from three repositories', () => {
  const wrong = (count: number, repositories?: number) =>
    fails(
      'code/types',
      Array.from({ length: count }, () => false),
      repositories,
    );
  expect(adviceOf(wrong(9)).size).toBe(0);
  expect(adviceOf(wrong(12, 2)).size).toBe(0);
  expect(adviceOf(wrong(12, 3)).size).toBe(1);
});

test('labels come before reviews of the same verdict, and what is no longer reported is no evidence', () => {
  const rows: Judged[] = [
    { repo: 'owner/churn', rule: 'data/versioned', label: 'pass', got: 'fail', advice: false, contested: null },
    { repo: 'owner/churn', rule: 'testing/ci', label: 'fail', got: 'pass', advice: false, contested: null },
  ];
  const reports = new Map([
    [
      `owner/fraud@${commit}`,
      report([
        rule('data/versioned', 'fail', { findings: [finding('train.py', 3), finding('eda.ipynb', 1, { cell: 4 })] }),
      ]),
    ],
  ]);
  const found = evidence(
    rows,
    [
      reviewed({ repo: 'owner/churn' }),
      reviewed({}),
      reviewed({ line: 4, true: false, why: 'the place was wrong' }),
      reviewed({ path: 'eda.ipynb', line: 1, cell: 4 }),
      reviewed({ path: 'eda.ipynb', line: 1, cell: 5, true: false }),
      reviewed({ repo: 'owner/unstored', true: false }),
    ],
    reports,
  );
  expect(found).toEqual([
    { repo: 'owner/churn', rule: 'data/versioned', true: false },
    { repo: 'owner/fraud', rule: 'data/versioned', true: true },
    { repo: 'owner/fraud', rule: 'data/versioned', true: true },
    { repo: 'owner/unstored', rule: 'data/versioned', true: false },
  ]);
});

test('a fail without a place is reported as long as the rule fails', () => {
  const entry = reviewed({ rule: 'testing/ci', path: null, line: null });
  expect(isReported(entry, report([rule('testing/ci', 'fail')]))).toBe(true);
  expect(isReported(entry, report([rule('testing/ci', 'pass')]))).toBe(false);
  expect(isReported(entry, report([]))).toBe(false);
  expect(isReported(entry, undefined)).toBeNull();
});

const text = `# yaml-language-server: $schema=../schema.json
title: Types are checked
severity: { portfolio: low, research: off, service: medium, library: medium }
why: A type error is found before it runs.
expect: { file: { paths: [mypy.ini] } }
`;

test('the line is put below the severity, renewed, and taken out again', () => {
  const once = withAdvice(text, { hits: 4, of: 5 });
  expect(once.split('\n')[3]).toBe('advice: true # by the bench: 4 of 5 judged fails are so');
  expect(withAdvice(once, { hits: 4, of: 5 })).toBe(once);
  expect(withAdvice(once, { hits: 7, of: 9 })).toContain('7 of 9');
  expect(withAdvice(once, null)).toBe(text);
});

test('severities on lines of their own stay together', () => {
  const block = text.replace(/severity:.*/, 'severity:\n  portfolio: low\n  library: medium');
  expect(withAdvice(block, { hits: 1, of: 5 })).toContain('  library: medium\nadvice: true # by the bench');
});

test('what somebody wrote by hand is left alone', () => {
  const byHand = text.replace('why:', 'advice: true\nwhy:');
  expect(withAdvice(byHand, { hits: 1, of: 5 })).toBe(byHand);
  expect(withAdvice(byHand, null)).toBe(byHand);
});
