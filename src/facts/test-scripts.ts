import type { Facts } from '../model.ts';
import { memo } from './memo.ts';
import { nameOf } from './patterns.ts';
import { python } from './python/reader.ts';
import type { TestFunction } from './tests.ts';

/** Scripts called like a test that assert on the level of the module: run by hand or by CI, they fail like a test. */
export const testScriptsOf: (facts: Facts) => readonly TestFunction[] = memo((facts) =>
  Object.freeze(
    facts.documents(python).flatMap(({ path, value: module }): TestFunction[] => {
      const [first] = module.asserts.filter(({ scope }) => scope === 0);
      if (first === undefined || module.notebook || !/(^|_)tests?(_|\.py$)/i.test(nameOf(path))) return [];
      const calls = module.calls.filter(({ scope }) => scope === 0);
      return [{ path, name: nameOf(path), at: first.at, asserts: true, scope: 0, calls, module }];
    }),
  ),
);
