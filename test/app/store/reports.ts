import type { Report, ReportRule } from '../../../src/model.ts';

const titles: Readonly<Record<string, string>> = {
  'data/versioned': 'Data and model files are versioned',
  'training/seeds': 'Every source of randomness in use is seeded',
  'testing/ci': 'Tests run on every change',
  'security/no-secrets': 'No credentials are committed',
};

/** A small, complete report with the given verdicts of its four rules; everything passes that is not named. */
export function reportWith(
  verdicts: Readonly<Record<string, ReportRule['verdict']>> = {},
  about: Partial<Report> = {},
): Report {
  const rules = Object.entries(titles).map(([id, title]): ReportRule => {
    const verdict = verdicts[id] ?? 'pass';
    return {
      id,
      verdict,
      severity: id === 'testing/ci' ? 'medium' : 'high',
      points: verdict === 'skip' ? 0 : 25,
      title,
      fix: verdict === 'fail' ? 'Write `seed_everything(7)` at the start of `train.py`.' : null,
      blockedBy: null,
      advice: false,
      findings:
        verdict === 'fail' || verdict === 'pass'
          ? [{ path: 'train.py', line: 3, column: 1, confidence: 'certain', message: 'torch is trained', trace: [] }]
          : [],
      because: [],
      unread: [],
      waived: [],
      known: false,
    };
  });
  const count = (verdict: string) => rules.filter((rule) => rule.verdict === verdict).length;
  const apply = rules.length - count('skip');
  const score = apply === 0 ? 0 : Math.round((1000 * count('pass')) / apply) / 10;
  return {
    schemaVersion: 1,
    tool: { name: 'mlready', version: '0.1.0' },
    name: 'churn',
    commit: 'a'.repeat(40),
    date: '2026-11-20',
    ml: true,
    mlReason: [],
    profile: 'portfolio',
    profileReason: 'no paper, no deployment target',
    traits: { trains: true },
    score,
    scoreUpTo: score,
    grade: score >= 90 ? 'A' : score >= 75 ? 'B' : score >= 60 ? 'C' : score >= 45 ? 'D' : 'F',
    gradeCap: null,
    outOfReach: 0,
    nextGrade: null,
    counts: {
      apply,
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      skip: count('skip'),
      waived: count('waived'),
    },
    categories: ['data', 'training', 'testing', 'security'].map((id) => ({
      id,
      title: id,
      score: null,
      passed: 1,
      applicable: 1,
    })),
    rules,
    stack: [{ name: 'PyTorch', group: 'ML libraries', used: true, evidence: [{ path: 'train.py', line: 1 }] }],
    unread: [],
    skills: null,
    baseline: null,
    notices: [],
    ...about,
  };
}
