import { describe, expect, test } from 'vitest';
import { evidence, groups, hints, nextSteps, ranked, shortCommit, standing } from '../../src/report/order.ts';
import { position, where } from '../../src/report/place.ts';
import { catalogue } from './catalogue.ts';
import { at, bad, middling, reportOf } from './samples.ts';

const [sample] = catalogue;
if (sample === undefined) throw new Error('the catalogue is empty');

describe('order', () => {
  test('fails come by points, then severity, then catalogue order', () => {
    const rows = [
      { ...sample, id: 'data/a', verdict: 'fail', points: 1, severity: 'low' },
      { ...sample, id: 'data/b', verdict: 'fail', points: 2, severity: 'medium' },
      { ...sample, id: 'data/c', verdict: 'fail', points: 2, severity: 'high' },
      { ...sample, id: 'data/d', verdict: 'fail', points: 2, severity: 'medium' },
    ] as const;
    expect(ranked(rows, 'fail').map((rule) => rule.id)).toEqual(['data/c', 'data/b', 'data/d', 'data/a']);
  });

  test('a rule is off, advice or waiting before it is its verdict', () => {
    const rule = { ...sample, verdict: 'skip', blockedBy: 'data/x' } as const;
    expect(standing(rule)).toBe('waits');
    expect(standing({ ...rule, advice: true })).toBe('advice');
    expect(standing({ ...rule, severity: 'off' })).toBe('off');
    expect(standing({ ...rule, blockedBy: null })).toBe('skip');
  });

  test('hints are no evidence, and evidence is no hint', () => {
    const seeds = middling.rules.find((rule) => rule.id === 'training/seeds');
    expect(seeds && evidence(seeds).map(where)).toEqual(['src/net.py:18']);
    expect(hints(middling).flatMap(({ findings }) => findings.map(where))).toEqual([
      'src/sweep.py:7',
      'src/train.py:70',
      'Untitled1.ipynb:1',
    ]);
  });

  test('every rule is in exactly one group, also one of a category that is not listed', () => {
    const report = reportOf('own', [
      ...catalogue,
      { ...sample, id: 'house/naming', title: 'Our names', verdict: 'fail' },
    ]);
    const grouped = groups(report);
    expect(grouped.flatMap(({ rules }) => rules)).toHaveLength(report.rules.length);
    expect(grouped.at(-1)?.category).toMatchObject({ title: 'house', passed: 0, applicable: 1 });
  });

  test('without a next grade the most valuable fails are the next steps', () => {
    expect(nextSteps({ ...bad, nextGrade: null })[0]?.id).toBe('data/provenance');
  });
});

test('people count cells from 1', () => {
  expect(where(at('nb.ipynb#4:2', ''))).toBe('nb.ipynb cell 5:2');
  expect(position(at('nb.ipynb#0:1', ''))).toBe(' cell 1:1');
  expect(where({ path: 'big.csv', line: null })).toBe('big.csv');
});

test('a commit is its first seven digits', () => {
  expect(shortCommit('3f2c1ab9d04e')).toBe('3f2c1ab');
  expect(shortCommit(null)).toBeNull();
});
