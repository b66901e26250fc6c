import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auc } from '../../bench/auc.ts';

test('counts the pairs in which the positive ranks above', () => {
  expect(auc([3, 4], [1, 2])).toBe(1);
  expect(auc([1, 2], [3, 4])).toBe(0);
  expect(auc([2, 4], [1, 3])).toBe(0.75);
});

test('ties count half', () => {
  expect(auc([5, 5], [5])).toBe(0.5);
  expect(auc([2, 1], [1, 0])).toBe(0.875);
});

test('has no value where one side is empty', () => {
  expect(auc([], [1])).toBeNull();
  expect(auc([1], [])).toBeNull();
});

test('is the share of pairs, by its definition', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(scores, scores, (positives, negatives) => {
      const pairs = positives.flatMap((a) => negatives.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
      const wanted = pairs.reduce<number>((sum, each) => sum + each, 0) / pairs.length;
      expect(auc(positives, negatives)).toBeCloseTo(wanted, 10);
    }),
  );
});
