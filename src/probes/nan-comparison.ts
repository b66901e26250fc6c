import { nanComparisonsOf, nanNeed } from '../facts/nan-comparisons.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const nanComparison: Probe<Options> = {
  about: 'comparisons of values with NaN by `==` and `!=`, whose answer is always the same',
  options: { type: 'object', additionalProperties: false },
  needs: () => [nanNeed],
  run: (facts) => ({
    seen: nanComparisonsOf(facts).map(({ path, at, operator, confidence }) =>
      finding(
        path,
        at,
        operator.startsWith('is')
          ? `${operator} compares with one NaN of many; a NaN that was computed is another`
          : `${operator} with NaN is always ${operator === '==' ? 'false' : 'true'}`,
        confidence,
      ),
    ),
  }),
};
