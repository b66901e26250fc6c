import type { Confidence, Facts, Need, Position } from '../model.ts';
import { calledName, classAround, functionsByName, lastOf, pathOf, receiverOf } from './functions.ts';
import { memo } from './memo.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** A call of a network's `forward` that passes its hooks by. */
export interface ForwardCall {
  readonly path: string;
  readonly at: Position;
  readonly confidence: Confidence;
}

export const forwardNeed: Need = { reader: python, needles: ['torch&&.forward(', 'lightning&&.forward('] };

const torch = /^(?:torch|torchvision|pytorch_lightning|lightning|timm|transformers)(?:\.|$)/;
/** Instances of networks that libraries bring. */
const library =
  /^(?:torch\.nn\.(?!functional|init|utils|Parameter)[\w.]+|torchvision\.models\.[\w.]+|timm\.create_model|torch\.hub\.load|transformers\.\w+\.from_pretrained|torch\.jit\.(?:load|script|trace))\(\)$/;
const base =
  /^torch\.nn\.(?!functional)|^(?:pytorch_lightning|lightning)\.(?:[\w.]*\.)?LightningModule$|(?:^|\.)PreTrainedModel$/;

/** Such calls of the view, in order. */
export const forwardCallsOf: (facts: Facts) => readonly ForwardCall[] = memo((facts) =>
  Object.freeze(
    facts.documents(python).flatMap(({ value: module }) => {
      if (!module.imports.some(({ module: from }) => torch.test(from))) return [];
      return module.calls.flatMap((call): ForwardCall[] => {
        const confidence = calledName(call) === 'forward' ? judged(facts, call, module) : null;
        return confidence === null ? [] : [{ path: module.path, at: call.at, confidence }];
      });
    }),
  ),
);

function judged(facts: Facts, call: Call, module: Module): Confidence | null {
  const receiver = receiverOf(call);
  // `super().forward(x)`, and `self.forward(x)` within the network itself.
  if (receiver === null || receiver.kind === 'call') return null;
  const path = pathOf(receiver);
  if (path === null || path === 'self' || path === 'cls') return null;
  // `Base.forward(self, x)`
  const first = call.arguments[0]?.value;
  if (first?.kind === 'name' && /^(?:self|ctx|cls)$/.test(first.name)) return null;
  // What stands in for a network hands everything on, and has the hooks itself.
  if (standsIn(call, module, path)) return null;
  const instance = qualifiedOf(receiver);
  if (instance !== null) {
    if (library.test(instance)) return 'certain';
    if (!instance.endsWith('()')) return instance.startsWith('.') || /^[a-z]/.test(path) ? byUse(path, module) : null;
    return isNetwork(facts, instance, module) ? 'certain' : null;
  }
  return byUse(path, module);
}

function standsIn(call: Call, module: Module, path: string): boolean {
  const scope = module.scopes[call.scope];
  if (scope === undefined || !/^(?:forward|__call__|_?forward_\w+|wrapped?\w*)$/.test(scope.name)) return false;
  const around = classAround(module, call.scope);
  if (around < 0) return true;
  const held = path.startsWith('self.') ? path.slice(5) : null;
  if (held === null) return false;
  // A part that came from outside, such as the network that is wrapped.
  return module.assignments.some(
    ({ target, value }) =>
      pathOf(target) === path &&
      (value.kind === 'name' || value.kind === 'attribute') &&
      classAround(module, call.scope) === around,
  );
}

/** A name that nothing resolves is a network where code uses it as one. */
function byUse(path: string, module: Module): Confidence | null {
  if (!/^(?:self\.)?\w*(?:model|net|network|module|encoder|decoder|backbone|classifier)\w*$/i.test(path)) return null;
  const used = module.calls.some(
    (call) =>
      pathOf(receiverOf(call)) === path &&
      (/^(?:parameters|state_dict|load_state_dict|named_parameters|cuda|zero_grad|register_forward_hook)$/.test(
        calledName(call) ?? '',
      ) ||
        (/^(?:eval|train)$/.test(calledName(call) ?? '') && call.arguments.length === 0)),
  );
  return used ? 'likely' : null;
}

/** An instance of a class of the repository that is a network, by its bases or those of its bases. */
function isNetwork(facts: Facts, instance: string, module: Module): boolean {
  const name = instance.slice(0, -2);
  if (name.startsWith('.')) {
    const scope = module.scopes.findIndex(({ kind, qualified }) => kind === 'class' && `.${qualified}` === name);
    return scope > 0 && derives(facts, module, scope, 0);
  }
  return (functionsByName(facts).get(name.split('.').at(-1) ?? '') ?? []).some((one) => {
    const around = classAround(one.module, one.scope);
    return around > 0 && derives(facts, one.module, around, 0);
  });
}

function derives(facts: Facts, module: Module, scope: number, depth: number): boolean {
  if (depth > 4) return false;
  return (module.scopes[scope]?.bases ?? []).some((expression) => {
    const qualified = qualifiedOf(expression);
    if (qualified !== null && base.test(qualified)) return true;
    const name = lastOf(pathOf(expression));
    if (name === null) return false;
    const own = module.scopes.findIndex((one) => one.kind === 'class' && one.name === name);
    if (own > 0 && own !== scope) return derives(facts, module, own, depth + 1);
    return (functionsByName(facts).get(name) ?? []).some((one) => {
      const around = classAround(one.module, one.scope);
      return around > 0 && one.module !== module && derives(facts, one.module, around, depth + 1);
    });
  });
}

function qualifiedOf(expression: Expression): string | null {
  return expression.kind === 'name' || expression.kind === 'attribute' ? expression.qualified : null;
}
