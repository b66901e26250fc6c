import type { Facts } from '../../model.ts';
import {
  calledName,
  callersByName,
  callsIn,
  classAround,
  functionAround,
  functionsByName,
  holdsBelow,
  lastOf,
  type OwnFunction,
  pathOf,
  receiverOf,
} from '../functions.ts';
import type { Call, Expression, Module } from '../python/module.ts';
import { scopesWithin } from '../requests/raw.ts';

const helper =
  /(?:set|switch|to|enter|turn)_?(?:eval|test|inference)|(?:eval|test)_?mode$|^evaluating$|^eval_(?:model|net)|^set_(?:mode|training)$/i;

/** `model.eval()`, `model.train(False)` and helpers that say so by their names. */
export function entersEvaluation(call: Call): boolean {
  const name = calledName(call);
  if (name === null) return false;
  if (name === 'eval') return call.callee.kind === 'attribute' && call.arguments.length + call.keywords.length === 0;
  if (name === 'train' && call.callee.kind === 'attribute') return !isTrue(call) && isMode(call);
  return helper.test(name);
}

/** `model.train()`, and whatever sets the mode by a value. */
export function entersTraining(call: Call): boolean {
  return calledName(call) === 'train' && call.callee.kind === 'attribute' && (isPlain(call) || isMode(call));
}

function isPlain(call: Call): boolean {
  return call.arguments.length + call.keywords.length === 0;
}

/** One argument that is no data: `train(False)`, `train(mode=was_training)`, `train(phase == "train")`. */
function isMode({ arguments: given, keywords }: Call): boolean {
  if (given.length + keywords.length !== 1) return false;
  const value = given[0]?.value ?? keywords[0]?.value;
  if (keywords.length > 0) return keywords[0]?.name === 'mode';
  return (
    value?.kind === 'constant' || value?.kind === 'operation' || /train|mode|state/i.test(pathOf(value ?? null) ?? '')
  );
}

function isTrue({ arguments: given, keywords }: Call): boolean {
  const value = given[0]?.value ?? keywords[0]?.value;
  return value === undefined || (value.kind === 'constant' && value.value === true);
}

const farthest = 3;

/**
 * Whether something puts the model into evaluation mode before a function predicts with it: the function itself, what it
 * calls, the class it belongs to, the code that calls it, or anything in the module that does so to a model of that name.
 */
export function isSwitched(facts: Facts, module: Module, scope: number, model: string): boolean {
  if (module.calls.some((call) => entersEvaluation(call) && lastOf(pathOf(receiverOf(call))) === lastOf(model)))
    return true;
  return around(facts, { module, scope }, 0, new Set());
}

function around(facts: Facts, one: OwnFunction, depth: number, seen: Set<string>): boolean {
  const { module } = one;
  const root = functionAround(module, one.scope);
  const key = `${module.path}:${root}`;
  if (depth > farthest || seen.has(key)) return false;
  seen.add(key);
  const scopes = root === 0 ? new Set([0]) : scopesWithin(module, root);
  const own = callsIn(module, scopes);
  if (own.some(entersEvaluation) || holdsBelow(facts, own, enters)) return true;
  const parent = classAround(module, root);
  if (parent > 0) {
    const methods = callsIn(module, scopesWithin(module, parent));
    if (methods.some(entersEvaluation) || (depth === 0 && holdsBelow(facts, methods, enters))) return true;
    if ((module.scopes[parent]?.bases ?? []).some((base) => inheritsSwitch(facts, base))) return true;
  }
  if (root === 0) return false;
  // What stands in the module itself runs before its functions.
  if (depth === 0) {
    const plain = callsIn(module, new Set([0]));
    if (plain.some(entersEvaluation)) return true;
  }
  const name = module.scopes[root]?.name ?? '';
  const called = name === '__call__' || name === '__init__' ? (module.scopes[parent]?.name ?? name) : name;
  const callers = callersByName(facts).get(called) ?? [];
  return callers
    .slice(0, 40)
    .some(({ module: other, call }) => around(facts, { module: other, scope: call.scope }, depth + 1, seen));
}

/** A base class does so, or nobody can tell what it does. */
function inheritsSwitch(facts: Facts, base: Expression): boolean {
  const name = lastOf(pathOf(base));
  if (name === null || /^(?:object|ABC|Protocol|Generic|BaseModel|NamedTuple|Enum)$/.test(name)) return false;
  const constructors = functionsByName(facts).get(name) ?? [];
  return (
    constructors.length === 0 ||
    constructors.some(({ module, scope }) => {
      const methods = callsIn(module, scopesWithin(module, classAround(module, scope)));
      return methods.some(entersEvaluation) || holdsBelow(facts, methods, enters);
    })
  );
}

function enters({ module, scope }: OwnFunction): boolean {
  return callsIn(module, scopesWithin(module, scope)).some(entersEvaluation);
}
