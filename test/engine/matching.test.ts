import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Failing, match } from '../../src/matching.ts';

const one = (rule: string, path: string | null, fingerprint: string, message = 'm'): Failing => ({
  rule,
  path,
  message,
  fingerprint,
});
const isSecret = (rule: string) => rule === 'security/no-secrets';
const counts = (before: Failing[], after: Failing[], exact = false) => {
  const { pairs, gone, fresh } = match(before, after, isSecret, exact);
  return [pairs.length, gone.length, fresh.length];
};

describe('matching', () => {
  it('prefers the same surroundings, then the same file, then any', () => {
    const old = one('a/b', 'x.py', 'c.1.2');
    const copies = [one('a/b', 'y.py', 'c.1.2'), one('a/b', 'x.py', 'c.3.4'), one('a/b', 'x.py', 'c.1.2')];
    for (const last of [2, 1, 0]) {
      const after = copies.slice(0, last + 1);
      expect(match([old], after, isSecret).pairs).toEqual([[old, after[last]]]);
    }
  });

  it('counts copies', () => {
    const print = one('a/b', 'x.py', 'c.1.2');
    expect(counts([print], [print, { ...print }])).toEqual([1, 0, 1]);
    expect(counts([print, { ...print }], [print])).toEqual([1, 1, 0]);
  });

  it('knows an edited line by what stands around it, or by what is said of nothing else in the file', () => {
    expect(counts([one('a/b', 'x', 'c.1.2')], [one('a/b', 'x', 'd.9.2')])).toEqual([1, 0, 0]);
    expect(counts([one('a/b', 'x', 'c.1.2')], [one('a/b', 'x', 'd.8.9')])).toEqual([1, 0, 0]);
    const two = [one('a/b', 'x', 'd.8.9'), one('a/b', 'x', 'e.6.7')];
    expect(counts([one('a/b', 'x', 'c.1.2')], two)).toEqual([0, 1, 2]);
    expect(counts([one('a/b', 'x', 'c.1.2')], [one('a/b', 'x', 'd.8.9', 'other')])).toEqual([0, 1, 1]);
  });

  it('never takes a credential for an edited one, nor for a moved one where it cannot tell', () => {
    const known = one('security/no-secrets', 'x', 'c.1.2');
    expect(counts([known], [one('security/no-secrets', 'x', 'd.1.2')])).toEqual([0, 1, 1]);
    expect(counts([known], [one('security/no-secrets', 'y', 'c.1.2')])).toEqual([0, 1, 1]);
    expect(counts([known], [one('security/no-secrets', 'y', 'c.1.2')], true)).toEqual([1, 0, 0]);
  });

  it('takes a rule that failed as a whole for failing at each place', () => {
    const whole = one('a/b', null, '');
    const places = [one('a/b', 'x', 'c.1.2'), one('a/b', 'y', 'd.1.2')];
    expect(counts([whole], places)).toEqual([2, 0, 0]);
    expect(counts(places, [whole])).toEqual([1, 1, 0]);
    expect(counts([whole], [one('a/c', 'x', 'c.1.2')])).toEqual([0, 1, 1]);
  });

  it('places each once, whatever there is', () => {
    const any = fc.array(
      fc.record({
        rule: fc.constantFrom('a/b', 'security/no-secrets'),
        path: fc.constantFrom('x', 'y'),
        message: fc.constantFrom('m', 'n'),
        fingerprint: fc.constantFrom('c.1.2', 'c.1.3', 'd.1.2', 'd.4.5', 'e'),
      }),
    );
    fc.assert(
      fc.property(any, any, fc.boolean(), (before, after, exact) => {
        const { pairs, gone, fresh } = match(before, after, isSecret, exact);
        expect(new Set([...pairs.map(([old]) => old), ...gone]).size).toBe(before.length);
        expect(new Set([...pairs.map(([, now]) => now), ...fresh]).size).toBe(after.length);
        expect(pairs.length + gone.length).toBe(before.length);
        for (const [old, now] of pairs) expect(old.rule).toBe(now.rule);
        expect(match(before, before, isSecret, exact).fresh).toEqual([]);
      }),
    );
  });
});
