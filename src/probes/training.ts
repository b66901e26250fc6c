import { trainingNeed, trainingOf } from '../facts/training.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly kind?: 'classic' | 'deep';
}

export const training: Probe<Options> = {
  about: 'places where code fits a model',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      kind: {
        enum: ['classic', 'deep'],
        description: 'Classic: scikit-learn, boosting, statistics. Deep: neural networks.',
      },
    },
  },
  needs: () => [trainingNeed],
  run: (facts, { kind }) => ({
    seen: trainingOf(facts)
      .filter((one) => kind === undefined || one.kind === kind)
      .map((one) => finding(one.path, one.at, `trains with ${one.library}`, one.confidence)),
  }),
};
