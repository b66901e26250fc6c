import { flawsOf, flowNeed } from '../facts/flow/flaws.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly kind: 'preprocessing' | 'test fit' | 'overlap';
}

export const leak: Probe<Options> = {
  about:
    'ways on which held-out rows leak into what a model learns, followed from where data are read through assignments, functions, classes and modules',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['kind'],
    properties: {
      kind: {
        enum: ['preprocessing', 'test fit', 'overlap'],
        description:
          'Preprocessing: something is fitted on rows before they are split. Test fit: something is fitted on held-out rows. Overlap: the same rows are trained and judged on.',
      },
    },
  },
  needs: () => [flowNeed],
  run: (facts, { kind }) => ({
    seen: flawsOf(facts)
      .filter((one) => one.kind === kind)
      .map(({ at, message, confidence, trace }) => finding(at.path, at, message, confidence, trace)),
  }),
};
