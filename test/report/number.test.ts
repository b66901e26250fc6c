import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, figure, signed } from '../../src/report/number.ts';

test('points have one decimal and a sign', () => {
  expect([2.9, 3, 12.25, 0, -0, -0.04, -6.1, 1.45].map(signed)).toEqual([
    '+2.9',
    '+3.0',
    '+12.3',
    '0.0',
    '0.0',
    '0.0',
    '−6.1',
    '+1.5',
  ]);
});

test('scores lose a decimal that says nothing', () => {
  expect([68, 68.4, 100, 0, 74.96].map(figure)).toEqual(['68', '68.4', '100', '0', '75']);
});

test('a number that was rounded once is not changed by rounding again', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 1000 }), (tenths) => {
      expect(Number(decimal(tenths / 10).replace('−', '-'))).toBe(tenths === 0 ? 0 : tenths / 10);
    }),
  );
});
