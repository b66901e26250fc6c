import { scicode } from './scicode.ts';
import type { Suite } from './suite.ts';

const leak = 'evaluation/no-preprocessing-leak';
const overlap = 'evaluation/no-overlap';

/** The patterns about leakage, splits and metrics. */
export const scicodeLeakage: Suite = scicode('scicode-lint ml', 'ai-training', {
  'ml-001-scaler-leakage': [leak],
  'ml-003-target-encoding-leakage': [leak],
  'ml-004-imbalanced-accuracy-metric': ['evaluation/metrics'],
  'ml-005-cv-temporal-shuffle': [overlap],
  'ml-007-test-set-preprocessing': [leak, 'evaluation/no-test-fit'],
  'ml-009-overlap-leakage': [overlap],
});
