import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/app/store/overview.ts';
import { csv } from '../../../src/app/web/data/csv.ts';
import { distribution, figures, trend } from '../../../src/app/web/data/figures.ts';
import { asked, pageOf, parametersOf } from '../../../src/app/web/data/listing.ts';

function row(score: number | null): Row {
  const nothing = { problem: null, auditedAt: null, scoreChange: null, ruleSet: null, verdicts: null };
  const flags = { private: true, archived: false, topics: [], ml: score !== null, profile: null };
  return { id: 1, owner: 'acme', name: 'x', ...flags, score, grade: null, passes: null, fails: null, ...nothing };
}

describe('figures', () => {
  it('put every score into one bin, 100 into the last', () => {
    const bins = distribution([0, 4.9, 5, 44.9, 45, 99.9, 100].map(row));
    expect(bins.map(({ count }) => count).reduce((a, b) => a + b)).toBe(7);
    expect(bins[0]).toMatchObject({ from: 0, count: 2 });
    expect(bins.at(-1)).toMatchObject({ from: 95, count: 2 });
    expect(bins[9]).toMatchObject({ from: 45, to: 50, count: 1 });
  });

  it('know mean and median, and none of nothing', () => {
    expect(figures([10, 20, 60].map(row))).toMatchObject({ mean: 30, median: 20, scored: 3 });
    expect(figures([10, 20].map(row))).toMatchObject({ median: 15 });
    expect(figures([row(null)])).toMatchObject({ mean: null, median: null, repositories: 1 });
  });
});

describe('the trend', () => {
  const monday = (week: number) => new Date(Date.UTC(2026, 10, 2 + 7 * week));

  it('is reckoned back from the present, week by week', () => {
    const points = trend(
      [row(80), row(60)],
      [
        { week: monday(0), score: 50, scored: 1 },
        { week: monday(2), score: 90, scored: 1 },
      ],
      monday(3),
    );
    expect(points.map(({ mean, scored }) => [mean, scored])).toEqual([
      [50, 1],
      [50, 1],
      [70, 2],
    ]);
  });

  it('is a point without changes, and nothing without scores', () => {
    expect(trend([row(80)], [], monday(0))).toHaveLength(1);
    expect(trend([row(null)], [], monday(0))).toEqual([]);
  });
});

describe('the address of a list', () => {
  it('says what is asked, and only what is not plain', () => {
    const asking = asked(new URLSearchParams('q=churn&sort=score&page=3'));
    expect(asking).toMatchObject({ q: 'churn', sort: 'score', descending: true, page: 3 });
    expect(parametersOf(asking)).toBe('?q=churn&sort=score');
    expect(parametersOf(asking, { page: 2 })).toBe('?q=churn&sort=score&page=2');
    expect(parametersOf(asked(new URLSearchParams()))).toBe('');
    for (const query of ['sort=score&order=asc', 'sort=name&order=desc', 'grade=A&state=archived']) {
      expect(asked(new URLSearchParams(parametersOf(asked(new URLSearchParams(query)))))).toEqual(
        asked(new URLSearchParams(query)),
      );
    }
  });

  it('ends at the last page', () => {
    expect(pageOf([row(1), row(2), row(3)], 9, 2)).toMatchObject({ page: 2, pages: 2, from: 3, to: 3, total: 3 });
    expect(pageOf([], 1)).toMatchObject({ page: 1, from: 0, to: 0 });
  });
});

it('writes CSV that no spreadsheet runs', () => {
  expect(
    csv(
      ['a', 'b'],
      [
        ['=1+1', -2],
        ['say "x", y', null],
      ],
    ),
  ).toBe(`a,b\r\n'=1+1,-2\r\n"say ""x"", y",\r\n`);
});
