import { scicode } from './scicode.ts';
import { lightgbm } from './scripts.ts';
import type { Suite } from './suite.ts';

/** The patterns about training loops and the mode of networks. */
export const scicodeTraining: Suite = scicode('scicode-lint pt (training)', 'ai-training', {
  'pt-001-missing-train-mode': ['training/eval-mode'],
  'pt-004-missing-zero-grad': ['training/gradients-cleared'],
});

export const scicodeInference: Suite = scicode('scicode-lint pt (inference)', 'ai-inference', {
  'pt-007-inference-without-eval': ['training/eval-mode'],
});

/** The patterns about what makes a run repeatable. */
export const scicodeReproducibility: Suite = scicode(
  'scicode-lint rep',
  'scientific-reproducibility',
  {
    'rep-001-incomplete-random-seeds': ['training/seeds'],
    'rep-002-cuda-nondeterminism': ['training/deterministic'],
    'rep-004-missing-random-seed': ['training/seeds'],
    'rep-008-pandas-sample-without-random-state': ['training/seeds'],
    'rep-009-cv-splitter-without-random-state': ['training/seeds'],
  },
  {
    'rep-002-cuda-nondeterminism/inference_only.py': 'it only predicts, and the rule is about training',
    'rep-001-incomplete-random-seeds/partial_seeding.py':
      "NumPy's seed governs the split, as scikit-learn draws from it",
  },
  lightgbm,
);
