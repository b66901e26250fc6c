import { gitleaksFalse, gitleaksTrue } from './gitleaks.ts';
import { hadolint } from './hadolint.ts';
import { leakageAnalysis } from './leakage-analysis.ts';
import { mlguard } from './mlguard.ts';
import { nbstripout } from './nbstripout.ts';
import { pynblint } from './pynblint.ts';
import { mllint, rrdoctor } from './repositories.ts';
import { scicodeLeakage } from './scicode-leakage.ts';
import { scorecard } from './scorecard.ts';
import { secretlintSnapshots } from './secretlint.ts';
import type { Suite } from './suite.ts';

/** Every peer's tests that are replayed. */
export const suites: readonly Suite[] = [
  leakageAnalysis,
  mlguard,
  scicodeLeakage,
  gitleaksTrue,
  gitleaksFalse,
  secretlintSnapshots,
  hadolint,
  pynblint,
  nbstripout,
  rrdoctor,
  mllint,
  scorecard,
];
