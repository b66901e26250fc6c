import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model.ts';
import { type TextOptions, text } from '../../src/report/text.ts';
import { anyReport } from './arbitrary.ts';
import { bad, empty, good, hostile, leaked, many, middling, notMl, notMlLeaked, samples, unknowns } from './samples.ts';

const plainly = (report: Report, options: Partial<TextOptions> = {}) =>
  text(report, { colour: false, width: 80, verbose: false, quiet: false, ...options });

/** The lines of one practice: from its title to the next practice or blank line. */
function about(title: string, shown: string): string {
  const lines = shown.split('\n');
  const start = lines.findIndex((line) => line.includes(title));
  const end = lines.findIndex((line, index) => index > start && /^$|^ {4}(?:fail|waits|pass|unknown|hint) /.test(line));
  return lines.slice(start, end).join('\n');
}

describe('the verdict', () => {
  test('stands in the first lines', () => {
    expect(plainly(middling, { width: 100 }).split('\n').slice(0, 3)).toEqual([
      'mlready 0.1.0   house-prices @ 3f2c1ab   portfolio: no paper, no deployment target',
      '',
      '  C   74 of 100      44 practices apply · 31 pass · 12 fail · 1 waits for another',
    ]);
  });

  test('says what it could be, why it is not better and what no work can bring', () => {
    expect(plainly(unknowns)).toContain('Up to 89.5 if what is unknown turns out well.');
    expect(plainly(leaked)).toContain('Capped at D: a credential is committed.');
    expect(plainly({ ...good, outOfReach: 12.5 }, { width: 120 })).toContain(
      '12.5 points are out of reach: too little of what the portfolio profile asks for applies here.',
    );
  });

  test('is all there is when quiet, with the steps', () => {
    expect(plainly(good, { quiet: true })).toBe(
      [
        'mlready 0.1.0   churn-prediction @ 3f2c1ab',
        'portfolio: no paper, no deployment target',
        '',
        '  B   89.5 of 100      45 practices apply · 39 pass · 6 fail',
        '',
        '  To reach A (90)',
        '    +2.9  Every source of randomness in use is seeded',
        '',
      ].join('\n'),
    );
  });

  test('of a report without rules says so', () => {
    expect(plainly(empty)).toContain('No practice applies, so there is nothing to judge.');
  });
});

describe('practices', () => {
  test('that fail show severity, points, places in order, remedy and rule', () => {
    expect(about('Nothing is fitted', plainly(middling, { width: 100 })).replace(/ {2,}/g, '  ')).toBe(
      [
        '  fail  Nothing is fitted on data before it is split  high  +2.9',
        '  src/train.py:41  StandardScaler is fitted on all rows',
        '  → src/train.py:47  train_test_split comes afterwards',
        '  → src/train.py:52  the test part is judged',
        '  Fit the scaler on `X_train`, or put scaler and model into one `Pipeline`.',
        '  evaluation/no-preprocessing-leak',
      ].join('\n'),
    );
  });

  test('stand under their categories, which say how many of theirs pass', () => {
    expect(plainly(middling)).toMatch(/^ {2}Environment +5 of 7$/m);
    expect(plainly(middling)).not.toMatch(/Serving and operations/);
  });

  test('show four places and how many more there are, or all', () => {
    expect(plainly(many).match(/packages\/team/g)).toHaveLength(4);
    expect(plainly(many)).toContain('and 296 more');
    expect(plainly(many, { verbose: true }).match(/packages\/team/g)).toHaveLength(300);
  });

  test('without a place show why they apply', () => {
    expect(about('Runs are tracked', plainly(good))).toMatch(/training\/tracking, as src\/train\.py:60 RandomForest/);
  });

  test('that wait for another one are one line with the points they would bring', () => {
    expect(about('The docs state limitations', plainly(middling))).toMatch(
      /^ +waits +The docs state limitations .* medium +\+1\.9\n +waits for: A model card describes the model$/,
    );
  });

  test('that are unknown say so and list what could not be read', () => {
    expect(about('Nothing is fitted on test data', plainly(unknowns))).toMatch(
      /^ +unknown .*high +\+2\.9\n +what it needs/,
    );
    expect(plainly(unknowns)).toMatch(/notebooks\/train\.ipynb +larger than 50 MB/);
  });

  test('that pass or do not apply are shown only when verbose', () => {
    expect(plainly(good)).not.toMatch(/^ +pass |does not apply/m);
    const verbose = plainly(good, { verbose: true, width: 120 });
    expect(verbose).toMatch(/^ +pass +Data and models are versioned .* medium +1\.9\s+data\.dvc:1$/m);
    expect(verbose).toMatch(/^ +– +Handling of personal data .* does not apply$/m);
    expect(verbose).toMatch(/^ +off +The service exports metrics +fail$/m);
  });

  test('of a notebook count cells from 1', () => {
    expect(plainly(bad)).toContain('Assignment 2 (final).ipynb cell 7:2');
  });

  test('keep the lines to be written as they are', () => {
    expect(plainly(middling)).toMatch(
      /^ +Add the folders to `\.gitignore`:\n( +)data\/\n\1checkpoints\/\n\1mlruns\/$/m,
    );
  });
});

test('hints are advice outside the score and have no points', () => {
  const advice = plainly(middling).split('Advice, outside the score')[1]?.split('To reach')[0] ?? '';
  expect(advice).toContain('src/sweep.py:7');
  expect(advice).toContain('Untitled1.ipynb:1');
  expect(advice).not.toMatch(/\+\d/);
  expect(about('Every source of randomness', plainly(middling))).not.toContain('src/sweep.py');
});

test('the steps to the next grade end with a command to ask about the first', () => {
  expect(plainly(bad)).toContain('and 5 more, worth 15.0 together');
  expect(plainly(bad)).toContain('mlready explain data/provenance');
});

describe('a repository that is not about machine learning', () => {
  test('gets a reason and no grade', () => {
    expect(plainly(notMl, { width: 200 }).split('\n').slice(2)).toEqual([
      '  This does not look like a machine-learning repository: no machine-learning library, model weights or data-science',
      '  notebook was found. There is no grade.',
      '',
    ]);
  });

  test('still hears of a leaked secret', () => {
    expect(plainly(notMlLeaked)).toContain('deploy/settings.js:3  a Stripe key');
    expect(plainly(notMlLeaked)).not.toMatch(/[+]\d/);
  });
});

describe('the page', () => {
  const widths = [20, 40, 60, 79, 80, 100, 120, 200];

  test.each(widths)('of %i columns is kept but for words that are longer', (width) => {
    const limit = Math.min(120, Math.max(40, width));
    for (const report of [good, middling, bad, leaked, unknowns, many, notMlLeaked, empty]) {
      for (const verbose of [false, true]) {
        for (const line of plainly(report, { width, verbose }).split('\n')) {
          const place = /^[\s→]*\S.*(?:\.\w+|Dockerfile)(?: cell \d+)?:\d+$/.test(line);
          if (!place) expect(stringWidth(line), line).toBeLessThanOrEqual(limit);
        }
      }
    }
  });

  test.each(widths)('of %i columns breaks no place', (width) => {
    const shown = plainly(unknowns, { width });
    expect(shown).toContain('src/legacy/train_v1_final_for_the_paper_submission.py:212');
    expect(plainly(bad, { width })).toMatch(/Assignment 2 \(final\)\.ipynb cell 2:3(?:$| {2})/m);
  });

  test('breaks text of scripts that write without spaces', () => {
    const lines = plainly(hostile).split('\n');
    expect(lines.filter((line) => line.includes('汉字')).every((line) => stringWidth(line) <= 80)).toBe(true);
  });

  test('says the same with colour and without', () => {
    const colour = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
    for (const report of Object.values(samples)) {
      const coloured = plainly(report, { colour: true, verbose: true });
      expect(coloured.replace(colour, '').replace(/ +$/gm, '')).toBe(plainly(report, { verbose: true }));
    }
    expect(plainly(good, { colour: true })).toMatch(colour);
  });
});

test('no string of a repository controls the terminal', () => {
  const options = fc.record({
    colour: fc.constant(false),
    width: fc.integer({ min: 0, max: 200 }),
    verbose: fc.boolean(),
    quiet: fc.boolean(),
  });
  fc.assert(
    fc.property(anyReport, options, (report, chosen) => {
      const shown = text(report, chosen);
      expect(shown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(shown.endsWith('\n')).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('the report of a middling repository', async () => {
  await expect(plainly(middling, { width: 100 })).toMatchFileSnapshot('middling.txt');
});
