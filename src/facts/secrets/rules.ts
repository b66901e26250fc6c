import { assignments } from './assignments.ts';
import { connectionStrings } from './connection-string.ts';
import { jsonWebTokens } from './jwt.ts';
import { privateKeys } from './private-key.ts';
import { cloud } from './rules-cloud.ts';
import { code } from './rules-code.ts';
import { machineLearning } from './rules-ml.ts';
import { services } from './rules-services.ts';
import type { Rule } from './secret.ts';
import { urlCredentials } from './url.ts';

/** All rules of ours, the more telling first: of two that find the same credential, the first names it. */
export const rules: readonly Rule[] = [
  ...machineLearning,
  ...cloud,
  ...code,
  ...services,
  ...privateKeys,
  ...jsonWebTokens,
  ...urlCredentials,
  ...connectionStrings,
  ...assignments,
];
