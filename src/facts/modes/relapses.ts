import type { Confidence, Facts, Position } from '../../model.ts';
import {
  calledName,
  callersByName,
  callsIn,
  functionAround,
  functionsByName,
  holdsBelow,
  isInside,
  lastOf,
  type OwnFunction,
  pathOf,
  receiverOf,
} from '../functions.ts';
import type { Call, Expression, Module } from '../python/module.ts';
import { scopesWithin } from '../requests/raw.ts';
import { entersTraining } from './switches.ts';

/** A place where a network that was put into evaluation mode goes on learning. */
export interface Relapse {
  readonly path: string;
  readonly at: Position;
  readonly confidence: Confidence;
}

/** Relapses of a module: `eval()` of a network that an optimiser changes, then steps without `train()`. */
export function relapsesIn(facts: Facts, module: Module): readonly Relapse[] {
  if (!module.calls.some(({ callee }) => callee.kind === 'attribute' && callee.name === 'backward')) return [];
  const learning = learners(module);
  const found = new Map<string, Relapse>();
  for (const step of module.calls.filter(isStep).slice(0, 50)) {
    const root = functionAround(module, step.scope);
    const scopes = root === 0 ? new Set([0]) : scopesWithin(module, root);
    const calls = callsIn(module, scopes);
    if (!calls.some(({ callee }) => callee.kind === 'attribute' && callee.name === 'backward')) continue;
    const trains = (within: readonly Call[]): boolean =>
      within.some(entersTraining) || holdsBelow(facts, within, trainsBelow);
    const ends = evaluations(facts, calls, learning);
    for (const { call, model } of ends) {
      const loop = innermost(module, step, call, scopes);
      if (loop !== null) {
        // In the next round it learns as it was left, unless some call of the round says otherwise.
        if (trains(calls.filter(({ at }) => isInside(loop, at)))) continue;
      } else {
        if (root !== 0 && trains(callersCalls(facts, module, root))) continue;
        if (call.at.line > step.at.line || isBranch(module, call)) continue;
        if (trains(calls.filter(({ at }) => at.line >= call.at.line && at.line <= step.at.line))) continue;
        if (root === 0 && module.notebook) continue;
      }
      if (!isUsed(calls, model, step)) continue;
      found.set(`${call.at.line}`, { path: module.path, at: call.at, confidence: 'likely' });
    }
  }
  return [...found.values()];
}

function callersCalls(facts: Facts, module: Module, root: number): readonly Call[] {
  const callers = callersByName(facts).get(module.scopes[root]?.name ?? '') ?? [];
  return callers.slice(0, 20).flatMap(({ module: other, call }) => {
    const around = functionAround(other, call.scope);
    return callsIn(other, around === 0 ? new Set([0]) : scopesWithin(other, around)).filter(entersTraining);
  });
}

function isStep(call: Call): boolean {
  if (calledName(call) !== 'step') return false;
  const last = lastOf(pathOf(receiverOf(call)));
  if (/^torch\.optim\.(?!.*lr_scheduler)/.test(call.qualified ?? '')) return true;
  return last !== null && /opt|adam|sgd|scaler/i.test(last) && !/sched/i.test(last);
}

/** Bare names of networks whose parameters an optimiser was given, and of what is the same by assignment. */
function learners(module: Module): ReadonlySet<string> {
  const found = new Set<string>();
  for (const call of module.calls) {
    if (!/^torch\.optim\./.test(call.qualified ?? '') && !/opti?m|adam|sgd/i.test(calledName(call) ?? '')) continue;
    for (const { value } of [...call.arguments, ...call.keywords]) {
      for (const one of parametersIn(value, module)) found.add(one);
    }
  }
  for (const { target, value } of module.assignments) {
    const from = lastOf(pathOf(value));
    const to = lastOf(pathOf(target));
    if (from !== null && to !== null && found.has(from)) found.add(to);
  }
  // An optimiser that came as an argument tells nothing; a network of this name then is what learns.
  return found.size > 0 ? found : new Set(['model', 'net', 'network']);
}

/** `net` of `net.parameters()`, `list(net.parameters()) + …`. */
function parametersIn(value: Expression, module: Module, depth = 0): readonly string[] {
  if (depth > 6) return [];
  if (value.kind === 'operation') return value.operands.flatMap((one) => parametersIn(one, module, depth + 1));
  if (value.kind === 'sequence') return value.items.flatMap((one) => parametersIn(one, module, depth + 1));
  if (value.kind !== 'call') return [];
  const call = module.calls[value.call];
  if (call === undefined) return [];
  if (calledName(call) === 'parameters') {
    const path = pathOf(receiverOf(call));
    // A head that learns on a frozen trunk says nothing of the whole.
    return path === null || path.split('.').filter((part) => part !== 'self').length > 1 ? [] : [lastOf(path) ?? ''];
  }
  return call.arguments.flatMap((one) => parametersIn(one.value, module, depth + 1));
}

/** Calls that put a learner into evaluation mode: its own `eval()`, or a function that is given it and does so. */
function evaluations(
  facts: Facts,
  calls: readonly Call[],
  learning: ReadonlySet<string>,
): readonly { readonly call: Call; readonly model: string }[] {
  return calls.flatMap((call) => {
    const name = calledName(call);
    if (name === 'eval' && call.arguments.length === 0 && call.callee.kind === 'attribute') {
      const model = lastOf(pathOf(call.callee.base));
      return model !== null && learning.has(model) ? [{ call, model }] : [];
    }
    if (name === null) return [];
    const [only, ...more] = functionsByName(facts).get(name) ?? [];
    if (only === undefined || more.length > 0) return [];
    const model = handedOver(only, call, learning);
    return model === null ? [] : [{ call, model }];
  });
}

function handedOver({ module, scope }: OwnFunction, call: Call, learning: ReadonlySet<string>): string | null {
  const within = callsIn(module, scopesWithin(module, scope));
  const evals = within.filter(
    (one) => calledName(one) === 'eval' && one.callee.kind === 'attribute' && one.arguments.length === 0,
  );
  if (evals.length === 0 || within.some(entersTraining)) return null;
  const parameters = module.scopes[scope]?.parameters ?? [];
  const receivers = evals.map((one) => pathOf(receiverOf(one)));
  const offset = parameters[0]?.name === 'self' ? 1 : 0;
  for (const [index, { value }] of call.arguments.entries()) {
    const name = lastOf(pathOf(value));
    if (name !== null && learning.has(name) && receivers.includes(parameters[index + offset]?.name ?? '')) return name;
  }
  if (offset === 1 && pathOf(receiverOf(call)) === 'self') {
    const own = receivers.find((one) => one?.startsWith('self.') && learning.has(lastOf(one) ?? ''));
    return lastOf(own ?? null);
  }
  return null;
}

function trainsBelow({ module, scope }: OwnFunction): boolean {
  return callsIn(module, scopesWithin(module, scope)).some(entersTraining);
}

/** The innermost loop that holds both, `null` where there is none. */
function innermost(module: Module, step: Call, call: Call, scopes: ReadonlySet<number>) {
  return (
    module.blocks.findLast(
      (block) =>
        (block.kind === 'for' || block.kind === 'while') &&
        scopes.has(block.scope) &&
        isInside(block, step.at) &&
        isInside(block, call.at),
    ) ?? null
  );
}

function isBranch(module: Module, { block }: Call): boolean {
  for (let at = block; at >= 0; at = module.blocks[at]?.parent ?? -1) {
    if (/^(?:if|else|except)$/.test(module.blocks[at]?.kind ?? '')) return true;
  }
  return false;
}

/** The network is run in the code that steps, so that it is what learns there. */
function isUsed(calls: readonly Call[], model: string, step: Call): boolean {
  return calls.some((call) => lastOf(pathOf(call.callee)) === model && call.at.line <= step.at.line);
}
