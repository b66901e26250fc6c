import { modelLoadNeeds, repeatedLoadsOf } from '../facts/model-loads.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const repeatedLoad: Probe<Options> = {
  about:
    'models, and what prepares their input, that a request handler loads again each time, directly or through helpers; what is kept in a cache, a global or the state of the app does not count',
  options: { type: 'object', additionalProperties: false },
  needs: () => modelLoadNeeds,
  run: (facts) => ({
    seen: repeatedLoadsOf(facts).map(({ path, at, page, confidence, trace }) =>
      finding(
        path,
        at,
        page ? 'is loaded again at every click, as the whole page runs again' : 'is loaded again for every request',
        confidence,
        trace,
      ),
    ),
  }),
};
