import type { Facts } from '../model.ts';
import { memo } from './memo.ts';
import { nameOf } from './patterns.ts';
import { absolute, dottedNames, packageOf } from './python/dotted.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';
import { type TestFunction, testFunctionsOf } from './tests.ts';

/** What a test does that can fail although nothing in it is called an assertion. */
const failing =
  /^(raise_for_status|gradcheck|gradgradcheck|testmod|run_docstring_examples|execute_notebook|exit|_exit|skip|skipTest|importorskip|\w*(Error|Exception|Failure|Exit))$/;
const subprocess = /^subprocess\.(run|Popen)$/;
/** Fixtures that compare with what was recorded. */
const comparing =
  /(snapshot|regression|regtest|golden|approv|baseline|benchmark|expected|checker|verif|compar|assert)/i;
/** What checks itself: `regex.test()`, `self._test_round_trip(x)`, `run_tests(folder)`. */
const testing = /(^|_)tests?(_|$)|[a-z]Tests?$/;
const tellingDecorator =
  /skip|xfail|expectedFailure|raises|compar|assert|check|expect|verif|validate|shows|run_in|spawn/i;
const preparing =
  /^_?(set|reset|seed|make|create|build|prepare|clear|clean|init|load|fix|patch|mock|enable|disable|register|install|remove|delete|write|save|download|log|print|copy|start|stop|skip|require)/i;
const collected = /^tests?.*\.py$|_tests?\.py$/i;

/**
 * Test functions that a runner collects and in which nothing can be found wrong: no assertion of any framework, none in
 * a helper, no recorded result to compare with. Where it cannot be told, a test is not silent.
 */
export const silentTestsOf: (facts: Facts) => readonly TestFunction[] = memo((facts) => {
  const helpers = helperModules(facts);
  const hasConftest = facts.files.some(({ path }) => nameOf(path) === 'conftest.py');
  const fixtures = fixturesOf(facts);
  return Object.freeze(
    testFunctionsOf(facts).filter(
      (test) =>
        !test.asserts &&
        isCollected(test) &&
        !isSwitchedOff(test) &&
        !mayFail(test, helpers) &&
        (hasConftest || isCallable(test, fixtures)),
    ),
  );
});

/** By the default patterns of pytest and unittest; a fixture, or a class inside of a test, is none. */
function isCollected({ path, module, scope: index }: TestFunction): boolean {
  const scope = module.scopes[index];
  if (scope === undefined || !collected.test(nameOf(path)) || !scope.name.startsWith('test')) return false;
  // `train()` and `test()` side by side are the two halves of a training script.
  if (scope.name === 'test' && scope.parent === 0) return false;
  if (scope.decorators.some((one) => /fixture|property|staticmethod/.test(lastName(one, module)))) return false;
  for (let at = scope.parent; at > 0; at = module.scopes[at]?.parent ?? 0) {
    if (module.scopes[at]?.kind === 'function') return false;
  }
  return true;
}

/** Overridden with an empty body to leave out what a base class tests, or skipped. */
function isSwitchedOff({ module, scope: index, calls }: TestFunction): boolean {
  const scope = module.scopes[index];
  const parent = scope === undefined ? undefined : module.scopes[scope.parent];
  const outer = parent?.kind === 'class' ? parent.decorators : [];
  if ([...(scope?.decorators ?? []), ...outer].some((one) => tellingDecorator.test(lastName(one, module)))) return true;
  return (
    calls.length === 0 && parent?.kind === 'class' && parent.bases.some((base) => lastName(base, module) !== 'object')
  );
}

function mayFail({ module, scope: index, calls }: TestFunction, helpers: ReadonlySet<string>): boolean {
  const scope = module.scopes[index];
  if (scope?.parameters.some(({ name }) => comparing.test(name)) === true) return true;
  // Generated tests: the runner calls what is yielded.
  if (module.shown.some((one) => one.scope === index && one.value.kind === 'other' && /^yield/.test(one.value.type)))
    return true;
  return calls.some((call) => {
    const name = lastName(call.callee, module);
    if (failing.test(name) || comparing.test(name) || testing.test(name)) return true;
    if (subprocess.test(call.qualified ?? '')) return call.keywords.some((keyword) => keyword.name === 'check');
    return call.statement && !preparing.test(name) && isHelper(call, module, scope?.parent ?? 0, helpers);
  });
}

/** A helper out of sight: a method that a base class brings, or a function of another module of the tests. */
function isHelper(call: Call, module: Module, classScope: number, helpers: ReadonlySet<string>): boolean {
  const { callee } = call;
  if (callee.kind === 'attribute' && callee.base.kind === 'name' && /^(self|cls)$/.test(callee.base.name)) {
    const bases = module.scopes[classScope]?.bases ?? [];
    const own = module.scopes.some((scope) => scope.kind === 'function' && scope.name === callee.name);
    return !own && bases.some((base) => !/^(object|TestCase|\w*AsyncioTestCase)$/.test(lastName(base, module)));
  }
  const first = firstName(callee);
  return module.imports.some((one) => {
    if (one.alias !== first) return false;
    const from = absolute(one.module, packageOf(module.path));
    return helpers.has(from) || helpers.has(`${from}.${one.name}`) || /test|helper|assert|check/i.test(from);
  });
}

/** A function whose parameters nothing provides is a helper that is only called like a test. */
function isCallable({ module, scope: index }: TestFunction, fixtures: ReadonlySet<string>): boolean {
  const scope = module.scopes[index];
  if (scope === undefined || scope.decorators.length > 0) return true;
  return scope.parameters.every(
    ({ name, default: value, kind }, place) =>
      value !== null || kind !== 'normal' || (place === 0 && /^(self|cls)$/.test(name)) || fixtures.has(name),
  );
}

/** Names of fixtures: pytest's own and those of the modules that were read. */
function fixturesOf(facts: Facts): ReadonlySet<string> {
  const names = new Set([
    'tmp_path',
    'tmpdir',
    'tmp_path_factory',
    'tmpdir_factory',
    'monkeypatch',
    'capsys',
    'caplog',
  ]);
  for (const name of ['capfd', 'request', 'mocker', 'recwarn', 'pytestconfig', 'cache', 'event_loop', 'client'])
    names.add(name);
  for (const { value: module } of facts.documents(python)) {
    for (const { kind, name, decorators } of module.scopes) {
      if (kind === 'function' && decorators.some((one) => /fixture/.test(lastName(one, module)))) names.add(name);
    }
  }
  return names;
}

/** Dotted names of the modules that stand among the tests. */
function helperModules(facts: Facts): ReadonlySet<string> {
  return new Set(
    facts.files.flatMap(({ path }) => (path.endsWith('.py') && facts.place(path) === 'tests' ? dottedNames(path) : [])),
  );
}

function lastName(expression: Expression, module: Module): string {
  if (expression.kind === 'name' || expression.kind === 'attribute') return expression.name;
  if (expression.kind !== 'call') return '';
  const call = module.calls[expression.call];
  return call === undefined ? '' : lastName(call.callee, module);
}

function firstName(expression: Expression): string | null {
  let at = expression;
  for (let depth = 0; depth < 32 && at.kind === 'attribute'; depth += 1) at = at.base;
  return at.kind === 'name' ? at.name : null;
}
