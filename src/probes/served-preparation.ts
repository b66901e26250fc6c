import { preparationNeeds, preparationsOf } from '../facts/preprocessing.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly any?: boolean;
}

export const servedPreparation: Probe<Options> = {
  about:
    'how a service prepares what it feeds to a model that was trained on transformed data: seen where it applies a transformer or loads the whole pipeline, missing where the saved model is fed without it, or where a handler fits it anew',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { any: { type: 'boolean', description: 'Every one is seen, right or wrong.' } },
  },
  needs: () => preparationNeeds,
  run: (facts, { any = false }) => {
    const told = preparationsOf(facts).map(({ path, at, same, message, confidence, trace }) => ({
      same,
      one: finding(path, at, message, confidence, trace),
    }));
    if (any) return { seen: told.map(({ one }) => one) };
    return {
      seen: told.filter(({ same }) => same).map(({ one }) => one),
      missing: told.filter(({ same }) => !same).map(({ one }) => one),
    };
  },
};
