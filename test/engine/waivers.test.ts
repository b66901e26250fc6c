import { describe, expect, it } from 'vitest';
import { defaultConfig, readConfig } from '../../src/config.ts';
import type { Config, Report, ReportRule } from '../../src/model.ts';
import { json } from '../../src/report/json.ts';
import { markdown } from '../../src/report/markdown.ts';
import { text } from '../../src/report/text.ts';
import { ownBook, reportOn } from './support.ts';

const book = ownBook();
const train = [
  'import pandas as pd',
  'from sklearn.linear_model import LogisticRegression',
  'from sklearn.model_selection import train_test_split',
  '',
  'frame = pd.read_csv("data/churn.csv")',
  'X, y = frame.drop(columns=["churn"]), frame["churn"]',
  'X_train, X_test, y_train, y_test = train_test_split(X, y)',
  'model = LogisticRegression().fit(X_train, y_train)',
];
const tree = {
  'README.md': '# Churn\n\nPredicts churn. Train with `python train.py`.\n',
  'requirements.txt': 'scikit-learn==1.5.2\npandas==2.2.3\n',
  'train.py': `${train.join('\n')}\n`,
};
// Put together here, so that this file holds no credential.
const token = `hf_${'qNdkVbzRtYwLmXcJh'}${'GfPsAoEiUnTvBxKqZ'}`;

function configOf(waivers: string): Config {
  const read = readConfig(`waivers:\n${waivers}`, '.mlready.yml');
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.config;
}

function ruleOf(report: Report, id: string): ReportRule {
  const rule = report.rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}

function messages({ notices }: Report): string[] {
  return notices.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

function pages(report: Report): string[] {
  const options = { colour: false, width: 100, verbose: false };
  return [
    text(report, { ...options, quiet: false }),
    text(report, { ...options, quiet: true }),
    markdown(report),
    json(report),
  ];
}

describe('a waiver in the configuration', () => {
  it('takes a rule as a whole out of fails and steps, and shows its reason', async () => {
    const before = await reportOn(tree, book);
    const config = configOf('  - rule: documentation/licence\n    reason: Course work.\n');
    const report = await reportOn(tree, book, config);
    expect(ruleOf(before, 'documentation/licence')).toMatchObject({ verdict: 'fail', waived: [] });
    expect(ruleOf(report, 'documentation/licence')).toMatchObject({
      verdict: 'waived',
      points: ruleOf(before, 'documentation/licence').points,
      fix: null,
      waived: [{ by: 'configuration', reason: 'Course work.', at: { path: '.mlready.yml', line: 2 }, findings: [] }],
    });
    expect(report.counts).toMatchObject({ fail: before.counts.fail - 1, waived: 1 });
    expect(report.score).toBe(before.score);
    expect(report.nextGrade?.steps.map(({ rule }) => rule)).not.toContain('documentation/licence');
    expect(report.notices).toEqual([]);
    for (const page of pages(report).filter((_, index) => index !== 1)) expect(page).toContain('Course work.');
  });

  it('takes findings below a path out, and the rule with the last of them', async () => {
    const two = { ...tree, 'old/train.py': tree['train.py'] };
    const only = (path: string) => configOf(`  - { rule: training/seeds, path: "${path}", reason: Kept as it was. }\n`);
    const some = ruleOf(await reportOn(two, book, only('old/')), 'training/seeds');
    expect(some.verdict).toBe('fail');
    expect(some.findings.map(({ path }) => path)).toEqual(['train.py']);
    expect(some.waived.map(({ findings }) => findings.map(({ path }) => path))).toEqual([['old/train.py']]);
    expect(ruleOf(await reportOn(two, book, only('train.py')), 'training/seeds').verdict).toBe('waived');
  });

  it('holds through the day on which it expires, and says when it did', async () => {
    const until = (day: string) => configOf(`  - { rule: documentation/licence, reason: Soon., expires: ${day} }\n`);
    expect(ruleOf(await reportOn(tree, book, until('2026-11-21')), 'documentation/licence').verdict).toBe('waived');
    const report = await reportOn(tree, book, until('2026-11-20'));
    expect(ruleOf(report, 'documentation/licence').verdict).toBe('fail');
    expect(messages(report)).toEqual([
      '.mlready.yml:2 the waiver of documentation/licence expired on 2026-11-20 and no longer counts',
    ]);
  });

  it('that does nothing is told', async () => {
    const config = configOf(`
  - { rule: documentation/readme, reason: Short. }
  - { rule: environment/base-image-pinned, reason: None here. }
  - { rule: training/seeds, path: legacy/, reason: Old. }
`);
    expect(messages(await reportOn({ ...tree, LICENSE: 'x' }, book, config))).toContain(
      '.mlready.yml:5 the waiver of training/seeds is not needed: it finds nothing in legacy/',
    );
  });

  it('leaves the score as it is, whatever is waived', async () => {
    const before = await reportOn(tree, book);
    const failing = before.rules.filter(({ verdict }) => verdict === 'fail');
    const all = configOf(failing.map(({ id }) => `  - { rule: ${id}, reason: No. }\n`).join(''));
    const report = await reportOn(tree, book, all);
    expect(report.counts).toMatchObject({ fail: 0, apply: before.counts.apply });
    expect(report.score).toBe(before.score);
    const open = report.rules.filter(({ verdict }) => verdict !== 'pass').reduce((sum, { points }) => sum + points, 0);
    const rounding = 0.05 * report.rules.length;
    expect(Math.abs((report.score ?? 0) + open + report.outOfReach - 100)).toBeLessThan(rounding);
  });
});

describe('a comment', () => {
  const withLines = (change: (lines: string[]) => void): Record<string, string> => {
    const lines = [...train];
    change(lines);
    return { ...tree, 'train.py': `${lines.join('\n')}\n` };
  };

  it.each<[string, (lines: string[]) => void]>([
    ['on the line', (lines) => (lines[6] += '  # mlready: ignore[training/seeds] a sweep over splits')],
    ['alone above it', (lines) => lines.splice(6, 0, '# mlready: ignore[training/seeds] a sweep over splits')],
    [
      'among others above it',
      (lines) => lines.splice(6, 0, '# mlready:ignore[ training/seeds, data/versioned ]: a sweep', '# over splits'),
    ],
  ])('%s waives what is found there', async (_, change) => {
    const rule = ruleOf(await reportOn(withLines(change), book), 'training/seeds');
    expect(rule).toMatchObject({ verdict: 'waived', findings: [] });
    expect(rule.waived[0]).toMatchObject({ by: 'comment', reason: expect.stringContaining('a sweep') });
  });

  it.each<[string, (lines: string[]) => void, string]>([
    [
      'without a reason',
      (lines) => (lines[6] += '  # mlready: ignore[training/seeds]'),
      'train.py:7 a waiver needs a reason, so this one does not count: mlready: ignore[training/seeds] reason',
    ],
    [
      'without a rule',
      (lines) => (lines[6] += '  # mlready: ignore it is a sweep'),
      'train.py:7 a waiver names its rules in brackets: mlready: ignore[rule] reason',
    ],
    [
      'of a rule that there is not',
      (lines) => (lines[6] += '  # mlready: ignore[training/seed] a sweep'),
      'train.py:7 a waiver of the unknown rule "training/seed", did you mean "training/seeds"?',
    ],
    [
      'behind code on the line above',
      (lines) => (lines[5] += '  # mlready: ignore[training/seeds] a sweep'),
      'train.py:6 the waiver of training/seeds is not needed: it finds nothing at this line',
    ],
    [
      'two lines above',
      (lines) => lines.splice(6, 0, '# mlready: ignore[training/seeds] a sweep', ''),
      'train.py:7 the waiver of training/seeds is not needed: it finds nothing at this line',
    ],
  ])('%s is told and does not count', async (_, change, message) => {
    const report = await reportOn(withLines(change), book);
    expect(ruleOf(report, 'training/seeds').verdict).toBe('fail');
    expect(messages(report)).toEqual([message]);
    expect(pages(report)[0]).toContain('To be looked at');
    expect(pages(report)[2]).toContain('To be looked at:');
  });

  it('counts in requirements, Dockerfiles and cells of notebooks', async () => {
    const cell = (...source: string[]) => ({
      cell_type: 'code',
      metadata: {},
      execution_count: 1,
      outputs: [],
      source: source.join('\n'),
    });
    const report = await reportOn(
      {
        'README.md': tree['README.md'],
        'requirements.txt': 'scikit-learn==1.5.2\npandas  # mlready: ignore[environment/pinned] the image has one\n',
        Dockerfile: '# mlready: ignore[environment/base-image-pinned] rebuilt each night\nFROM python\nCOPY . .\n',
        'train.ipynb': JSON.stringify({
          nbformat: 4,
          nbformat_minor: 5,
          metadata: {},
          cells: [
            cell('import pandas as pd'),
            cell(...train.slice(1, 6), `${train[6]} # mlready: ignore[training/seeds] a sweep`, train[7] ?? ''),
          ],
        }),
      },
      book,
    );
    expect(messages(report)).toEqual([]);
    for (const id of ['environment/pinned', 'environment/base-image-pinned', 'training/seeds'])
      expect(ruleOf(report, id).verdict, id).toBe('waived');
    expect(ruleOf(report, 'training/seeds').waived[0]?.at).toEqual({ path: 'train.ipynb', line: 6, cell: 1 });
  });

  it('in an example of the documentation is none', async () => {
    const readme = `${tree['README.md']}\n\`\`\`python\nx = 1  # mlready: ignore[rule-id] reason\n<!-- mlready: ignore[rule-id] reason -->\n\`\`\`\n`;
    expect((await reportOn({ ...tree, 'README.md': readme }, book)).notices).toEqual([]);
  });
});

describe('a waived credential', () => {
  const leaky = { ...tree, 'app.py': `TOKEN = "${token}"  # mlready: ignore[security/no-secrets] revoked in May\n` };

  it('is at the top of every report, and never shown itself', async () => {
    const report = await reportOn(leaky, book);
    expect(ruleOf(report, 'security/no-secrets').verdict).toBe('waived');
    for (const page of pages(report)) {
      expect(page).toContain('app.py');
      expect(page).toContain('revoked in May');
      expect(page).not.toContain(token);
    }
    for (const page of pages(report).slice(0, 3)) expect(page).toContain('A credential is waived, not gone');
    const whole = configOf('  - { rule: security/no-secrets, reason: An example. }\n');
    const { 'app.py': _, ...rest } = leaky;
    for (const page of pages(await reportOn({ ...rest, 'app.py': `TOKEN = "${token}"\n` }, book, whole)))
      expect(page).toContain('app.py');
  });

  it('is told in a repository without a grade, too', async () => {
    const report = await reportOn({ 'app.py': leaky['app.py'] }, book);
    expect(report.ml).toBe(false);
    for (const page of pages(report).slice(0, 3)) expect(page).toContain('A credential is waived, not gone');
  });

  it('is not given away by the reason', async () => {
    const files = {
      ...tree,
      'app.py': `TOKEN = "${token}"  # mlready: ignore[security/no-secrets] the old ${token}\n`,
    };
    const config = configOf(`  - { rule: documentation/licence, reason: "see ${token}" }\n`);
    const report = await reportOn({ ...files, '.mlready.yml': `# ${token}\nwaivers: []\n` }, book, config);
    for (const page of pages(report)) expect(page).not.toContain(token);
  });
});

it('without waivers changes nothing', async () => {
  const report = await reportOn(tree, book, { ...defaultConfig, waivers: [] });
  expect(report).toEqual(await reportOn(tree, book));
  expect(report.counts.waived).toBe(0);
});
