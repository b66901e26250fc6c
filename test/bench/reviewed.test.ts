import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Contest } from '../../bench/labels.ts';
import { merged, placed, problemsOf, type Reviewed, summaries, written } from '../../bench/reviewed.ts';
import { outcomes } from '../../bench/tally.ts';
import { ownBook } from '../engine/support.ts';

const bench = fileURLToPath(new URL('../../bench/', import.meta.url));
const entry = (more: Partial<Reviewed> = {}): Reviewed => ({
  repo: 'owner/churn',
  commit: 'c'.repeat(40),
  rule: 'security/no-secrets',
  path: 'train.py',
  line: 12,
  true: true,
  why: 'a key of the tracking service stands in the call',
  ...more,
});

test('the recorded reviews are well formed, sorted, of rules that exist, and there once', () => {
  const recorded = JSON.parse(readFileSync(`${bench}reviewed.json`, 'utf8'));
  expect(problemsOf(recorded)).toEqual([]);
  expect(written(recorded)).toBe(readFileSync(`${bench}reviewed.json`, 'utf8'));
  const rules = ownBook().rules.map(({ id }) => id);
  expect(recorded.filter(({ rule }: Reviewed) => !rules.includes(rule))).toEqual([]);
});

test('every contested label says what shows it', () => {
  const contests: Contest[] = JSON.parse(readFileSync(`${bench}contested.json`, 'utf8'));
  const isComplete = ({ repo, rule, verdict, place, why }: Contest): boolean =>
    /^[^/]+\/[^/]+$/.test(repo) && rule.includes('/') && outcomes.includes(verdict) && place !== '' && why !== '';
  expect(contests.filter((each) => !isComplete(each))).toEqual([]);
});

test('what is malformed is told', () => {
  expect(problemsOf({})).toEqual(['it must be a list']);
  expect(problemsOf([{ ...entry(), commit: 'HEAD' }])).toEqual([
    expect.stringMatching(/^\/0: \/commit must match pattern/),
  ]);
  expect(problemsOf([{ ...entry(), why: ' ' }])).toHaveLength(1);
  expect(problemsOf([{ ...entry(), true: null }])).toEqual(['/0: /true must be boolean']);
  expect(problemsOf([{ ...entry(), line: null }])).toEqual(['/0: it needs path and line, or neither']);
  expect(problemsOf([{ ...entry(), path: null, line: null, cell: 1 }])).toEqual(['/0: it has a cell without a path']);
  expect(problemsOf([{ ...entry(), secret: 'x' }])).toHaveLength(1);
});

test('order and duplicates are told', () => {
  expect(problemsOf([entry(), entry({ line: 14 }), entry({ repo: 'owner/fraud' })])).toEqual([]);
  expect(problemsOf([entry({ line: 14 }), entry()])).toEqual([`/1: it is out of order: ${placed(entry())}`]);
  expect(problemsOf([entry(), entry({ true: false })])).toEqual([`/1: it is there twice: ${placed(entry())}`]);
});

test('merging keeps what is there, adds what is new and tells contradictions', () => {
  const { entries, problems } = merged(
    [entry()],
    [
      entry({ why: 'said anew' }),
      entry({ line: 3 }),
      entry({ line: 3, true: false }),
      entry({ path: null, line: null }),
    ],
  );
  expect(entries.map(({ line, why }) => [line, why.slice(0, 5)])).toEqual([
    [null, 'a key'],
    [3, 'a key'],
    [12, 'a key'],
  ]);
  expect(problems).toEqual([`${placed(entry({ line: 3 }))} is called both true and false`]);
});

test('whatever is merged is well formed and read back as it was', () => {
  const place = fc.oneof(
    fc.constant({ path: null, line: null }),
    fc.record({ path: fc.constantFrom('a.py', 'b.py'), line: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ path: fc.constant('a.ipynb'), line: fc.integer({ min: 1, max: 3 }), cell: fc.nat({ max: 2 }) }),
  );
  const any = fc
    .record({
      repo: fc.constantFrom('a/b', 'a/c', 'B/a'),
      rule: fc.constantFrom('data/versioned', 'testing/ci'),
      place,
    })
    .map(({ place, ...rest }) => entry({ ...rest, ...place }));
  fc.assert(
    fc.property(fc.array(any), fc.array(any), (existing, added) => {
      const { entries } = merged(merged([], existing).entries, added);
      expect(problemsOf(entries)).toEqual([]);
      expect(JSON.parse(written(entries))).toEqual(entries);
    }),
  );
});

test('the summary tells how many of a rule are so', () => {
  const rows = [
    entry(),
    entry({ line: 2, true: false }),
    entry({ repo: 'owner/fraud' }),
    entry({ rule: 'testing/ci' }),
  ];
  expect(summaries(rows)).toEqual([
    { rule: 'security/no-secrets', checked: { hits: 2, of: 3 }, repositories: 2 },
    { rule: 'testing/ci', checked: { hits: 1, of: 1 }, repositories: 1 },
  ]);
});
