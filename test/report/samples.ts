import type { Grade, Report, ReportFinding, ReportRule, Step } from '../../src/model.ts';
import { standing } from '../../src/report/order.ts';
import { catalogue, categories } from './catalogue.ts';

type Changes = Readonly<Record<string, Partial<ReportRule>>>;

/** `src/train.py:41`, or `model.ipynb#4:2` for line 2 of the cell with index 4. */
export function at(place: string, message: string, more: Partial<ReportFinding> = {}): ReportFinding {
  const [, path = '', cell, line = '1'] = /^([\s\S]*?)(?:#(\d+))?:(\d+)$/.exec(place) ?? [];
  const where = { path, line: Number(line), column: 1, ...(cell === undefined ? {} : { cell: Number(cell) }) };
  return { ...where, confidence: 'certain', message, trace: [], ...more };
}

function step(place: string, message: string): Step {
  const { confidence: _, trace: __, ...rest } = at(place, message);
  return rest;
}

const fail = (...findings: ReportFinding[]): Partial<ReportRule> => ({ verdict: 'fail', findings });
const pass = (...findings: ReportFinding[]): Partial<ReportRule> => ({ verdict: 'pass', findings });
const skip: Partial<ReportRule> = { verdict: 'skip' };
const cutOffs = { A: 90, B: 75, C: 60, D: 45, F: 0 } as const;
const tenth = (value: number) => Math.round(value * 10) / 10;

/** A report whose numbers follow from its rules, as the real ones do. */
export function reportOf(name: string, rules: readonly ReportRule[], more: Partial<Report> = {}): Report {
  const weight = (rule: ReportRule) => (rule.advice ? 0 : { high: 3, medium: 2, low: 1, off: 0 }[rule.severity]);
  const applies = rules.filter((rule) => ['pass', 'fail', 'unknown', 'waits'].includes(standing(rule)));
  const sum = (some: readonly ReportRule[]) => some.reduce((total, rule) => total + weight(rule), 0);
  const of = (verdict: ReportRule['verdict']) => applies.filter((rule) => rule.verdict === verdict);
  const whole = Math.max(sum(applies), 0.45 * sum(rules));
  const points = (weight: number) => (whole === 0 ? 0 : tenth((100 * weight) / whole));
  const score = points(sum(of('pass')));
  const grades = Object.entries(cutOffs) as [Grade, number][];
  const grade = grades.find(([, least]) => score >= least)?.[0] ?? 'F';
  const better = grades[grades.findIndex(([name]) => name === grade) - 1];
  const weighed = rules.map((rule) => ({ ...rule, points: applies.includes(rule) ? points(weight(rule)) : 0 }));
  const steps: { rule: string; points: number }[] = [];
  for (const rule of weighed.filter((rule) => standing(rule) === 'fail').sort((a, b) => b.points - a.points)) {
    if (better && score + steps.reduce((total, { points }) => total + points, 0) < better[1]) {
      steps.push({ rule: rule.id, points: rule.points });
    }
  }
  return {
    schemaVersion: 1,
    tool: { name: 'mlready', version: '0.1.0' },
    name,
    commit: '3f2c1ab9d04e7788a1b2c3d4e5f60718293a4b5c',
    date: '2026-11-20',
    ml: true,
    mlReason: [at('src/train.py:3', 'imports sklearn.ensemble')],
    profile: 'portfolio',
    profileReason: 'no paper, no deployment target',
    traits: { ml: true, python: true, trains: true, serves: false, gpu: null },
    score,
    scoreUpTo: points(sum(of('pass')) + sum(of('unknown'))),
    grade,
    gradeCap: null,
    outOfReach: points(whole - sum(applies)),
    nextGrade: better ? { grade: better[0], score: better[1], steps } : null,
    counts: {
      apply: applies.length,
      pass: of('pass').length,
      fail: of('fail').length,
      unknown: of('unknown').length,
      skip: rules.filter((rule) => rule.verdict === 'skip').length,
      waived: rules.filter((rule) => standing(rule) === 'waived').length,
    },
    categories: categories.map(([id, title]) => {
      const own = applies.filter((rule) => rule.id.startsWith(`${id}/`));
      const passed = own.filter((rule) => rule.verdict === 'pass');
      const share = own.length === 0 ? null : tenth((100 * sum(passed)) / sum(own));
      return { id, title, score: share, passed: passed.length, applicable: own.length };
    }),
    rules: weighed,
    stack: [],
    skills: null,
    unread: [],
    baseline: null,
    notices: [],
    ...more,
  };
}

function changed(changes: Changes): ReportRule[] {
  return catalogue.map((rule) => ({
    ...rule,
    ...(rule.severity === 'off' ? { verdict: 'fail' } : {}),
    ...changes[rule.id],
  }));
}

const stack = [
  { name: 'Python', group: 'Languages', used: true, evidence: [{ path: 'src/train.py', line: 1 }] },
  { name: 'scikit-learn', group: 'ML libraries', used: true, evidence: [{ path: 'src/train.py', line: 3 }] },
  { name: 'PyTorch', group: 'ML libraries', used: true, evidence: [{ path: 'src/net.py', line: 2 }] },
  { name: 'pandas', group: 'Data handling', used: true, evidence: [{ path: 'explore.ipynb', line: 1, cell: 0 }] },
  { name: 'Dask', group: 'Data handling', used: false, evidence: [{ path: 'requirements.txt', line: 4 }] },
];

const seeds = fail(
  at('src/net.py:18', 'torch trains without torch.manual_seed'),
  at('src/sweep.py:7', 'a random sample is drawn without a seed', { confidence: 'hint' }),
);

const leak = fail(
  at('src/train.py:41', 'StandardScaler is fitted on all rows', {
    trace: [
      step('src/train.py:41', 'StandardScaler is fitted on all rows'),
      step('src/train.py:47', 'train_test_split comes afterwards'),
      step('src/train.py:52', 'the test part is judged'),
    ],
  }),
);

const goodChanges: Changes = {
  'data/versioned': pass(at('data.dvc:1', 'tracked by DVC')),
  'data/validation': fail(),
  'environment/container': fail(),
  'training/seeds': seeds,
  'training/tracking': { ...fail(), because: [at('src/train.py:60', 'RandomForestClassifier is trained')] },
  'evaluation/held-out': pass(
    at('src/train.py:47', 'train_test_split'),
    at('src/train.py:70', 'the same part is used to tune and to report', { confidence: 'hint' }),
  ),
  'testing/ci': fail(at('.github/workflows/lint.yml:12', 'no step of this job runs the tests')),
  'responsible/privacy': skip,
  'code/notebook-order': fail(at('explore.ipynb#11:1', 'was run as number 4, after a cell with number 17')),
};

export const good = reportOf('churn-prediction', changed(goodChanges), { stack });

export const middling = reportOf(
  'house-prices',
  changed({
    ...goodChanges,
    'evaluation/no-preprocessing-leak': leak,
    'environment/pinned': fail(
      ...['pandas', 'numpy', 'scikit-learn', 'torch', 'matplotlib', 'seaborn'].map((name, index) =>
        at(`requirements.txt:${index + 1}`, `${name} has no version`),
      ),
    ),
    'data/versioned': fail(at('data/train.csv:1', 'data in plain Git')),
    'data/ignored': { ...fail(), because: [at('src/train.py:80', 'writes models/model.joblib')] },
    'responsible/model-card': fail(),
    'responsible/limitations': { verdict: 'skip', blockedBy: 'responsible/model-card' },
    'documentation/licence': fail(),
    'code/notebook-named': { advice: true, ...fail(at('Untitled1.ipynb:1', 'a name that says nothing')) },
  }),
  { stack },
);

const studentPasses = [
  'data/no-large-files-in-git',
  'documentation/readme',
  'evaluation/held-out',
  'code/notebook-errors',
];
export const bad = reportOf(
  'ml-homework-2',
  changed({
    ...Object.fromEntries(
      catalogue
        .filter(({ id, severity }) => severity !== 'off' && !studentPasses.includes(id))
        .map(({ id }) => [id, fail()]),
    ),
    'data/no-large-files-in-git': pass(),
    'security/no-secrets': pass(),
    'security/no-secret-files': pass(),
    'security/safe-loading': skip,
    'training/eval-mode': skip,
    'responsible/privacy': skip,
    'environment/pinned': { verdict: 'skip', blockedBy: 'environment/declared' },
    'environment/locked': { verdict: 'skip', blockedBy: 'environment/declared' },
    'environment/complete': { verdict: 'skip', blockedBy: 'environment/declared' },
    'testing/data-pipeline': { verdict: 'skip', blockedBy: 'testing/present' },
    'environment/no-machine-paths': fail(
      at('Assignment 2 (final).ipynb#1:3', 'a path in a home folder'),
      at('Assignment 2 (final).ipynb#8:1', 'a path in a home folder'),
    ),
    'evaluation/no-preprocessing-leak': fail(
      at('Assignment 2 (final).ipynb#6:2', 'SMOTE resamples all rows', {
        trace: [
          step('Assignment 2 (final).ipynb#6:2', 'SMOTE resamples all rows'),
          step('Assignment 2 (final).ipynb#7:1', 'train_test_split comes afterwards'),
        ],
      }),
    ),
    'code/notebook-order': fail(
      at('Assignment 2 (final).ipynb#4:1', 'was run as number 31, before a cell with number 2'),
    ),
    'training/seeds': fail(at('Assignment 2 (final).ipynb#7:1', 'train_test_split without random_state')),
    'training/entry-point': { ...fail(), because: [at('Assignment 2 (final).ipynb#9:1', 'SVC is trained')] },
  }),
);

export const leaked = reportOf(
  'sentiment-api',
  changed({
    ...goodChanges,
    'security/no-secrets': fail(
      at('notebooks/explore.ipynb#2:4', 'a Hugging Face token'),
      at('deploy/docker-compose.yml:21', 'an AWS access key'),
    ),
  }),
  {
    commit: null,
    profile: 'service',
    profileReason: 'serves predictions (app/main.py:12) and has a deployment target (deploy/docker-compose.yml)',
    grade: 'D',
    gradeCap: 'a credential is committed',
    nextGrade: { grade: 'C', score: 60, steps: [{ rule: 'security/no-secrets', points: 3 }] },
  },
);

const none = { score: null, scoreUpTo: null, grade: null, gradeCap: null, outOfReach: 0, nextGrade: null };

export const notMl = reportOf('dotfiles', changed(Object.fromEntries(catalogue.map(({ id }) => [id, skip]))), {
  ...none,
  ml: false,
  mlReason: [],
  traits: { ml: false },
});

export const notMlLeaked = reportOf(
  'website',
  changed({
    ...Object.fromEntries(catalogue.map(({ id }) => [id, skip])),
    'security/no-secrets': fail(at('deploy/settings.js:3', 'a Stripe key')),
  }),
  { ...none, ml: false, mlReason: [], traits: { ml: false } },
);

export const unknowns = reportOf(
  'speech-lab',
  changed({
    ...goodChanges,
    'evaluation/no-test-fit': { verdict: 'unknown' },
    'evaluation/metrics': { verdict: 'unknown' },
    'data/no-large-files-in-git': { verdict: 'unknown' },
  }),
  {
    unread: [
      { path: 'notebooks/train.ipynb', line: null, reason: 'larger than 50 MB (limits.notebook)' },
      {
        path: 'src/legacy/train_v1_final_for_the_paper_submission.py',
        line: 212,
        reason: 'syntax error: unclosed parenthesis',
      },
      { path: 'weights/best.pt', line: null, reason: 'the blob is missing from this clone' },
    ],
  },
);

const worst = `\u001b[31mred\u001b[0m\u202egnp.exe\u2066 <img src=x onerror=alert(1)> @octocat/team #123 GH-7 | a\`b\`\`c ](https://evil.example) www.evil.example https://evil.example/?a=1 $x$ :bomb: <!-- \u0007\u009b2J`;
export const hostile = reportOf(
  `evil\n${worst}`,
  changed({
    'training/seeds': fail(
      at('src/a|b`c\n@octocat\u202e.py:3', worst),
      at(`${'very/'.repeat(80)}deep.py:1`, '汉字'.repeat(60)),
    ),
    'code/linter': {
      ...fail(at('名前/データの前処理と学習.py:12', `${'é'.normalize('NFD').repeat(5)} 設定がない`)),
      title: worst,
      fix: `${worst}\n\n    ${worst}`,
    },
    'data/versioned': fail(at('<script>.csv:1', 'a'.repeat(5_000))),
  }),
  {
    commit: '\u001b]8;;x',
    profileReason: worst,
    gradeCap: worst,
    unread: [{ path: '-\r\n# head', line: 2, reason: worst }],
  },
);

export const empty = reportOf('scratch', [], { categories: [], commit: null });

export const many = reportOf(
  'monorepo',
  changed({
    'environment/complete': fail(
      ...Array.from({ length: 300 }, (_, index) =>
        at(
          `packages/team-${index % 7}/src/module_${index}.py:${index + 1}`,
          `imports library_${index}, which no manifest declares`,
        ),
      ),
    ),
  }),
);

export const samples = { good, middling, bad, leaked, notMl, notMlLeaked, unknowns, hostile, empty, many } as const;
