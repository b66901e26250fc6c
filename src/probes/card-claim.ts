import { cardClaimsOf, cardNeeds } from '../facts/card-claims.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const cardClaim: Probe<Options> = {
  about:
    'metrics, seeds and parameters that a model card states and the repository records once elsewhere (metrics files, settings, the code that trains): seen where both agree as far as the card is exact, missing where they contradict each other',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs'],
  needs: () => cardNeeds,
  run: (facts) => {
    const told = (agrees: boolean) =>
      cardClaimsOf(facts)
        .filter((claim) => claim.agrees === agrees)
        .map(({ path, line, name, source, sourceLine }) =>
          finding(
            path,
            { line, column: 1 },
            agrees ? `${name} is what the repository records` : `${name} is not what the repository records`,
            'certain',
            [{ path: source, line: sourceLine, column: 1, message: 'recorded here' }],
          ),
        );
    return { seen: told(true), missing: told(false) };
  },
};
