import { dslinter } from './dslinter.ts';
import { gitleaksFalse, gitleaksTrue } from './gitleaks.ts';
import { hadolint } from './hadolint.ts';
import { leakageAnalysis } from './leakage-analysis.ts';
import { semgrepLoading, torchfix } from './loading.ts';
import { mlSmells } from './ml-smells.ts';
import { mlguard } from './mlguard.ts';
import { nbstripout } from './nbstripout.ts';
import { pynblint } from './pynblint.ts';
import { mllint, rrdoctor } from './repositories.ts';
import { scicodeLeakage } from './scicode-leakage.ts';
import { scicodeInference, scicodeReproducibility, scicodeTraining } from './scicode-loops.ts';
import { scorecard } from './scorecard.ts';
import { secretlintSnapshots } from './secretlint.ts';
import { smellAi } from './smell-ai.ts';
import type { Suite } from './suite.ts';

/** Every peer's tests that are replayed. */
export const suites: readonly Suite[] = [
  leakageAnalysis,
  mlguard,
  scicodeLeakage,
  scicodeTraining,
  scicodeInference,
  scicodeReproducibility,
  dslinter,
  mlSmells,
  smellAi,
  semgrepLoading,
  torchfix,
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
