import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needlesOf } from '../../src/facts/needles.ts';

describe('needles', () => {
  it('are found alone and in pairs', () => {
    const needles = needlesOf(['.fit', 'torch&&load(', 'load_model']);
    expect(needles.heldBy('model.fit(X)')).toBe(true);
    expect(needles.heldBy('load(path)')).toBe(false);
    expect(needles.heldBy('import torch\nx = torch.load(path)')).toBe(true);
    expect([...needles.among('torch.load(load_model)')]).toEqual(['torch&&load(', 'load_model']);
  });

  it('agree with a plain search, whatever overlaps', () => {
    const plainWord = fc.string({ unit: fc.constantFrom('a', 'b', '('), minLength: 1, maxLength: 4 });
    const word = fc.tuple(fc.boolean(), plainWord).map(([begins, one]) => (begins ? `<${one}` : one));
    const needle = fc.oneof(
      word,
      fc.tuple(word, word).map(([first, second]) => `${first}&&${second}`),
    );
    fc.assert(
      fc.property(
        fc.array(needle, { maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b', '(', 'c') }),
        (list, text) => {
          const plain = list.some((one) => one.split('&&').every((part) => isIn(text, part)));
          expect(needlesOf(list).heldBy(text)).toBe(plain);
          expect(needlesOf(list).among(text).size > 0).toBe(plain);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

function isIn(text: string, part: string): boolean {
  if (!part.startsWith('<')) return text.includes(part);
  return [...text].some((_, at) => text.startsWith(part.slice(1), at) && (at === 0 || !/\w/.test(text[at - 1] ?? '')));
}

describe('an empty needle', () => {
  it('is held by every text', () => {
    for (const list of [[''], ['', 'torch'], ['torch&&']]) expect(needlesOf(list).heldBy('import torch')).toBe(true);
    expect(needlesOf(['']).heldBy('')).toBe(true);
    expect(needlesOf([]).heldBy('import torch')).toBe(false);
  });
});
