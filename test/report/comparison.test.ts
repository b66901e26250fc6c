import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, failingChanges } from '../../src/comparison.ts';
import type { ChangedFile, Comparison, Report, ReportRule } from '../../src/model.ts';
import { comparisonJson } from '../../src/report/comparison/json.ts';
import { comparisonMarkdown } from '../../src/report/comparison/markdown.ts';
import { comparisonSchema } from '../../src/report/comparison/schema.ts';
import { comparisonText } from '../../src/report/comparison/text.ts';
import { anyReport, wild } from './arbitrary.ts';
import { expectHarmless, link } from './harmless.ts';
import { at, bad, good, leaked, middling, notMl, reportOf } from './samples.ts';

const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(comparisonSchema);
const plainly = (comparison: Comparison, width = 100, verbose = false) =>
  comparisonText(comparison, { colour: false, width, verbose, quiet: false });

/** A report with other verdicts for some rules; fingerprints are made of path and message. */
function altered(report: Report, changes: Readonly<Record<string, Partial<ReportRule>>>): Report {
  const rules = report.rules.map((rule) => ({ ...rule, ...changes[rule.id] }));
  return printed(reportOf(report.name, rules, { stack: [] }));
}

function printed(report: Report): Report {
  const print = (text: string) =>
    [...text]
      .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e15, 7)
      .toString(16)
      .padStart(16, '0');
  return {
    ...report,
    rules: report.rules.map((rule) => ({
      ...rule,
      findings: rule.findings.map((finding) => ({ ...finding, fingerprint: print(finding.path + finding.message) })),
    })),
  };
}

const base = altered(good, {});
const files: ChangedFile[] = [
  { path: 'src/train.py', change: 'changed' },
  { path: 'requirements.txt', change: 'added' },
  { path: 'src/net.py', change: 'renamed', from: 'net.py' },
];
const head = altered(good, {
  'environment/pinned': { verdict: 'fail', findings: [at('requirements.txt:7', 'pandas has no version')] },
  'training/seeds': { verdict: 'pass', findings: [] },
  'testing/ci': {
    verdict: 'fail',
    findings: [
      at('.github/workflows/lint.yml:12', 'no step of this job runs the tests'),
      at('src/train.py:3', 'another one'),
    ],
  },
  'evaluation/metrics': { verdict: 'unknown', findings: [] },
});
const comparison = compare(base, head, files);
const of = (id: string) => comparison.rules.find((rule) => rule.id === id);

describe('a comparison', () => {
  test('tells what broke, got worse, is fixed and stays, with the files', () => {
    expect(of('environment/pinned')).toMatchObject({ change: 'broke', before: 'pass', causes: [files[1]] });
    expect(of('training/seeds')).toMatchObject({ change: 'fixed', after: 'pass', causes: [files[2]] });
    expect(of('testing/ci')).toMatchObject({ change: 'worse', same: 1, fresh: [{ path: 'src/train.py' }] });
    expect(of('evaluation/metrics')).toMatchObject({ change: 'unsure' });
    expect(of('environment/container')).toMatchObject({ change: 'stays', causes: [] });
    expect(of('data/versioned')).toBeUndefined();
  });

  test('has points that add up to the change of the score', () => {
    const sum = comparison.rules.reduce((total, { points }) => total + points, comparison.otherPoints);
    expect(sum).toBeCloseTo(comparison.scoreChange ?? Number.NaN, 5);
    expect(of('training/seeds')?.points).toBeGreaterThan(0);
    expect(of('environment/pinned')?.points).toBeLessThan(0);
  });

  test('with itself finds nothing', () => {
    const none = compare(base, base, []);
    expect(none.scoreChange).toBe(0);
    expect(none.rules.every(({ change }) => change === 'stays')).toBe(true);
    expect(plainly(none)).toContain('nothing got better or worse · 6 fail as before');
    expect(comparisonMarkdown(none, base)).toContain('was B 89.5, no change');
  });

  test('keeps its contract, without fingerprints', () => {
    for (const other of [head, bad, middling, leaked, notMl]) {
      const one = compare(base, printed(other), files);
      expect(validate(JSON.parse(comparisonJson(one))), JSON.stringify(validate.errors)).toBe(true);
      expect(comparisonJson(one)).not.toContain('fingerprint');
    }
  });

  test('reads well on a terminal', () => {
    expect(plainly(comparison)).toMatchInlineSnapshot(`
      "mlready 0.1.0
      churn-prediction @ 3f2c1ab..3f2c1ab
      portfolio (of the base): no paper, no deployment target

        B   87.6 of 100   was B 89.5, −1.9
            1 broke · 1 got worse · 1 can no longer be judged · 1 fixed · 4 fail as before

        Broke
          At least 90 % of the direct dependencies are pinned, or a lock file pins them all   high    −2.9
              requirements.txt:7  pandas has no version
              Write \`pandas==2.2.3\` instead of \`pandas\` in \`requirements.txt\`; \`pip freeze\` knows the
              versions.
              environment/pinned, by requirements.txt (added)

        Got worse
          CI runs the tests                                                                   medium
              src/train.py:3  another one
              1 new place, 1 as before
              Add \`.github/workflows/test.yml\` with a step \`run: pytest\`.
              testing/ci, by src/train.py (changed)

        Can no longer be judged
          More than one suitable metric is computed                                           medium  −1.9
              was: pass, now: unknown
              evaluation/metrics

        Fixed
          Every source of randomness in use is seeded                                         high    +2.9
              src/net.py:18  torch trains without torch.manual_seed
              training/seeds, by src/net.py (renamed from net.py)
      "
    `);
  });

  test('reads well in a pull request', () => {
    expect(
      comparisonMarkdown(comparison, head, { link }).split('<details>').slice(0, 2).join('<details>'),
    ).toMatchInlineSnapshot(`
      "### mlready: **B 87.6** (was B 89.5, −1.9)

      This change: 1 broke, 1 got worse, 1 can no longer be judged, 1 fixed, 4 fail as before. Up to 89.5 if what is unknown turns out well.

      | | Practice | Where | Points |
      | --- | --- | --- | ---: |
      | broke | At least 90 % of the direct dependencies are pinned, or a lock file pins them all | [\`requirements.txt:7\`](https://github.com/o/r/blob/3f2c1ab/requirements.txt#L7) | −2.9 |
      | got&nbsp;worse | CI runs the tests (1 new place, 1 as before) | [\`src/train.py:3\`](https://github.com/o/r/blob/3f2c1ab/src/train.py#L3) |  |
      | can no longer be judged | More than one suitable metric is computed (was: pass, now: unknown) |  | −1.9 |
      | fixed | Every source of randomness in use is seeded | was \`src/net.py:18\` | +2.9 |

      <details><summary>How to fix the 2</summary>

      **At least 90 % of the direct dependencies are pinned, or a lock file pins them all** · high · \`environment/pinned\` · by \`requirements.txt\` (added)

      - [\`requirements.txt:7\`](https://github.com/o/r/blob/3f2c1ab/requirements.txt#L7) pandas has no version

      Write \`pandas==2.2.3\` instead of \`pandas\` in \`requirements.txt\`; \`pip freeze\` knows the versions.

      **CI runs the tests** · medium · \`testing/ci\` · by \`src/train.py\` (changed)

      - [\`src/train.py:3\`](https://github.com/o/r/blob/3f2c1ab/src/train.py#L3) another one

      Add \`.github/workflows/test.yml\` with a step \`run: pytest\`.

      </details>

      **To reach A (90)**

      1. **+2.9** At least 90 % of the direct dependencies are pinned, or a lock file pins them all ([\`requirements.txt:7\`](https://github.com/o/r/blob/3f2c1ab/requirements.txt#L7))

      "
    `);
  });
});

describe('the gate', () => {
  const fails = (text: string, one = comparison, of = head) => {
    const [what = '', least = 'low'] = text.split(':');
    return failingChanges(one, of, { what, least } as Parameters<typeof failingChanges>[2]);
  };

  test('with new is what got worse, from a severity on', () => {
    expect(fails('new')).toEqual(['environment/pinned', 'testing/ci']);
    expect(fails('new:high')).toEqual(['environment/pinned']);
    expect(fails('never')).toEqual([]);
    expect(fails('any').length).toBeGreaterThan(3);
  });

  test('with new holds nothing but credentials against the first code of machine learning', () => {
    expect(fails('new', compare(notMl, bad, []), bad)).toEqual([]);
    expect(fails('new', compare(notMl, leaked, []), leaked)).toEqual(['security/no-secrets']);
  });
});

test('whatever strings it is made of, it is harmless', () => {
  const changed = fc.array(fc.record({ path: wild, change: fc.constantFrom('added' as const, 'deleted' as const) }), {
    maxLength: 3,
  });
  fc.assert(
    fc.property(anyReport, anyReport, changed, (before, after, list) => {
      const causes = [
        ...list,
        ...after.rules.flatMap(({ findings }) => findings.map(({ path }) => ({ path, change: 'changed' as const }))),
      ];
      const one = compare(before, after, causes);
      const page = plainly(one, 80, true);
      expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expectHarmless(comparisonMarkdown(one, after, { link }));
      expect(comparisonMarkdown(one, after, { maxLength: 4_000 }).length).toBeLessThanOrEqual(4_000);
      expect(validate(JSON.parse(comparisonJson(one))), JSON.stringify(validate.errors)).toBe(true);
    }),
    { numRuns: 100 },
  );
});
