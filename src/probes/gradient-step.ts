import { gradientNeed, gradientStepsOf } from '../facts/gradients.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly any?: boolean;
}

export const gradientStep: Probe<Options> = {
  about:
    'PyTorch training loops, and functions that do one step of them: seen are those that clear the gradients in every round, directly or through a helper, missing those that let them add up',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { any: { type: 'boolean', description: 'Every one is seen, cleared or not.' } },
  },
  needs: () => [gradientNeed],
  run: (facts, { any = false }) => {
    const steps = gradientStepsOf(facts);
    if (any) return { seen: steps.map(({ path, at }) => finding(path, at, 'computes gradients and steps')) };
    return {
      seen: steps
        .filter(({ cleared }) => cleared)
        .map(({ path, at }) => finding(path, at, 'gradients are cleared in every round')),
      missing: steps
        .filter(({ cleared }) => !cleared)
        .map(({ path, at, before, confidence }) =>
          finding(
            path,
            at,
            before
              ? 'gradients are cleared once before the loop, and add up in it'
              : 'gradients of every round add up, as nothing clears them',
            confidence,
          ),
        ),
    };
  },
};
