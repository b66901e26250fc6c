import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportRule } from '../../src/model.ts';
import { markdown } from '../../src/report/markdown.ts';
import { anyReport } from './arbitrary.ts';
import { base, expectHarmless, link, nodes } from './harmless.ts';
import { bad, good, hostile, leaked, many, middling, notMl, notMlLeaked, unknowns } from './samples.ts';

describe('a report', () => {
  test('has the grade in its heading, then a summary, then the steps', () => {
    expect(markdown(middling).split('\n').slice(0, 8)).toEqual([
      '### mlready: **C 74** of 100',
      '',
      '`house-prices`, profile portfolio: no paper, no deployment target  ',
      '44 practices apply: 31 pass, 12 fail, 1 waits for another.',
      '',
      '**To reach B (75)**',
      '',
      '1. **+2.9** At least 90 % of the direct dependencies are pinned, or a lock file pins them all (`requirements.txt:1` and 5 more)',
    ]);
  });

  test('shows at most three steps and what the others are worth', () => {
    expect(markdown(bad)).toContain('\nand 7 more, +21.0 together\n');
    expect(markdown(bad)).not.toContain('\n4. ');
  });

  test('links lines, and whole notebooks where the line is one of a cell', () => {
    const text = markdown(middling, { link });
    expect(text).toContain(`[\`src/train.py:41\`](${base}src/train.py#L41) → [\`:47\`](${base}src/train.py#L47)`);
    expect(text).toContain(`[\`explore.ipynb cell 12:1\`](${base}explore.ipynb)`);
  });

  test('has every failed practice in its table, with points', () => {
    const table = nodes(markdown(middling)).find((node) => node.type === 'table');
    expect(table?.children).toHaveLength(1 + middling.counts.fail);
    expect(markdown(middling)).toContain('| There is a licence |  | +1.9 |');
  });

  test('folds away remedies, checklist, what could not be read and the stack', () => {
    const titles = [...markdown({ ...unknowns, stack: good.stack }).matchAll(/<summary>(.*)<\/summary>/g)].map(
      (found) => found[1],
    );
    expect(titles).toEqual([
      'How to fix the 6',
      'Advice, outside the score: 2 practices',
      'Could not be read: 3 places',
      'The whole checklist: 36 pass, 6 fail, 3 unknown, 1 does not apply',
      'The stack: 5 tools',
    ]);
  });

  test('keeps lines to be written as a block of code', () => {
    expect(markdown(middling)).toContain('```\ndata/\ncheckpoints/\nmlruns/\n```');
  });

  test('names version, commit and date', () => {
    expect(markdown(good).endsWith('<sub>mlready 0.1.0 · commit `3f2c1ab` · 2026-11-20</sub>\n')).toBe(true);
  });

  test('of another kind of repository says why it has no grade, and lists leaked secrets', () => {
    expect(markdown(notMl)).toMatch(/^### mlready: no grade\n\n`dotfiles`: This does not look like .*\n\n<sub>/);
    expect(markdown(notMlLeaked)).toContain(
      '| Practice | Where |\n| --- | --- |\n| No credential is committed | `deploy/settings.js:3` |',
    );
  });

  test('says why the grade is capped', () => {
    expect(markdown(leaked)).toContain('7 fail. Capped at D: a credential is committed.');
  });
});

describe('hostile strings', () => {
  test('show as they are and do nothing', () => {
    const text = markdown(hostile, { link });
    expectHarmless(text);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; @&#8203;octocat/team #&#8203;123');
  });

  test('cannot break out, wherever they stand and however little room there is', () => {
    fc.assert(
      fc.property(anyReport, fc.integer({ min: 2_000, max: 12_000 }), fc.boolean(), (report, maxLength, linked) => {
        const text = markdown(report, linked ? { maxLength, link } : { maxLength });
        expect(text.length).toBeLessThanOrEqual(maxLength);
        expectHarmless(text);
      }),
      { numRuns: 60 },
    );
  });

  test('cannot lead a link elsewhere', () => {
    expect(markdown(middling, { link: () => 'javascript:alert(1)' })).not.toContain('javascript');
    expect(markdown(good, { link: () => 'https://x.example/a) <b> [c](d|e' })).toContain(
      '(https://x.example/a%29%20%3Cb%3E%20%5Bc%5D%28d%7Ce)',
    );
  });
});

describe('a report that is too long', () => {
  const long = {
    ...bad,
    rules: bad.rules.map((rule) => ({ ...rule, findings: many.rules.flatMap(({ findings }) => findings) })),
  };

  test('stays under 60,000 characters by itself', () => {
    expect(markdown(long).length).toBeLessThanOrEqual(60_000);
  });

  test.each([2_000, 3_000, 5_000, 8_000, 12_000])(
    'of at most %i characters says how many rows are left out',
    (maxLength) => {
      const text = markdown(bad, { maxLength, link });
      expect(text.length).toBeLessThanOrEqual(maxLength);
      expectHarmless(text);
      const rows = text.match(/^\| .* \|$/gm)?.length ?? 0;
      const cut = Number(/_(\d+) failed practices? left out for length\._/.exec(text)?.[1] ?? 0);
      expect(rows - 2 + cut).toBe(bad.counts.fail);
      expect(text).toMatch(/left out for length|Left out for length/i);
      expect(text.endsWith('</sub>\n')).toBe(true);
    },
  );
});

test('any length from 2,000 on is kept', () => {
  for (let maxLength = 2_000; maxLength < 18_000; maxLength += 61) {
    for (const report of [bad, unknowns])
      expect(markdown(report, { maxLength, link }).length).toBeLessThanOrEqual(maxLength);
  }
});

test('a remedy or reason cannot begin a heading, list, quote or rule', () => {
  const rule = { ...bad.rules[0], verdict: 'fail', findings: [], because: [] } as ReportRule;
  for (const fix of [
    '# head',
    '- item',
    '+ item',
    '1. item',
    '2) item',
    '> quote',
    '---',
    '===',
    '| a | b |',
    '* item',
    '~~~',
  ]) {
    const text = markdown({ ...bad, rules: [{ ...rule, fix }], nextGrade: null });
    const shown = nodes(text).filter((node) => node.type === 'paragraph');
    expect(
      shown.flatMap((node) => node.children).some((node) => node.type === 'text' && node.value.includes(fix)),
    ).toBe(true);
    expectHarmless(text);
  }
});

test('the report of a repository with a leaked secret', async () => {
  await expect(markdown(leaked, { link })).toMatchFileSnapshot('leaked.md.txt');
});
