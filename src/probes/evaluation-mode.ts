import { modeNeeds, modePlacesOf } from '../facts/modes.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly any?: boolean;
}

const messages = {
  switched: 'the network is put into evaluation mode',
  unswitched: 'predicts without eval(): dropout and batch normalisation act as in training',
  relapse: 'after eval() the network goes on learning without train()',
};

export const evaluationMode: Probe<Options> = {
  about:
    'PyTorch code in which the mode of a network matters: seen are places that switch to evaluation, missing those that predict without it or go on training in it',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { any: { type: 'boolean', description: 'Every place is seen, right or wrong.' } },
  },
  needs: () => modeNeeds,
  run: (facts, { any = false }) => {
    const told = modePlacesOf(facts).map(({ path, at, what, confidence }) => ({
      what,
      one: finding(path, at, messages[what], confidence),
    }));
    if (any) return { seen: told.map(({ one }) => ({ ...one, confidence: 'certain' as const })) };
    return {
      seen: told.filter(({ what }) => what === 'switched').map(({ one }) => one),
      missing: told.filter(({ what }) => what !== 'switched').map(({ one }) => one),
    };
  },
};
