import { expect, test } from 'vitest';
import { asContested, described, differences, judged } from '../../bench/compare.ts';
import type { Contest, Label, RuleLabel } from '../../bench/labels.ts';
import { percent, tallies, tally } from '../../bench/tally.ts';
import type { Outcome } from '../../src/model.ts';
import { finding, report, rule } from './samples.ts';

const given = (verdict: Outcome, sure = true): RuleLabel => ({ verdict, sure, evidence: ['train.py:3'], note: 'seen' });

const label: Label = {
  repo: 'someone/churn',
  commit: 'a'.repeat(40),
  ml: true,
  profile: ['research', 'portfolio'],
  traits: { trains: true, serves: false, llm: false },
  stack: ['scikit-learn', 'Weights & Biases', 'Poetry'],
  rules: {
    'data/versioned': given('fail'),
    'training/seeds': given('fail'),
    'training/config': given('fail'),
    'testing/present': given('pass'),
    'testing/ci': given('pass', false),
    'code/linter': given('skip'),
  },
};

const audited = report(
  [
    rule('data/versioned', 'fail', { findings: [finding('train.py', 3)] }),
    rule('training/seeds', 'pass'),
    rule('testing/present', 'fail', { because: [finding('churn.ipynb', 1, { cell: 2 })] }),
    rule('testing/ci', 'fail'),
    rule('code/linter', 'unknown', { unread: [{ path: 'pyproject.toml', line: null, reason: 'it is damaged' }] }),
  ],
  {
    stack: [
      { name: 'Scikit Learn', group: 'Libraries', used: true, evidence: [] },
      { name: 'Weights & Biases', group: 'Tracking', used: true, evidence: [] },
      { name: 'Docker', group: 'Containers', used: true, evidence: [] },
    ],
  },
);

test('only sure labels count, and rules that the tool lacks are wrong', () => {
  const rows = judged(label, audited, []);
  const { agreed, precision, recall, said } = tally(rows);
  expect(agreed).toEqual({ hits: 1, of: 5 });
  expect(precision).toEqual({ hits: 1, of: 2 });
  expect(recall).toEqual({ hits: 1, of: 3 });
  expect(said.unknown).toEqual({ hits: 0, of: 1 });

  const existing = rows.filter(({ got }) => got !== 'absent');
  expect(tally(existing).agreed).toEqual({ hits: 1, of: 4 });
  expect(tally(existing).recall).toEqual({ hits: 1, of: 2 });
  expect(tallies(rows).get('training/config')?.agreed).toEqual({ hits: 0, of: 1 });
});

test('a contested label counts as wrong, and as right in the figure beside', () => {
  const contests: Contest[] = [
    {
      repo: 'someone/churn',
      rule: 'training/seeds',
      verdict: 'pass',
      place: 'train.py:9',
      why: 'seeded by the helper of the framework',
    },
    {
      repo: 'another/churn',
      rule: 'testing/present',
      verdict: 'fail',
      place: 'tests/a.py:1',
      why: 'not of this repository',
    },
  ];
  const rows = judged(label, audited, contests);
  expect(tally(rows).agreed).toEqual({ hits: 1, of: 5 });
  expect(tally(asContested(rows)).agreed).toEqual({ hits: 2, of: 5 });
  expect(tally(asContested(rows)).recall).toEqual({ hits: 1, of: 2 });
});

test('differences tell both sides, the unsure labels included', () => {
  const found = differences(label, audited, []);
  expect(found.map(({ rule, label, got, sure, found }) => ({ rule, label, got, sure, found }))).toEqual([
    { rule: 'training/seeds', label: 'fail', got: 'pass', sure: true, found: [] },
    { rule: 'testing/present', label: 'pass', got: 'fail', sure: true, found: ['churn.ipynb#2:1 is not so'] },
    { rule: 'testing/ci', label: 'pass', got: 'fail', sure: false, found: [] },
    { rule: 'code/linter', label: 'skip', got: 'unknown', sure: true, found: ['pyproject.toml unread: it is damaged'] },
  ]);
});

test('traits, stack and profile are compared, too', () => {
  const { profile, traits, stack } = described(label, audited);
  expect(profile.same).toBe(true);
  expect(traits.filter(({ same }) => !same)).toEqual([
    { trait: 'serves', got: null, label: false, same: false },
    { trait: 'llm', got: 'absent', label: false, same: false },
  ]);
  expect(stack).toEqual({ found: ['scikit-learn', 'Weights & Biases'], lacking: ['Poetry'], more: ['Docker'] });
});

test('a share of nothing is no figure', () => {
  expect(percent({ hits: 0, of: 0 })).toBe('–');
  expect(percent({ hits: 2, of: 3 })).toBe('66.7 % (2/3)');
});
