import { forwardCallsOf, forwardNeed } from '../facts/forward-calls.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const forwardCall: Probe<Options> = {
  about:
    'calls of `forward` of a PyTorch network from outside, which pass its hooks by; `super().forward`, `self.forward` and what stands in for a network do not count',
  options: { type: 'object', additionalProperties: false },
  needs: () => [forwardNeed],
  run: (facts) => ({
    seen: forwardCallsOf(facts).map(({ path, at, confidence }) =>
      finding(path, at, 'calls forward() of a network, which passes its hooks by', confidence),
    ),
  }),
};
