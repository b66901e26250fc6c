import { dangerousCallsOf, dangerousNeed } from '../facts/dangerous-calls.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const dangerousCall: Probe<Options> = {
  about:
    'calls that run outside input as code (`eval`, `exec`) or in a shell, and HTTP without a check of certificates; constants and own values are none, flags and arguments of unknown callers hints',
  options: { type: 'object', additionalProperties: false },
  needs: () => [dangerousNeed],
  run: (facts) => ({
    seen: dangerousCallsOf(facts).map(({ path, at, message, confidence, trace }) =>
      finding(path, at, message, confidence, trace),
    ),
  }),
};
