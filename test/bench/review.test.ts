import { expect, test } from 'vitest';
import { excerpt, withheld } from '../../bench/excerpt.ts';
import { unchecked } from '../../bench/findings.ts';
import type { Reviewed } from '../../bench/reviewed.ts';
import { finding, report, rule } from './samples.ts';

const audited = report([
  rule('data/versioned', 'fail', {
    findings: [
      finding('train.py', 3),
      finding('train.py', 3, { column: 9 }),
      finding('eda.ipynb', 2, { cell: 1 }),
      finding('train.py', 8, { confidence: 'hint' }),
      finding('train.py', 9),
    ],
  }),
  rule('testing/ci', 'fail', { because: [finding('train.py', 1)] }),
  rule('code/linter', 'fail', { severity: 'low' }),
  rule('testing/present', 'pass'),
]);

const checked: Reviewed = {
  repo: 'owner/churn',
  commit: 'a'.repeat(40),
  rule: 'data/versioned',
  path: 'train.py',
  line: 3,
  true: true,
  why: 'read without a version',
};

test('what remains to be checked of the fails: each place once, no hints, only the wanted severity', () => {
  const found = unchecked('owner/churn', audited, [], ['high'], 9);
  expect(found.map(({ entry: { rule, path, line, cell } }) => [rule, path, line, cell])).toEqual([
    ['data/versioned', 'train.py', 3, undefined],
    ['data/versioned', 'eda.ipynb', 2, 1],
    ['data/versioned', 'train.py', 9, undefined],
    ['testing/ci', null, null, undefined],
  ]);
});

test('what was checked counts among those that are enough', () => {
  const places = (most: number) =>
    unchecked('owner/churn', audited, [checked], ['high'], most).map(({ entry }) => entry.path);
  expect(places(9)).toEqual(['eda.ipynb', 'train.py', null]);
  expect(places(2)).toEqual(['eda.ipynb', null]);
  expect(places(1)).toEqual([null]);
});

test('an excerpt marks the line and shows its neighbours', () => {
  expect(excerpt('a\nb\nc\nd\ne\n', { path: 'train.py', line: 2 }, new Set(), 1)).toEqual([
    '      1 | a',
    '>     2 | b',
    '      3 | c',
  ]);
});

test('lines of a notebook count within the cell', () => {
  const notebook = JSON.stringify({ cells: [{ source: ['import os'] }, { source: ['x = 1\n', 'y = 2\n'] }] });
  expect(excerpt(notebook, { path: 'eda.ipynb', line: 2, cell: 1 }, new Set(), 0)).toEqual(['>     2 | y = 2']);
});

test('nothing is shown of a file with a credential, and nothing that looks like a key elsewhere', () => {
  const leaking = report([
    rule('security/no-secrets', 'fail', {
      findings: [finding('.env', 1), finding('log.py', 4, { confidence: 'hint' })],
    }),
  ]);
  const hidden = withheld(leaking);
  expect(excerpt('TOKEN=abc', { path: '.env', line: 1 }, hidden, 0)).toBeNull();
  expect(excerpt('login("abc")', { path: 'log.py', line: 9 }, hidden, 0)).toBeNull();
  const key = ['hf', 'QvLpZtRwYxKc4NbMjHgF'].join('_');
  const shown = excerpt(`login(token="${key}")\u001b[2J`, { path: 'train.py', line: 1 }, hidden, 0);
  expect(shown).toEqual(['>     1 | login(token="…")?[2J']);
});
