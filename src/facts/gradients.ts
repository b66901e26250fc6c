import type { Confidence, Facts, Need, Position } from '../model.ts';
import {
  calledName,
  callersByName,
  callsIn,
  functionAround,
  holdsBelow,
  isInside,
  lastOf,
  type OwnFunction,
  pathOf,
  receiverOf,
} from './functions.ts';
import { memo } from './memo.ts';
import type { Block, Call, Module } from './python/module.ts';
import { python } from './python/reader.ts';
import { scopesWithin } from './requests/raw.ts';

/** A loop, or a function that does one step of it, in which PyTorch computes gradients and an optimiser uses them. */
export interface GradientStep {
  readonly path: string;
  readonly at: Position;
  readonly cleared: boolean;
  /** They are cleared before the loop begins, and only there. */
  readonly before: boolean;
  readonly confidence: Confidence;
}

export const gradientNeed: Need = {
  reader: python,
  needles: ['.backward(', '.manual_backward(', 'zero_grad', '.grad = None', '.grad.zero_('],
};

const frameworks =
  /^(?:torch|accelerate|lightning|pytorch_lightning|deepspeed|apex|fairscale|transformers|ignite|composer)(?:\.|$)/;
const backwards = /^(?:manual_)?backward$/;
const optimiser = /opti?m|adam|sgd|rmsprop|lbfgs|solver|^opts?(?:_|$|\d)|_opts?(?:_|$|\d)|scaler|engine|_?trainer$/i;
const noOptimiser = /sched|env|prof|sampler|writer|meter|bar$|ema/i;
/** Of one module; more tell nothing new. */
const most = 200;
const clearing = /zero_?grad|clear_?grad|reset_?grad|grads?_?zero|zero_?the_?grad/i;

/** Every place of the view where gradients are computed and used, in order. */
export const gradientStepsOf: (facts: Facts) => readonly GradientStep[] = memo((facts) =>
  Object.freeze(
    facts
      .documents(python)
      .flatMap(({ value: module }) =>
        module.imports.some(({ module: from }) => frameworks.test(from)) || !module.imports.some(isOther)
          ? stepsIn(facts, module)
          : [],
      ),
  ),
);

/** What has gradients of its own under the same names. */
function isOther({ module }: { readonly module: string }): boolean {
  return !/^(?:os|sys|time|math|argparse|logging|json|random|typing|tqdm|numpy|pathlib|__future__|\.)/.test(module);
}

function stepsIn(facts: Facts, module: Module): GradientStep[] {
  const steps = module.calls.filter(isStep);
  const found = new Map<string, GradientStep>();
  const computed = module.calls.filter(({ callee }) => callee.kind === 'attribute' && backwards.test(callee.name));
  for (const call of computed.slice(0, most)) {
    const root = functionAround(module, call.scope);
    let scopes: ReadonlySet<number> = root === 0 ? new Set([0]) : scopesWithin(module, root);
    let beside = steps.filter((step) => scopes.has(step.scope));
    if (beside.length === 0 && root !== 0 && module.scopes[root]?.parent === 0) {
      // A closure in a loop of the module itself.
      scopes = new Set([0, ...scopes]);
      beside = steps.filter((step) => scopes.has(step.scope));
    }
    const loops = loopsAround(module, call, scopes);
    const loop = loops.find((one) => beside.some((step) => isInside(one, step.at)));
    const key = loop === undefined ? `f${root}` : `l${module.blocks.indexOf(loop)}`;
    if (found.has(key)) continue;
    const judged =
      loop !== undefined
        ? inLoop(facts, module, loop, loops, call, beside, scopes)
        : beside.length > 0
          ? scopes.has(0)
            ? null
            : inFunction(facts, module, root, call)
          : unused(module, loops, call, scopes);
    if (judged !== null) found.set(key, judged);
  }
  return [...found.values()];
}

function isStep(call: Call): boolean {
  const name = calledName(call);
  if (name === 'optimizer_step') return true;
  if (name !== 'step' && name !== 'step_and_update_lr') return false;
  const last = lastOf(pathOf(receiverOf(call)));
  if (call.qualified !== null && /^torch\.optim\.(?!.*lr_scheduler)/.test(call.qualified)) return true;
  return last !== null && optimiser.test(last) && !noOptimiser.test(last);
}

/** Loops around a call, innermost first. */
function loopsAround(module: Module, call: Call, scopes: ReadonlySet<number>): readonly Block[] {
  return module.blocks
    .filter((block) => (block.kind === 'for' || block.kind === 'while') && scopes.has(block.scope))
    .filter((block) => isInside(block, call.at))
    .sort((a, b) => b.at.line - a.at.line || b.at.column - a.at.column);
}

function inLoop(
  facts: Facts,
  module: Module,
  loop: Block,
  loops: readonly Block[],
  call: Call,
  steps: readonly Call[],
  scopes: ReadonlySet<number>,
): GradientStep {
  const inside = steps.filter((step) => isInside(loop, step.at));
  const conditional = inside.every((step) => isConditional(module, step, loop));
  // Of steps that are made now and then, what is around them may clear.
  const asked = conditional ? (loops[loops.indexOf(loop) + 1] ?? loop) : loop;
  const calls = callsIn(module, scopes).filter(({ at }) => isInside(asked, at));
  const clears = calls.some(clearsGradients) || assignsGradient(module, scopes, asked);
  const cleared =
    clears || stepsItself(call, inside) || makesOptimiser(calls) || holdsBelow(facts, calls, (one) => clearsIn(one));
  const before = callsIn(module, scopes).some((one) => clearsGradients(one) && one.at.line < loop.at.line);
  return { path: module.path, at: call.at, cleared, before, confidence: 'certain' };
}

/** A step of a loop that stands elsewhere. */
function inFunction(facts: Facts, module: Module, root: number, call: Call): GradientStep {
  const own = { module, scope: root };
  const calls = callsIn(module, scopesWithin(module, root));
  const steps = calls.filter(isStep);
  const callers = callersByName(facts).get(module.scopes[root]?.name ?? '') ?? [];
  const cleared =
    clearsIn(own) ||
    stepsItself(call, steps) ||
    makesOptimiser(calls) ||
    holdsBelow(facts, calls, clearsIn) ||
    callers.some(({ module: other, call: one }) =>
      clearsIn({ module: other, scope: functionAround(other, one.scope) }),
    );
  const looped = callers.some(({ module: other, call: one }) =>
    other.blocks.some((block) => /^(?:for|while)$/.test(block.kind) && isInside(block, one.at)),
  );
  return { path: module.path, at: call.at, cleared, before: false, confidence: looped ? 'likely' : 'hint' };
}

/** Gradients of a loop that no step uses although there is an optimiser, and that nothing clears. */
function unused(module: Module, loops: readonly Block[], call: Call, scopes: ReadonlySet<number>): GradientStep | null {
  const [loop] = loops;
  const calls = callsIn(module, scopes);
  if (loop === undefined || !makesOptimiser(calls)) return null;
  const cleared = calls.some(clearsGradients) || assignsGradient(module, scopes, null);
  return { path: module.path, at: call.at, cleared, before: false, confidence: 'likely' };
}

function isConditional(module: Module, { block }: Call, loop: Block): boolean {
  for (let at = block; at >= 0; at = module.blocks[at]?.parent ?? -1) {
    const one = module.blocks[at];
    if (one === undefined || one === loop) return false;
    if (one.kind === 'if' || one.kind === 'else') return true;
  }
  return false;
}

/** Engines such as DeepSpeed's do both, and clear at their step. */
function stepsItself(call: Call, steps: readonly Call[]): boolean {
  const engine = pathOf(receiverOf(call));
  return engine !== null && steps.some((step) => pathOf(receiverOf(step)) === engine);
}

/** What is optimised may be new in every round. */
function makesOptimiser(calls: readonly Call[]): boolean {
  return calls.some(({ qualified }) => /^torch\.optim\.(?:[a-z_]+\.)?[A-Z]\w*$/.test(qualified ?? ''));
}

function clearsGradients(call: Call): boolean {
  const name = calledName(call);
  if (name === null) return false;
  if (clearing.test(name)) return true;
  const receiver = receiverOf(call);
  return /^(?:zero_|fill_)$/.test(name) && /grad/i.test(pathOf(receiver) ?? '');
}

function assignsGradient(module: Module, scopes: ReadonlySet<number>, loop: Block | null): boolean {
  return module.assignments.some(
    ({ target, scope, at }) =>
      scopes.has(scope) &&
      target.kind === 'attribute' &&
      target.name === 'grad' &&
      (loop === null || isInside(loop, at)),
  );
}

function clearsIn({ module, scope }: OwnFunction): boolean {
  const scopes = scopesWithin(module, scope);
  const asked = scope === 0 ? new Set([0]) : scopes;
  return callsIn(module, asked).some(clearsGradients) || assignsGradient(module, asked, null);
}
