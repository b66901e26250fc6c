import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { json, line, longest, path } from '../../src/report/neutral.ts';
import { wild } from './arbitrary.ts';

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('text of a repository', () => {
  test('shows escape sequences instead of obeying them', () => {
    expect(line('\u001b[31mred\u009b0m')).toBe('\\x1b[31mred\\x9b0m');
    expect(path('report\u202egnp.exe')).toBe('report\\u202egnp.exe');
    expect(line('tag\u{e0041}')).toBe('tag\\u{e0041}');
  });

  test('is one line: prose joins its lines, a path shows its line breaks', () => {
    expect(line(' one\r\n  two\tthree ')).toBe('one two three');
    expect(path('a\nb\tc.py')).toBe('a\\nb\\tc.py');
  });

  test('keeps letters of every script, accents and emoji', () => {
    const text = 'Datenqualität 数据 данные ข้อมูล 👍🏽 ❤️ e\u0301';
    expect(line(text)).toBe(text);
  });

  test('cannot grow without end', () => {
    expect(line('x'.repeat(1_000_000))).toHaveLength(longest.message);
    const long = path(`${'folder/'.repeat(1000)}train.py`);
    expect(long.length).toBeLessThanOrEqual(longest.path);
    expect(long).toMatch(/^folder\/.*…\S*folder\/train\.py$/);
    expect(line(`z${'\u0335'.repeat(300)}`).length).toBeLessThan(10);
  });

  test('never holds what cannot be seen', () => {
    fc.assert(fc.property(wild, (text) => !invisible.test(line(text)) && !invisible.test(path(text))));
  });

  test('parses to the same value from JSON', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const safe = json(JSON.stringify([text]));
        expect(safe).not.toMatch(invisible);
        expect(JSON.parse(safe)).toEqual([text]);
      }),
    );
  });
});
