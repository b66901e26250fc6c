import { defaultConfig } from '../../../src/defaults.ts';
import { reportOf } from '../../../src/engine.ts';
import type { Finding, Outcome, ProfileName, Report, Rule, RuleBook, StackEntry, Verdict } from '../../../src/model.ts';

/** A rule's verdict in an invented repository, chosen by the caller. */
export type Choose = (rule: Rule) => Outcome;

const paths: Readonly<Record<string, readonly string[]>> = {
  data: ['data/prepare.py', 'src/data/load.py', 'data/raw/events.csv', 'dvc.yaml'],
  environment: ['requirements.txt', 'Dockerfile', 'pyproject.toml'],
  training: ['src/train.py', 'src/model/net.py', 'configs/train.yaml'],
  evaluation: ['src/evaluate.py', 'notebooks/results.ipynb'],
  testing: ['tests/test_features.py', '.github/workflows/ci.yml'],
  code: ['src/utils.py', 'pyproject.toml', 'notebooks/explore.ipynb'],
  documentation: ['README.md', 'docs/usage.md'],
  serving: ['app/main.py', 'Dockerfile'],
  security: ['.github/workflows/release.yml', '.env.example'],
  responsible: ['MODEL_CARD.md', 'README.md'],
};

const missing: Readonly<Record<string, string>> = {
  data: 'is read without a version or a check',
  environment: 'pandas is not pinned',
  training: 'torch is trained without a seed',
  evaluation: 'the scaler is fitted on all rows',
  testing: 'nothing is asserted here',
  code: 'no type is annotated',
  documentation: 'does not say how to train',
  serving: 'takes any input',
  security: 'an action is not pinned to a commit',
  responsible: 'says nothing about limits',
};

/** A whole report with the real rules and the real score; its repository does not exist. */
export function inventedReport(
  book: RuleBook,
  about: { readonly name: string; readonly date: string; readonly commit: string; readonly profile: ProfileName },
  choose: Choose,
): Report {
  const verdicts = book.rules.map((rule): Verdict => {
    const outcome = choose(rule);
    return {
      rule: rule.id,
      outcome,
      blockedBy: null,
      findings: outcome === 'pass' || outcome === 'fail' ? findings(rule, outcome) : [],
      because: [],
      unread: outcome === 'unknown' ? [{ path: 'notebooks/big.ipynb', line: null, reason: 'larger than 50 MiB' }] : [],
      fix: rule.fix.at(-1)?.say ?? null,
      waived: [],
    };
  });
  const judged = {
    ml: true,
    mlFindings: [],
    traits: { trains: true },
    profile: about.profile,
    profileReason: reasons[about.profile],
    verdicts,
    unread: [],
  };
  return reportOf(judged, stack, book, defaultConfig, { ...about, version: '0.1.0', notices: [] });
}

const reasons: Readonly<Record<ProfileName, string>> = {
  portfolio: 'no paper, no deployment target',
  research: 'a paper is cited in README.md',
  service: 'a model is served in app/main.py',
  library: 'a package is published by pyproject.toml',
};

function findings({ id }: Rule, outcome: Outcome): Finding[] {
  const category = id.split('/', 1)[0] ?? '';
  const at = paths[category] ?? ['README.md'];
  const count = outcome === 'pass' ? 1 : 1 + (id.length % 3);
  return Array.from({ length: count }, (_, index) => ({
    path: at[(id.length + index) % at.length] ?? 'README.md',
    line: 3 + ((id.length * 7 + index * 13) % 90),
    column: 1,
    confidence: 'certain',
    message: outcome === 'pass' ? 'seen here' : (missing[category] ?? 'is missing'),
    trace: [],
  }));
}

const stack: readonly StackEntry[] = [
  { name: 'Python', group: 'Languages', used: true, evidence: [{ path: 'src/train.py', line: 1 }] },
  { name: 'SQL', group: 'Languages', used: true, evidence: [{ path: 'sql/features.sql', line: 1 }] },
  { name: 'PyTorch', group: 'ML libraries', used: true, evidence: [{ path: 'src/model/net.py', line: 2 }] },
  { name: 'scikit-learn', group: 'ML libraries', used: true, evidence: [{ path: 'src/evaluate.py', line: 4 }] },
  { name: 'LightGBM', group: 'ML libraries', used: false, evidence: [{ path: 'requirements.txt', line: 6 }] },
  { name: 'pandas', group: 'Data handling', used: true, evidence: [{ path: 'src/data/load.py', line: 1 }] },
  { name: 'S3', group: 'Data handling', used: true, evidence: [{ path: 'src/data/load.py', line: 12 }] },
  { name: 'MLflow', group: 'Tracking', used: true, evidence: [{ path: 'src/train.py', line: 8 }] },
  { name: 'DVC', group: 'Tracking', used: true, evidence: [{ path: 'dvc.yaml', line: 1 }] },
  { name: 'FastAPI', group: 'Serving', used: true, evidence: [{ path: 'app/main.py', line: 3 }] },
  { name: 'Docker', group: 'DevOps', used: true, evidence: [{ path: 'Dockerfile', line: 1 }] },
  { name: 'GitHub Actions', group: 'DevOps', used: true, evidence: [{ path: '.github/workflows/ci.yml', line: 1 }] },
];
