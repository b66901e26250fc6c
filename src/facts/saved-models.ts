import type { Facts, Need, Position } from '../model.ts';
import { memo } from './memo.ts';
import { api } from './python/api.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';
import { trainingNeed } from './training.ts';

/** A place where code keeps a model, or brings one back. */
export interface SavedModel {
  readonly path: string;
  readonly at: Position;
  readonly does: 'save' | 'load';
  readonly how: string;
}

const saving = api([
  'torch.jit.save',
  'torch.onnx.export',
  'torch.distributed.checkpoint.**save*',
  'safetensors.**.save_file',
  'safetensors.**.save_model',
  'mlflow.*.log_model',
  'mlflow.*.save_model',
  'mlflow.autolog',
  'mlflow.*.autolog',
  'mlflow.register_model',
  'mlflow.**().create_model_version',
  'bentoml.**.save_model',
  'bentoml.**.save',
  'skops.io.dump',
  'skl2onnx.**',
  'tensorflow.saved_model.save',
  'tensorflow.keras.**save_model',
  'keras.**save_model',
  'tensorflow.**().save_weights',
  'keras.**().save_weights',
  'tensorflow.keras.**().save',
  'keras.**().save',
  'tensorflow.train.Checkpoint',
  'tensorflow.train.CheckpointManager',
  'tensorflow.train.Saver',
  'tensorflow.compat.v1.train.Saver',
  'tensorflow.train.MonitoredTrainingSession',
  'tensorflow.**SavedModelBuilder',
  'tensorflow.lite.TFLiteConverter.**',
  'tensorflowjs.converters.**',
  'orbax.**',
  'flax.training.checkpoints.**save*',
  'flax.serialization.to_bytes',
  'flax.serialization.msgpack_serialize',
  '**.ModelCheckpoint',
  '**.BackupAndRestore',
  'transformers.**Trainer',
  'trl.**Trainer',
  'sentence_transformers.**Trainer',
  '**().save_pretrained',
  '**().push_to_hub',
  '**().save_model',
  '**().save_checkpoint',
  '**().save_state',
  'xgboost.**().save_model',
  'catboost.**().save_model',
  'lightgbm.**().save_model',
  'gensim.**().save',
  'gensim.**().save_word2vec_format',
  'fasttext.**().save_model',
  'spacy.**().to_disk',
  'stable_baselines3.**().save',
  'stable_baselines3.**CheckpointCallback',
  'fastai.**().export',
  'fastai.**().save',
  'paddle.save',
  'paddle.jit.save',
  'paddle.**().save',
  'mindspore.save_checkpoint',
  'mindspore.train.callback.**Checkpoint*',
  'mxnet.**().save_parameters',
  'mxnet.**().export',
  'pyspark.ml.**().write.**',
  'pyspark.ml.**().save',
  'pyspark.ml.**().write().**',
  'pyspark.mllib.**().save',
  'h2o.save_model',
  'h2o.**().download_mojo',
  'pycaret.**save_model',
  'autogluon.**().fit',
  'ultralytics.**().train',
  'ultralytics.**().export',
  'ray.train.**Checkpoint*',
  'ray.air.**Checkpoint*',
  'wandb.**.Artifact',
  'wandb.Artifact',
  'wandb.save',
  'coremltools.**().save',
  'onnx.save',
  'onnxmltools.**',
  'mmengine.runner.**',
  'mmcv.runner.**',
  'mmcv.**CheckpointHook',
  'detectron2.**Checkpointer',
  'fvcore.**Checkpointer',
  'ignite.handlers.**Checkpoint*',
  'ignite.handlers.DiskSaver',
  'composer.**Trainer',
  'allennlp.**',
  'speechbrain.**Checkpointer',
  'sagemaker.**().fit',
  'dvclive.**().log_artifact',
  'bigdl.**().saveModel',
  'skorch.**Checkpoint',
  'surprise.dump.dump',
  'tpot.**().export',
  'statsmodels.**().save',
  'prophet.serialize.**',
]);
/** Lightning saves at every epoch unless told not to. */
const byDefault = api(['lightning.**Trainer', 'pytorch_lightning.**Trainer', '**.LightningCLI']);
/** They keep whatever they are given: what that is called tells. */
const anything = api([
  'torch.save',
  'pickle.dump',
  'pickle.dumps',
  'cPickle.dump',
  '_pickle.dump',
  'joblib.dump',
  'sklearn.externals.joblib.dump',
  'dill.dump',
  'cloudpickle.dump',
  'numpy.save',
  'numpy.savez',
  'numpy.savez_compressed',
  'accelerate.**().save',
  'torch_xla.**.save',
]);
const numpySaving = /^numpy\./;
const loading = api([
  'torch.load',
  'torch.jit.load',
  'torch.hub.load_state_dict_from_url',
  'pickle.load',
  'pickle.loads',
  'joblib.load',
  'sklearn.externals.joblib.load',
  'dill.load',
  'cloudpickle.load',
  'skops.io.load',
  'safetensors.**.load_file',
  'mlflow.**.load_model',
  'bentoml.**.load*',
  'tensorflow.saved_model.load',
  '**load_model',
  '**().load_weights',
  '**().load_state_dict',
  '**.load_from_checkpoint',
  '**().restore',
  '**.from_pretrained',
]);
const saveMethod =
  /^(?:save|save_model|save_weights|save_pretrained|save_checkpoint|save_to_disk|to_disk|dump|export|saveModel|save_state|save_parameters|save_params|save_networks|save_network|save_state_dict|to_json)$/;
const ownSaving =
  /^(?:save|dump|export|persist|store|pickle)_?(?:the_?|best_?|final_?|trained_?|last_?|current_?)*(?:models?|checkpoints?|ckpts?|weights?|net(?:work)?s?|pipeline|classifier|artifacts?|state(?:_dict)?|params|parameters|learner|agent|policy)(?:_|$)|^\w*(?:Model)?Checkpoint(?:er|s|Handler|Callback|Manager|Saver|Hook|IO)?$/;
const receivers =
  /model|net(?:work)?s?$|^net|clf|classif|regress|learner|agent|policy|estimator|pipe|^(?:gan|vae|unet|bert|lstm|cnn|rnn|mlp|svm|rf|xgb|lgbm?|bst|booster|knn|tree|forest|algo|dqn|ppo|trainer|saver|checkpoint\w*|ckpt\w*|manager|writer|accelerator|actor|critic|generator|discriminator|encoder|decoder|nlp|estimators?|gs|grid|search|best\w*|m|checkpointer|engine|experiment|runner)$/i;
const libraries =
  /^(?:torch|tensorflow|keras|tf_keras|sklearn|xgboost|lightgbm|catboost|jax|flax|paddle|mxnet|fastai|stable_baselines3?|gensim|spacy|pyspark|transformers|lightning|pytorch_lightning|accelerate|mindspore|chainer|tflearn|theano|onnx|statsmodels|h2o|ray|deepspeed|peft|joblib|pickle)\b/;
/** What is kept beside a model, and is none. */
const noModel =
  /^(?:x|y|x_\w+|y_\w+|df\w*|data\w*|\w*_data|\w*_df|dataset\w*|train|test|train_\w*|test_\w*|history|hist|losses|loss\w*|metrics?\w*|results?\w*|scores?|preds?|predictions?|features?|feature_names|columns|cols|labels?|vocab\w*|tokenizer\w*|\w*scaler\w*|\w*encoder_dict|le|ohe|label_encoder\w*|\w*embeddings?|\w*tensors?|images?|img\w*|indices|idx\w*|split\w*|config|cfg|args|params|stats|log\w*|cache\w*|word2?\w*id\w*|id2\w*)$/i;

/** Where the view saves a model, or loads one, in order of path and line. */
export const savedModelsOf: (facts: Facts) => readonly SavedModel[] = memo((facts) =>
  Object.freeze(facts.documents(python).flatMap(({ value }) => savedIn(value))),
);

/** Most code that saves trains, too; the rest is told by what is called nowhere else. */
const roots = [
  'keras',
  'tensorflow',
  'xgboost',
  'lightgbm',
  'catboost',
  'paddle',
  'gensim',
  'spacy',
  'pyspark',
  'fastai',
  'baselines',
];
const endings = ['.save(', '.save_model(', '.save_weights(', '.export(', '.to_disk(', '.saveModel('];
const calls = [
  'torch.save(', 'torch&&import save', 'jit.save(', 'onnx.export(', 'pickle.dump(', 'pickle&&<dump(', 'joblib.dump(', 'joblib&&<dump(', 'dill.dump(', 'skops&&dump(', 'accelerator.save', 'save_file(',
  'ModelCheckpoint', 'CheckpointManager', 'train.Checkpoint(', 'Checkpointer', 'CheckpointHook', 'CheckpointCallback', 'CheckpointHandler', 'CheckpointSaver', '.Saver(', 'log_model(', 'autolog(', '<Trainer(', 'bentoml&&.save',
  'save_checkpoint(', 'save_model(', 'save_weights(', 'save_pipeline(', 'save_network', 'save_classifier(', 'save_artifact', 'dump_model', 'export_model(', 'save_best', 'save_trained', 'saveModel(', 'orbax', 'to_bytes(', 'register_model(',
]; // biome-ignore format: a table

export const savedNeeds: readonly Need[] = [
  trainingNeed,
  {
    reader: python,
    needles: [...roots.flatMap((root) => endings.map((ending) => `${root}&&${ending}`)), ...calls],
  },
];

function savedIn(module: Module): readonly SavedModel[] {
  const learns = module.imports.some(({ module: from }) => libraries.test(from));
  return module.calls.flatMap((call): SavedModel[] => {
    const { qualified, at } = call;
    const own = (does: SavedModel['does'], how: string): SavedModel[] => [{ path: module.path, at, does, how }];
    if (qualified !== null && !qualified.startsWith('.')) {
      if (saving.matches(qualified)) return own('save', nameOf(call));
      if (byDefault.matches(qualified)) return keepsNothing(call) ? [] : own('save', `${nameOf(call)}, by default`);
      if (anything.matches(qualified))
        return isModel(call, numpySaving.test(qualified)) ? own('save', nameOf(call)) : [];
      if (loading.matches(qualified)) return own('load', nameOf(call));
    }
    // A subclass or helper of the repository's own, called for what it does.
    if (ownSaving.test(nameOf(call))) return own('save', nameOf(call));
    if (call.callee.kind !== 'attribute' || !learns) return [];
    const { name, base } = call.callee;
    if (/^(?:load_state_dict|load_weights|load_model)$/.test(name)) return own('load', name);
    const receiver = namedBy(base);
    return saveMethod.test(name) &&
      receiver !== null &&
      receivers.test(receiver) &&
      !/encoder_dict|tokenizer|scaler/i.test(receiver)
      ? own('save', `${receiver}.${name}`)
      : [];
  });
}

function keepsNothing(call: Call): boolean {
  return call.keywords.some(
    ({ name, value }) =>
      /^(?:enable_checkpointing|checkpoint_callback)$/.test(name) && value.kind === 'constant' && value.value === false,
  );
}

/** Judged by what is kept and where to: `joblib.dump(scaler, "scaler.pkl")` keeps no model. */
function isModel(call: Call, array: boolean): boolean {
  const [first, second] = call.arguments.map(({ value }) => value);
  const what = first === undefined ? null : (namedBy(first) ?? null);
  const where = [second, ...call.keywords.map(({ value }) => value)]
    .flatMap((one) => (one === undefined ? [] : texts(one)))
    .join(' ');
  const telling = /model|weight|checkpoint|ckpt|clf|classif|regress|net\b|best|param/i;
  if (array) return telling.test(what ?? '') || telling.test(where);
  if (what !== null && telling.test(what)) return true;
  if (telling.test(where)) return true;
  return what === null || !noModel.test(what);
}

function texts(value: Expression): readonly string[] {
  if (value.kind === 'string') return [value.value];
  if (value.kind === 'operation') return value.operands.flatMap(texts);
  return value.kind === 'other' ? value.parts.flatMap(texts) : [];
}

function nameOf(call: Call): string {
  return call.callee.kind === 'attribute' || call.callee.kind === 'name' ? call.callee.name : 'a call';
}

function namedBy(expression: Expression): string | null {
  if (expression.kind === 'name' || expression.kind === 'attribute') return expression.name;
  if (expression.kind === 'subscript') return namedBy(expression.base);
  return null;
}
