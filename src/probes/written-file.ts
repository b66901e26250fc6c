import { api } from '../facts/python/api.ts';
import type { Call } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const methods = new Set([
  'to_csv', 'to_parquet', 'to_pickle', 'to_feather', 'to_hdf', 'to_excel', 'write_csv', 'write_parquet', 'save_model',
  'save_weights', 'save_pretrained', 'save_checkpoint', 'save_to_disk', 'save_hyperparameters',
]); // biome-ignore format: a table
const functions = api([
  'torch.save', 'torch.jit.save', 'safetensors.torch.save_*', 'joblib.dump', 'pickle.dump', 'cloudpickle.dump', 'dill.dump',
  'numpy.save', 'numpy.savez*', 'numpy.savetxt', 'tensorflow.saved_model.save', 'keras.**().save', 'tensorflow.keras.**().save',
  'keras.**ModelCheckpoint', 'tensorflow.keras.**ModelCheckpoint', 'mlflow.start_run', 'mlflow.log_*', 'mlflow.autolog', 'wandb.init',
  'torch.utils.tensorboard.**SummaryWriter', 'tensorboardX.SummaryWriter', 'lightning.**Trainer', 'pytorch_lightning.**Trainer',
  'transformers.**TrainingArguments', 'skops.io.dump', 'catboost.CatBoost*',
]); // biome-ignore format: a table

/** The plainest of them; where models are trained other rules have the rest read. */
const needles = [
  '<to_csv(',
  '<to_parquet(',
  '<to_pickle(',
  '.save_model(',
  'torch.save(',
  'joblib.dump(',
  'pickle.dump(',
  'np.savez',
  'np.savetxt(',
];

export const writtenFile: Probe<Options> = {
  about: 'places where Python code writes data, models or runs to files',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: python, needles }],
  run: (facts) => ({
    seen: facts
      .documents(python)
      .flatMap(({ path, value }) =>
        value.calls.filter(writes).map((call) => finding(path, call.at, 'writes files that Git should not take')),
      ),
  }),
};

function writes({ callee, qualified }: Call): boolean {
  if (qualified !== null && functions.matches(qualified)) return true;
  return callee.kind === 'attribute' && methods.has(callee.name);
}
