import { dslinter } from './dslinter.ts';
import { leakageAnalysis } from './leakage-analysis.ts';
import { semgrepLoading, torchfix } from './loading.ts';
import { mlSmells } from './ml-smells.ts';
import { mlguard } from './mlguard.ts';
import { scicodeLeakage } from './scicode-leakage.ts';
import { scicodeInference, scicodeReproducibility, scicodeTraining } from './scicode-loops.ts';
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
];
