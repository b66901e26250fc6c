import { webNeed } from '../facts/routes.ts';
import { silentTestsOf } from '../facts/silent-tests.ts';
import { testScriptsOf } from '../facts/test-scripts.ts';
import { testedApiOf } from '../facts/tested-api.ts';
import { testedDataOf } from '../facts/tested-data.ts';
import { testedModelOf } from '../facts/tested-model.ts';
import { type TestFunction, testFunctionsOf, testNeed } from '../facts/tests.ts';
import { finding } from '../finding.ts';
import type { Facts, Need, Probe } from '../model.ts';

type Subject = 'data' | 'model' | 'api';

interface Options {
  readonly of?: Subject;
  readonly silent?: boolean;
}

const tells: Readonly<Record<Subject, (test: TestFunction, facts: Facts) => string | null>> = {
  data: testedDataOf,
  model: testedModelOf,
  api: testedApiOf,
};
/** Scripts that assert, which send requests or ask a model. */
const scripts: Need = {
  reader: testNeed.reader,
  paths: ['*test*.py'],
  needles: ['<assert&&requests', '<assert&&httpx', '<assert&&predict'],
};

export const testFunction: Probe<Options> = {
  about:
    'test functions that assert something, and as missing those that surely do not; with `of` only those about data code, the model or the API; with `silent` those that do not assert',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      of: { enum: ['data', 'model', 'api'] },
      silent: { type: 'boolean', description: 'Test functions that surely assert nothing.' },
    },
  },
  in: ['code', 'tests', 'examples'],
  needs: ({ of }) => (of === 'model' ? [testNeed, scripts] : of === 'api' ? [testNeed, scripts, webNeed] : [testNeed]),
  run: (facts, { of, silent = false }) => {
    const missing =
      of === undefined
        ? silentTestsOf(facts).map((test) => finding(test.path, test.at, `${test.name} asserts nothing`))
        : [];
    if (silent) return { seen: missing };
    const tests = testFunctionsOf(facts).filter(({ asserts }) => asserts);
    const all = of === undefined || of === 'data' ? tests : [...tests, ...testScriptsOf(facts)];
    return {
      seen: all.flatMap((test) => {
        const about = of === undefined ? `${test.name} asserts` : tells[of](test, facts);
        return about === null ? [] : [finding(test.path, test.at, about)];
      }),
      missing,
    };
  },
};
