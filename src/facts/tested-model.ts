import { preparation, preparing } from './fitters.ts';
import { api } from './python/api.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { reachedCalls } from './reached-calls.ts';
import { isOwn, nameOf, spelled } from './tested-data.ts';
import type { TestFunction } from './tests.ts';

const words =
  'model|models|train|trainer|training|fit|refit|predict|predictor|predictors|prediction|predictions|inference|infer|inferencer|evaluate|evaluation|evaluator|eval|estimator|estimators|classifier|classifiers|classify|classification|regressor|regression|network|networks|net|nn|forward|loss|losses|layer|layers|attention|embedding|score|scorer|metric|metrics|generate|generator|backbone|agent|policy|learner|clustering|forecast|forecaster|recommender|recommend|tuner|tune|cnn|rnn|lstm|mlp|resnet|unet|bert|gan|vae';
const aboutModels = new RegExp(`(^|[._])(${words})(\\d*)([._(]|$)`, 'i');
/** The last name tells of something else than a model. */
const otherwise =
  /(config|params|parameters|settings|schema|request|response|path|url|name|logger|log|csv|data|dataset|dataloader|loader|features?|columns|args|parser|version|card|info|status|health|exception|error)s?$/i;
const doing =
  /^(fit|refit|predict|predict_proba|predict_log_proba|fit_predict|partial_fit|forward|training_step|train_step|validation_step|test_step|predict_step|train_on_batch|predict_on_batch|decision_function|learn_one|predict_one|backward|train_model|evaluate|generate|score)$/;
const isModel =
  /^(_?(trained_|fitted_|my_|loaded_|test_)?(model|net|network|classifier|regressor|clf|estimator|predictor|layer|module|forecaster))\d*$/i;
const handed =
  /^(trained_|fitted_|loaded_|test_|sample_)?(model|classifier|estimator|predictor|predictions?|y_pred|preds)$/i;
const measures = api(['sklearn.metrics.**', 'torchmetrics.**', 'evaluate.**().compute']);
/** Building a network, and running a pipeline that fits one. */
const builds = api([
  'keras.Model',
  'keras.**.Model',
  'keras.**Sequential',
  'tensorflow.keras.Model',
  'tensorflow.keras.**.Model',
  'tensorflow.keras.**Sequential',
  '**.compute_output_shape',
  'kedro.runner.**().run',
  'kedro.framework.session.**().run',
  'torch.jit.script',
  'torch.jit.trace',
  'torch.autograd.gradcheck',
  'flax.**().init',
  'flax.**().apply',
]);
const deep = /^(torch|tensorflow|keras|tf_keras|jax|flax|paddle|mindspore|mxnet)(\.|$)/;
const foreign = /^(unittest\.mock|mock|pytest|requests|httpx|json|builtins|numpy|pandas|great_expectations|mocker)\b/;
const script = /(^|[\s/])\w*(train|predict|evaluat|infer|fit)\w*\.py$|^(train|predict|evaluate|infer)$/;
const predicting =
  /\/[\w/-]*(predict|infer|invocation|scor|classif|generat|recommend|forecast|detect|segment|embed|summar|translat|answer|chat)/i;

/** What makes a test one of the model, in words, or `null`: it builds, fits or asks one, or measures what it says. */
export function testedModelOf(test: TestFunction): string | null {
  const own = test.calls.find((call) => exercises(call, test.module));
  const calls = own === undefined ? reachedCalls(test) : test.calls;
  const call = own ?? calls.find((one) => exercises(one, test.module));
  if (call !== undefined) return `${test.name} exercises a model: ${nameOf(call)}`;
  if (!isMocked(test.module) && calls.some(asksApi)) return `${test.name} asks the model for predictions`;
  const scope = test.module.scopes[test.scope];
  if (test.scope > 0 && scope?.parameters.some(({ name }) => handed.test(name)) === true) {
    return `${test.name} asserts on a model`;
  }
  return null;
}

function exercises(call: Call, module: Module): boolean {
  const { qualified, callee } = call;
  if (qualified !== null) {
    if (measures.matches(qualified) || builds.matches(qualified)) return true;
    // `Net(4)(x)`: an instance of the repository's own class is called.
    if (/[A-Z]\w*\(\)$/.test(qualified) && isOwn(call, module) && module.imports.some((one) => deep.test(one.module)))
      return true;
    if (/^subprocess\./.test(qualified)) return call.arguments.some(({ value }) => runsScript(value));
    if (foreign.test(qualified) || preparation.matches(qualified)) return false;
  }
  const last = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
  if (callee.kind === 'attribute' && doing.test(last)) {
    const receiver = nameIn(callee.base);
    return receiver === null || (!preparing.test(receiver) && !/^(mock|json|self)/i.test(receiver));
  }
  if (callee.kind === 'name' && qualified === null && isModel.test(last)) return true;
  if (qualified === null) return false;
  return !otherwise.test(spelled(last)) && isOwn(call, module) && aboutModels.test(spelled(qualified));
}

function runsScript(value: Expression): boolean {
  if (value.kind === 'string') return value.value.split(/\s+/).some((word) => script.test(word));
  return value.kind === 'sequence' && value.items.some(runsScript);
}

/** A request for a prediction, by a test client or over the network. */
function asksApi({ callee, arguments: given }: Call): boolean {
  if (callee.kind !== 'attribute' || !/^(post|get|request)$/.test(callee.name)) return false;
  return given.slice(0, 2).some(({ value }) => value.kind === 'string' && predicting.test(value.value));
}

/** Somebody answers in place of the model. */
function isMocked(module: Module): boolean {
  return module.calls.some(
    ({ qualified, callee }) =>
      /^(unittest\.mock|mock)\b/.test(qualified ?? '') ||
      (callee.kind === 'attribute' && /^(patch|setattr|setitem)$/.test(callee.name)),
  );
}

function nameIn(expression: Expression): string | null {
  if (expression.kind === 'name' || expression.kind === 'attribute') return expression.name;
  return expression.kind === 'subscript' ? nameIn(expression.base) : null;
}
