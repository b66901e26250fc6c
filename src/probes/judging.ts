import { judging as reader } from '../facts/judging/reader.ts';
import type { Sign } from '../facts/judging/signs.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Position, Probe } from '../model.ts';

type By =
  | 'held-out data'
  | 'folds'
  | 'several metrics'
  | 'threshold-free metric'
  | 'baseline'
  | 'slices'
  | 'regularisation';

interface Options {
  readonly by: By;
}

const words: Readonly<Record<Exclude<By, 'several metrics'>, string>> = {
  'held-out data': 'uses data that are held out',
  folds: 'judges by folds',
  'threshold-free metric': 'computes a metric that needs no threshold',
  baseline: 'names a baseline',
  slices: 'reports by class or slice',
  regularisation: 'keeps the model from overfitting',
};

/** Of these one stands in any file that fits or judges something; they leave out most of what only defines networks. */
const needles = [
  'loss',
  '.fit',
  'metric',
  'ccuracy',
  'evaluate',
  'DataLoader',
  'dataset',
  '_score',
  '.score',
  '_split(',
  'randomSplit',
  'KFold',
  'cross_val',
  'SearchCV',
  'aseline',
  'onfusion',
  'valid_',
  'X_test',
  'x_test',
  'test_data',
  'val_data',
  'reward',
  'rmse',
  'RMSE',
  'auc',
  'fold',
];
const restraints = [
  'Dropout(',
  'dropout',
  'weight_decay',
  'AdamW',
  'arly_stop',
  'arlyStop',
  'ugment',
  'RandomHorizontalFlip',
  'RandomCrop',
  'RandomFlip',
  'egulariz',
  'patience',
  'ImageDataGenerator',
  'label_smoothing',
  'mixup',
  'lora_',
  'LoraConfig',
  'keep_prob',
  'l2_',
  'ReplayBuffer',
  'replay_buffer',
  'ent_coef',
]
  .map((word) => `loss&&${word}`)
  .concat([
    '.fit&&Dropout(',
    '.fit&&arlyStop',
    '.fit&&egulariz',
    'nn.Dropout(',
    'fit&&weight_decay',
    '.fit&&ugment',
    '.train(&&ugment',
    '.train(&&patience',
    'EarlyStopping(',
    'TrainingArguments(',
    'arly_stopping&&train',
  ]);

export const judging: Probe<Options> = {
  about:
    'how code judges its models, by the names in it: on held-out data, by folds, with several suitable metrics, against a baseline (a simple model beside a strong one counts), by slices; and how it keeps them from overfitting',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['by'],
    properties: {
      by: {
        enum: [
          'held-out data',
          'folds',
          'several metrics',
          'threshold-free metric',
          'baseline',
          'slices',
          'regularisation',
        ],
      },
    },
  },
  needs: ({ by }) => [{ reader, needles: by === 'regularisation' ? restraints : needles }],
  run: (facts, { by }) => {
    if (by === 'several metrics') return { seen: severalMetrics(facts) };
    const seen = placesOf(facts, by, words[by]);
    return { seen: by === 'baseline' && seen.length === 0 ? simpleBesideStrong(facts) : seen };
  },
};

function placesOf(facts: Facts, sign: Sign, message: string): Finding[] {
  return facts.documents(reader).flatMap(({ path, value }) => {
    const at = value.get(sign);
    return at === undefined ? [] : [finding(path, at, message)];
  });
}

/** Metrics that are enough by themselves: they need no threshold, or tell every class. */
const enough: readonly Sign[] = [
  'metric area',
  'metric report',
  'metric perplexity',
  'metric detection',
  'metric reward',
];

function severalMetrics(facts: Facts): Finding[] {
  const first = new Map<Sign, { readonly path: string; readonly at: Position }>();
  for (const { path, value } of facts.documents(reader))
    for (const [sign, at] of value) if (sign.startsWith('metric ') && !first.has(sign)) first.set(sign, { path, at });
  const all = [...first].map(([sign, { path, at }]) =>
    finding(path, at, `computes a metric of ${sign.slice('metric '.length)}`),
  );
  if (first.size >= 2 || enough.some((sign) => first.has(sign))) return all;
  // The loss is what language models are compared by.
  return first.size === 0
    ? placesOf(facts, 'language model', 'trains a language model, which is judged by its loss').slice(0, 1)
    : [];
}

function simpleBesideStrong(facts: Facts): Finding[] {
  const simple = placesOf(facts, 'simple model', 'fits a simple model');
  const strong = placesOf(facts, 'strong model', 'beside a strong one');
  return simple.length > 0 && strong.length > 0 ? [...simple.slice(0, 1), ...strong.slice(0, 1)] : [];
}
