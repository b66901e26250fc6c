import type { Confidence, Facts, Need, Position } from '../model.ts';
import { memo } from './memo.ts';
import { api } from './python/api.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';

/** What a run is told: parameters, metrics, or whose account or server it belongs to. */
export interface TrackedValue {
  readonly path: string;
  readonly at: Position;
  readonly what: 'parameters' | 'metrics' | 'account';
  readonly how: string;
  readonly confidence: Confidence;
}

/** Methods that mean the same whatever they are called on. */
const parameterMethod =
  /^(?:log_params?|log_parameters?|log_hyper_?params?|log_hyperparameters|save_hyperparameters|add_hparams|hparams|log_config|log_args|log_dict_params|log_hparams)$/;
const metricMethod =
  /^(?:log_metrics?|add_scalars?|report_scalar|add_histogram|log_dict|log_metrics_dict|log_scalar|add_figure|add_image|track)$/;
const parameterCalls = api([
  'mlflow.autolog',
  'mlflow.*.autolog',
  'wandb.config.**',
  'clearml.Task.init',
  'trains.Task.init',
  'sacred.Experiment',
  'guild.**',
  'neptune.**',
  'aim.Run',
  'aim.**().__setitem__',
  'transformers.**TrainingArguments',
  'trl.**Config',
  'pycaret.**.setup',
  'ray.tune.**',
  'polyaxon.**',
  '**.WandbLoggerCallback',
  '**.MLflowLoggerCallback',
  'azureml.**',
  'tensorboard.plugins.hparams.**',
  'sagemaker.experiments.**',
  'smexperiments.**',
  'comet_ml.**',
]);
const metricCalls = api([
  'mlflow.autolog',
  'mlflow.*.autolog',
  'mlflow.evaluate',
  'mlflow.models.evaluate',
  'wandb.log',
  'wandb.**().log',
  'wandb.**.summary.**',
  'trackio.log',
  'swanlab.log',
  'tensorflow.summary.**',
  'neptune.**',
  'clearml.**',
  'aim.**',
  'sacred.**',
  'guild.**',
  'transformers.**TrainingArguments',
  'trl.**Config',
  'pycaret.**.setup',
  'ray.tune.**',
  'ray.train.report',
  'comet_ml.**',
  'polyaxon.**',
  'azureml.**',
  'sagemaker.experiments.**',
  'smexperiments.**',
  '**.WandbCallback',
  '**.WandbMetricsLogger',
  '**.WandbLogger',
  '**.MLFlowLogger',
  '**.TensorBoardLogger',
  '**.NeptuneLogger',
  '**.CometLogger',
  '**.AimLogger',
  '**.CSVLogger',
  '**.TensorBoard',
  '**.TensorBoardCallback',
  '**.TensorboardCallback',
  '**.DVCLiveCallback',
  '**.DVCLiveLogger',
  '**.MLflowCallback',
  '**.MLflowLoggerCallback',
  '**.WandbLoggerCallback',
  'stable_baselines3.**',
]);
const configured = api(['wandb.init', 'trackio.init', 'swanlab.init', '**.WandbLogger', 'wandb.sweep']);
const addressed = api([
  'mlflow.set_tracking_uri',
  'mlflow.set_registry_uri',
  '**.MLFlowLogger',
  'mlflow.MlflowClient',
  'mlflow.tracking.MlflowClient',
]);
const owned = api(['wandb.init', '**.WandbLogger', 'comet_ml.**', 'neptune.init_run', 'neptune.init', 'dagshub.init']);
const owners = /^(?:entity|workspace|repo_owner)$/;
/** A server that everybody has, or that a service of the same deployment is called by. */
const remote = /^https?:\/\/(?!localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal|[\w-]+(?::\d+)?(?:\/|$))/i;
const ownNames = new Set(['wandb', 'entity', 'none', 'your_entity', 'your-entity', 'my-team', 'team']);

export const trackedNeed: Need = {
  reader: python,
  needles: [
    '.log_param', '.log_hyper', '.log_config', '.save_hyperparameters', '.add_hparams', '.hparams(', '.log_metric', '.add_scalar', '.report_scalar', '.log_dict(', '.track(',
    'mlflow&&autolog', 'wandb', 'mlflow&&.evaluate(', 'mlflow&&set_tracking_uri', 'MLFlowLogger', 'MlflowClient', 'trackio&&<init(', 'swanlab', 'neptune', 'clearml', 'comet_ml', 'dagshub', '<sacred&&Experiment', 'aim&&Run(',
    'TrainingArguments(', '<trl&&Config(', 'tensorflow&&summary', 'TensorBoard(', 'TensorBoardLogger', 'CSVLogger', 'Callback(', 'pycaret&&setup(', 'azureml&&Run', 'polyaxon', 'sagemaker&&experiments', 'ray.tune', 'ray import', 'baselines&&tensorboard_log',
  ],
}; // biome-ignore format: a table

/** Every value that the view's runs are told, in order of path and line. */
export const trackedValuesOf: (facts: Facts) => readonly TrackedValue[] = memo((facts) =>
  Object.freeze(facts.documents(python).flatMap(({ value }) => trackedIn(value))),
);

function trackedIn(module: Module): TrackedValue[] {
  const found: TrackedValue[] = [];
  for (const call of module.calls) {
    const { qualified, callee, at } = call;
    const add = (what: TrackedValue['what'], how: string, confidence: Confidence = 'certain') =>
      found.push({ path: module.path, at, what, how, confidence });
    const method = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
    const known = qualified !== null && !qualified.startsWith('.') ? qualified : null;
    if (parameterMethod.test(method) || (known !== null && parameterCalls.matches(known))) add('parameters', method);
    if (metricMethod.test(method) || (known !== null && metricCalls.matches(known))) add('metrics', method);
    if (known === null) {
      if (method === 'log' && callee.kind === 'attribute') add('metrics', method, 'likely');
      continue;
    }
    if (configured.matches(known) && call.keywords.some(({ name }) => /^(?:config|hparams|settings)$/.test(name)))
      add('parameters', method);
    if (addressed.matches(known) && addresses(call).some((address) => remote.test(address)))
      add('account', 'a server of one person or team');
    if (owned.matches(known) && call.keywords.some(({ name, value }) => owners.test(name) && isOwn(value)))
      add('account', 'an account of one person or team');
  }
  // `wandb.config.lr = 0.1` and `run["parameters"] = …` are assignments.
  for (const { target, at } of module.assignments) {
    if (
      target.kind === 'attribute' &&
      /(?:^|\.)config\./.test(target.qualified ?? '') &&
      target.qualified?.startsWith('wandb')
    )
      found.push({ path: module.path, at, what: 'parameters', how: 'config', confidence: 'certain' });
  }
  return found;
}

function addresses(call: Call): readonly string[] {
  return [...call.arguments, ...call.keywords.filter(({ name }) => /uri/.test(name))].flatMap(({ value }) =>
    value.kind === 'string' && !value.formatted ? [value.value] : [],
  );
}

function isOwn(value: Expression): boolean {
  return value.kind === 'string' && !value.formatted && value.value !== '' && !ownNames.has(value.value.toLowerCase());
}
