import { checkNeed, checksOf } from '../facts/validation.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/** Checks that bear no name of their own count when there are several: one of them is how any code guards itself. */
const several = 3;

export const dataCheck: Probe<Options> = {
  about:
    'checks of data by own code: what raises, asserts or reports on columns, types or missing values of a frame in something named for it, or in three places',
  options: { type: 'object', additionalProperties: false },
  needs: () => [checkNeed],
  run: (facts) => {
    const checks = checksOf(facts);
    const places = new Set(checks.map(({ path, at }) => `${path}:${at.cell ?? ''}:${at.line}`));
    return {
      seen: checks.map(({ path, at, named }) =>
        finding(path, at, 'checks the data', named || places.size >= several ? 'certain' : 'hint'),
      ),
    };
  },
};
