import { unpickledNeeds, unpickledOf } from '../facts/unpickled.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly any?: boolean;
}

export const unpickled: Probe<Options> = {
  about:
    'places where Python code loads what can run code of its own (pickle, joblib, dill, torch.load, NumPy with pickles, YAML without a safe loader) from outside: downloaded, uploaded or sent. Files by a path of the repository count as its own',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { any: { type: 'boolean', description: 'From wherever.' } },
  },
  needs: () => unpickledNeeds,
  run: (facts, { any = false }) => ({
    seen: unpickledOf(facts).flatMap(({ path, at, how, from, confidence, trace }) => {
      if (any) return [finding(path, at, `loads by ${how}`)];
      return from === null
        ? []
        : [finding(path, at, `${how} loads ${from}, and runs code that stands in it`, confidence, trace)];
    }),
  }),
};
