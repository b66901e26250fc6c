import type { Facts, Need, Position } from '../model.ts';
import { memo } from './memo.ts';
import { api } from './python/api.ts';
import type { Call, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** A function that a Python test runner would collect. */
export interface TestFunction {
  readonly path: string;
  readonly name: string;
  readonly at: Position;
  /** It can fail for a reason: an assertion of any framework stands in it or in a helper of its module. */
  readonly asserts: boolean;
  /** Its index in `module.scopes`; 0 for a script that is a test as a whole. */
  readonly scope: number;
  /** Calls in its body. */
  readonly calls: readonly Call[];
  readonly module: Module;
}

export const testNeed: Need = { reader: python, needles: ['def test', 'TestCase', 'doctest'] };

const assertions = api([
  'numpy.testing.**',
  'pandas.testing.**',
  'pandas.util.testing.**',
  'torch.testing.**',
  'tensorflow.debugging.**',
  'polars.testing.**',
  'chispa.**',
  'pytest.raises',
  'pytest.warns',
  'pytest.fail',
  'pytest.approx',
  'pyspark.testing.**',
  'great_expectations.**',
  'jax.test_util.**',
  'chex.**',
  'nose.tools.**',
  'hypothesis.**',
]);
const assertName = /^(assert|_?check|verify|expect|validate|should|compare)/i;
const testPath = /(^|\/)(test_[^/]*|[^/]*_tests?)\.py$/i;

/** Test functions by the naming of pytest and unittest, in test folders or test modules. */
export const testFunctionsOf: (facts: Facts) => readonly TestFunction[] = memo((facts) =>
  Object.freeze(
    facts
      .documents(python)
      .filter(({ path, value }) => !value.notebook && (testPath.test(path) || facts.place(path) === 'tests'))
      .flatMap(({ value }) => testsIn(value)),
  ),
);

function testsIn(module: Module): TestFunction[] {
  const asserting = assertingScopes(module);
  return module.scopes.flatMap((scope, index) => {
    if (scope.kind !== 'function' || !/^test/i.test(scope.name)) return [];
    const parent = module.scopes[scope.parent];
    if (parent === undefined || parent.kind === 'function') return [];
    if (parent.kind === 'class' && !/^test|test(s|case)?$|mixin$/i.test(parent.name) && parent.bases.length === 0)
      return [];
    const inside = (other: number): boolean => {
      for (let at = other; at > 0; at = module.scopes[at]?.parent ?? 0) if (at === index) return true;
      return false;
    };
    const calls = module.calls.filter((call) => inside(call.scope));
    const asserts =
      [...asserting].some(inside) || calls.some((call) => isAssertion(call) || callsAsserting(module, call, asserting));
    return [{ path: module.path, name: scope.qualified, at: scope.at, asserts, scope: index, calls, module }];
  });
}

function isAssertion(call: Call): boolean {
  if (call.qualified !== null && assertions.matches(call.qualified)) return true;
  const name = call.callee.kind === 'attribute' || call.callee.kind === 'name' ? call.callee.name : '';
  return assertName.test(name) || name === 'fail' || name === 'raises';
}

function assertingScopes(module: Module): ReadonlySet<number> {
  const scopes = new Set(module.asserts.map(({ scope }) => scope));
  for (const call of module.calls) if (isAssertion(call)) scopes.add(call.scope);
  scopes.delete(0);
  return scopes;
}

/** A helper of the same module that asserts, called as `self.check(x)` or `check(x)`. */
function callsAsserting(module: Module, call: Call, asserting: ReadonlySet<number>): boolean {
  const name = call.callee.kind === 'attribute' || call.callee.kind === 'name' ? call.callee.name : null;
  return name !== null && [...asserting].some((index) => module.scopes[index]?.name === name);
}
