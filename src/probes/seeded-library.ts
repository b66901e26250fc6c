import { randomnessOf, seedNeed } from '../facts/randomness.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/** One subject a library: it is seeded, or its first unseeded use is missing a seed. */
export const seededLibrary: Probe<Options> = {
  about: 'for each library whose randomness the training code uses, whether it is seeded',
  options: { type: 'object', additionalProperties: false },
  needs: () => [seedNeed],
  run: (facts: Facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const { library, seeds, uses, how } of randomnessOf(facts)) {
      const seed = seeds[0];
      if (seed !== undefined) seen.push(finding(seed.path, seed.at, `seeds ${library}`));
      else
        for (const use of uses) missing.push(finding(use.path, use.at, `${use.what} without ${how}`, use.confidence));
    }
    return { seen, missing };
  },
};
