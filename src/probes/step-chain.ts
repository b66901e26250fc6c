import { chainNeeds, chainsOf } from '../facts/chains.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const stepChain: Probe<Options> = {
  about:
    'chains of steps from data to model with one entry: targets of Make, just or Task, shell scripts, and Python modules that run the steps of other modules',
  options: { type: 'object', additionalProperties: false },
  needs: () => chainNeeds,
  run: (facts) => ({
    seen: chainsOf(facts).map(({ path, at, stages }) =>
      finding(path, at, `chains steps: ${[...stages].sort().join(', ')}`),
    ),
  }),
};
