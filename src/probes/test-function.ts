import { testedDataOf } from '../facts/tested-data.ts';
import { testFunctionsOf, testNeed } from '../facts/tests.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly of?: 'data';
}

export const testFunction: Probe<Options> = {
  about: 'test functions that assert something; `of: data` only those about loading, cleaning or feature code',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { of: { enum: ['data'] } },
  },
  in: ['code', 'tests', 'examples'],
  needs: () => [testNeed],
  run: (facts, { of }) => ({
    seen: testFunctionsOf(facts)
      .filter(({ asserts }) => asserts)
      .flatMap((test) => {
        const about = of === 'data' ? testedDataOf(test) : `${test.name} asserts`;
        return about === null ? [] : [finding(test.path, test.at, about)];
      }),
  }),
};
