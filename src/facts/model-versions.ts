import type { Facts, Need, Position } from '../model.ts';
import { memo } from './memo.ts';
import { api } from './python/api.ts';
import { callsOf } from './python/calls.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** A place where code loads a model, and how it tells which version of it. */
export interface ModelLoad {
  readonly path: string;
  readonly at: Position;
  /** `stated`: a version, stage, alias, run or revision; `latest`: whatever is newest; `open`: a name or path alone. */
  readonly version: 'stated' | 'latest' | 'open';
}

const loads = api([
  'joblib.load', 'sklearn.externals.joblib.load', 'pickle.load', 'cloudpickle.load', 'dill.load', 'skops.io.load', 'torch.load', 'torch.jit.load', 'safetensors.torch.load_file', 'safetensors.torch.load_model',
  'tensorflow.keras.**load_model', 'keras.**load_model', 'tensorflow.saved_model.load', 'onnxruntime.InferenceSession', 'mlflow.**.load_model', 'mlflow.artifacts.download_artifacts', 'mlflow.**().get_model_version*', 'mlflow.**().get_latest_versions', 'mlflow.**().search_model_versions',
  'xgboost.**().load_model', 'catboost.**().load_model', 'lightgbm.Booster', 'bentoml.models.get', 'bentoml.**.get', 'bentoml.**.load_model', 'wandb.**use_artifact', 'wandb.**().artifact', '**().use_artifact', 'ultralytics.YOLO', 'tensorflow.keras.**().load_weights', 'keras.**().load_weights', '**.load_from_checkpoint', 'fastai.**load_learner',
]); // biome-ignore format: a table

export const modelLoadNeed: Need = { reader: python, needles: loads.callNeedles };

const keywords =
  /^(?:version|stage|stages|alias|revision|run_id|model_version|tag|model_tag|versions|model_stage|model_alias|run_uuid)$/;
/** Names that tell a version: `model_version`, `RUN_ID`, `settings.stage`. */
const telling =
  /version|(?:^|_)(?:stage|alias|revision|tag|run_?id|run|uuid|sha|commit|timestamp|date)(?:$|_)|champion|production/i;
const versioned =
  /models:\/+[^/]+(?:\/(?!latest\b)\w|@\w)|runs:\/|(?:^|[/_.-])v\d+(?:[._-]?\d+)*(?=$|[/_.-])|\d{4}-?\d\d-?\d\d|(?:^|[/_-])\d+\.\d+(?:\.\d+)?(?=[/_-]|$)|(?:^|[/=])[0-9a-f]{32}(?:$|[/])|\/\d+\/?$|:v\d|:(?!latest\b)[a-z0-9]{6,}$/i;
const newest = /models:\/+[^/]+\/latest\b|:latest$|\/latest(?:\/|\.|$)|[_-]latest\.\w+$/i;

/** Every place of the view where code loads a model. */
export const modelLoadsOf: (facts: Facts) => readonly ModelLoad[] = memo((facts) =>
  callsOf(facts, loads).map(({ module, call }) => ({
    path: module.path,
    at: call.at,
    version: versionOf(module, call),
  })),
);

function versionOf(module: Module, call: Call): ModelLoad['version'] {
  const newer = /get_latest_versions$/.test(call.qualified ?? '');
  if (newer && (call.arguments.length > 1 || call.keywords.some(({ name }) => name === 'stages'))) return 'stated';
  if (newer) return 'latest';
  if (call.keywords.some(({ name, value }) => keywords.test(name) && !isNone(value) && !isLatest(value)))
    return 'stated';
  const said = [...call.arguments, ...call.keywords].map(({ value }) => look(module, value, 0));
  if (said.includes('stated')) return 'stated';
  return said.includes('latest') ? 'latest' : 'open';
}

function isNone(value: Expression): boolean {
  return value.kind === 'constant' && value.value === null;
}

function isLatest(value: Expression): boolean {
  return value.kind === 'string' && /^latest$/i.test(value.value);
}

const deepest = 5;

/** What an argument says of the version, through names, f-strings, joined paths and calls that make it. */
function look(module: Module, value: Expression, depth: number): ModelLoad['version'] {
  if (depth > deepest) return 'open';
  if (value.kind === 'string') {
    if (newest.test(value.value.slice(0, 1000))) return 'latest';
    if (versioned.test(value.value.slice(0, 1000))) return 'stated';
    return both((value.parts ?? []).map((part) => look(module, part, depth + 1)));
  }
  if (value.kind === 'name' || value.kind === 'attribute') {
    if (telling.test(value.name)) return 'stated';
    if (value.kind === 'attribute') return 'open';
    const assigned = module.assignments.filter(({ target }) => target.kind === 'name' && target.name === value.name);
    return both(assigned.slice(0, 4).map((one) => look(module, one.value, depth + 1)));
  }
  if (value.kind === 'call') {
    const call = module.calls[value.call];
    if (call === undefined) return 'open';
    if (/get_latest|latest/i.test(call.qualified ?? '') && !/get_latest_versions/.test(call.qualified ?? ''))
      return 'latest';
    return both([...call.arguments, ...call.keywords].map((one) => look(module, one.value, depth + 1)));
  }
  if (value.kind === 'operation') return both(value.operands.map((part) => look(module, part, depth + 1)));
  if (value.kind === 'sequence') return both(value.items.map((part) => look(module, part, depth + 1)));
  if (value.kind === 'subscript')
    return both([value.base, ...value.index].map((part) => look(module, part, depth + 1)));
  return value.kind === 'other' ? both(value.parts.map((part) => look(module, part, depth + 1))) : 'open';
}

function both(all: readonly ModelLoad['version'][]): ModelLoad['version'] {
  return all.includes('latest') ? 'latest' : all.includes('stated') ? 'stated' : 'open';
}
