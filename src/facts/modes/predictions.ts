import type { Confidence, Facts, Position } from '../../model.ts';
import {
  callsIn,
  classAround,
  functionAround,
  functionsByName,
  holdsBelow,
  isInside,
  lastOf,
  pathOf,
} from '../functions.ts';
import { api } from '../python/api.ts';
import type { Call, Expression, Module } from '../python/module.ts';
import { scopesWithin } from '../requests/raw.ts';
import { layer } from './layers.ts';

/** A place where a network predicts without gradients. */
export interface Prediction {
  readonly module: Module;
  readonly at: Position;
  readonly scope: number;
  /** The network, as `self.model`. */
  readonly model: string;
  /** How sure it is that the mode makes a difference. */
  readonly moody: Confidence;
}

const withoutGradients = api([
  'torch.no_grad',
  'torch.inference_mode',
  'torch.autograd.no_grad',
  'torch.autograd.inference_mode',
  'torch.autograd.grad_mode.no_grad',
]);
const named = /^(?:\w+_)?(?:model|net|network|classifier|cnn|resnet\d*|lstm|mlp|rnn)\d*$/i;
/** Networks that are sampled from, compared with or acted by while another one learns. */
const apart =
  /gen|disc|critic|actor|target|policy|teacher|ema|swa|avg|average|vae|unet|diffus|ref_|old|reward|value|q_?net|dqn|agent|momentum|oracle|frozen|pretrained|metric|^(?:net)?[gd]$/i;
/** Functions whose purpose is another one. */
const elsewhere =
  /bench|profil|warm|timing|speed|flops|latency|summar|export|(?:^|_)trac(?:e|ing)|onnx|script|init|dummy|shape|sampl|generat|noise|visuali|plot|update_bn|bn_|calibrat|swa|dropout|uncertain|monte|mc_|bayes|perturb|attack|advers|grad|hook|build|fuse|quanti|prune|convert|merge|feature_size|output_size|act$|explore|rollout|play|loss_?landscape|target|reward|adapt|tent/i;
/** Of one module; more tell nothing new. */
const most = 100;
const measuring = /profil|benchmark|flops|speed|latency|quanti[sz]|(?:^|\/)(?:to_|export_?)?onnx/i;
const reinforcement =
  /^(?:gym|gymnasium|stable_baselines3?|pettingzoo|ray\.rllib|tianshou|dm_control|procgen|d4rl|unityagents)(?:\.|$)/;
const moduleBase = /^torch\.nn\.|LightningModule$|PreTrainedModel|(?:^|\.)(?:nn\.)?Module$|ModelMixin$/;
/** They come in evaluation mode, or keep the mode they were saved in. */
const ready =
  /^(?:transformers|diffusers|sentence_transformers|peft|optimum|clip|open_clip|open_clip_torch|whisper|segment_anything|torch\.jit|ultralytics|onnxruntime|easyocr|spacy|vllm|auto_gptq|TTS|facenet_pytorch|timm\.create_model\(\)\.eval|lpips)\b/;
const library =
  /^(?:torchvision\.models|timm|pretrainedmodels|segmentation_models_pytorch|efficientnet_pytorch|monai\.networks)\b/;

/** Predictions of a module, in order; one for each block or function without gradients. */
export function predictionsIn(facts: Facts, module: Module, layersAround: boolean): readonly Prediction[] {
  if (module.imports.some(({ module: from }) => reinforcement.test(from)) || measuring.test(module.path)) return [];
  return contexts(module)
    .slice(0, most)
    .flatMap(({ at, scope, calls, whole }): Prediction[] => {
      const root = functionAround(module, scope);
      if (elsewhere.test(module.scopes[root]?.name ?? '') || isModule(module, root)) return [];
      const learns = callsIn(module, root === 0 ? new Set([0]) : scopesWithin(module, root)).some(
        ({ callee }) => callee.kind === 'attribute' && callee.name === 'backward',
      );
      // Beside its own training, only what goes over data is an evaluation.
      if (learns && !whole && !calls.some((call) => loops(module, call, at))) return [];
      for (const call of calls) {
        const model = networkOf(call, module);
        if (model === null || feedsDummy(call, module)) continue;
        const moody = moodOf(facts, call, module, layersAround);
        return [{ module, at, scope, model, moody }];
      }
      return [];
    });
}

interface Context {
  readonly at: Position;
  readonly scope: number;
  readonly calls: readonly Call[];
  readonly whole: boolean;
}

function contexts(module: Module): readonly Context[] {
  const decorated = module.scopes.flatMap((one, scope): Context[] => {
    const decorator = one.decorators.find((decorates) => isWithout(decorates, module));
    if (decorator === undefined || one.kind !== 'function') return [];
    return [{ at: one.at, scope, calls: callsIn(module, scopesWithin(module, scope)), whole: true }];
  });
  const blocks = module.blocks.flatMap((block): Context[] => {
    if (block.kind !== 'with' || block.test === null || !isWithout(block.test, module)) return [];
    const { scope } = block;
    const scopes = scope === 0 ? new Set([0]) : scopesWithin(module, scope);
    const calls = callsIn(module, scopes).filter(({ at }) => isInside(block, at));
    return [{ at: block.at, scope, calls, whole: false }];
  });
  return [...decorated, ...blocks];
}

function isWithout(expression: Expression, module: Module): boolean {
  const qualified = expression.kind === 'call' ? module.calls[expression.call]?.qualified : qualifiedOf(expression);
  return qualified !== null && qualified !== undefined && withoutGradients.matches(qualified);
}

function loops(module: Module, { block }: Call, context: Position): boolean {
  for (let at = block; at >= 0; at = module.blocks[at]?.parent ?? -1) {
    const one = module.blocks[at];
    if (one === undefined || one.at.line < context.line) return false;
    if (one.kind === 'for' || one.kind === 'while') return true;
  }
  return false;
}

/** The network that is called, by what it resolves to or by its name. */
function networkOf(call: Call, module: Module): string | null {
  const { callee } = call;
  const path = pathOf(callee);
  if (path === null || call.arguments.length + call.keywords.length === 0) return null;
  const last = lastOf(path) ?? '';
  if (apart.test(last)) return null;
  const { qualified } = call;
  if (qualified !== null && !qualified.startsWith('.')) {
    if (ready.test(qualified)) return null;
    if (/^torch\.nn\.(?:Sequential|DataParallel|parallel\.DistributedDataParallel)\(\)$/.test(qualified)) return path;
    if (library.test(qualified) && qualified.endsWith('()')) return path;
    if (/^torch\.(?:hub\.)?load\(\)$/.test(qualified)) return path;
    if (/^(?:torch|numpy|torchvision|builtins|pandas|sklearn)\b/.test(qualified)) return null;
  }
  if (qualified?.startsWith('.') === true && qualified.endsWith('()')) {
    return isNetworkClass(module, qualified) ? path : null;
  }
  if (qualified?.startsWith('.') === true) return null;
  return callee.kind === 'name' || callee.kind === 'attribute'
    ? named.test(last) && /^[a-z]/.test(last)
      ? path
      : null
    : null;
}

function isNetworkClass(module: Module, instance: string): boolean {
  const scope = module.scopes.findIndex(({ kind, qualified }) => kind === 'class' && `.${qualified}()` === instance);
  return scope > 0 && isModule(module, scope);
}

/** Whether a scope is, or stands in, a class of networks: its mode is the business of who holds it. */
function isModule(module: Module, scope: number): boolean {
  const around = classAround(module, scope);
  return (
    around > 0 &&
    (module.scopes[around]?.bases ?? []).some((base) =>
      moduleBase.test(qualifiedOf(base) ?? lastOf(pathOf(base)) ?? ''),
    )
  );
}

/** A first run over made-up numbers, for its shape or to warm up. */
function feedsDummy(call: Call, module: Module): boolean {
  return call.arguments.some(({ value }) => {
    if (value.kind === 'name' && /dummy|fake|example|random|noise/i.test(value.name)) return true;
    const made = value.kind === 'call' ? module.calls[value.call]?.qualified : null;
    return /^torch\.(?:zeros|ones|rand|randn|empty)/.test(made ?? '');
  });
}

/** Whether dropout, batch normalisation or the like hang on the mode. */
function moodOf(facts: Facts, call: Call, module: Module, layersAround: boolean): Confidence {
  const { qualified } = call;
  if (qualified !== null && library.test(qualified)) return 'certain';
  if (qualified !== null && /^torch\.(?:hub\.)?load\(\)$/.test(qualified)) return 'likely';
  const name = qualified === null ? null : (qualified.replaceAll('()', '').split('.').at(-1) ?? null);
  const makers = name === null ? [] : (functionsByName(facts).get(name) ?? []);
  if (makers.length === 0) return layersAround ? 'likely' : 'hint';
  if (!module.calls.some((one) => learnsOrLoads(one) && (call.scope !== 0 || one.index < call.index))) return 'hint';
  const builds = makers.some((one) => {
    const around = classAround(one.module, one.scope);
    const calls = callsIn(one.module, scopesWithin(one.module, around > 0 ? around : one.scope));
    return (
      calls.some(makesLayer) ||
      holdsBelow(facts, calls, (below) =>
        callsIn(below.module, scopesWithin(below.module, below.scope)).some(makesLayer),
      )
    );
  });
  return builds ? 'certain' : 'hint';
}

/** A network that nothing has taught shows how it is built, and no prediction. */
function learnsOrLoads(call: Call): boolean {
  return /^(?:backward|fit|step|train\w*|load\w*|restore|from_pretrained)$/.test(lastOf(pathOf(call.callee)) ?? '');
}

function makesLayer(call: Call): boolean {
  const name = lastOf(pathOf(call.callee)) ?? '';
  if (layer.test(name) || library.test(call.qualified ?? '')) return true;
  return call.keywords.some(
    ({ name: keyword, value }) =>
      /^(?:dropout|attn_drop|drop_rate|p_dropout)$/.test(keyword) && !(value.kind === 'number' && value.value === 0),
  );
}

function qualifiedOf(expression: Expression): string | null {
  return expression.kind === 'name' || expression.kind === 'attribute' ? expression.qualified : null;
}
