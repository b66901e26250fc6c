import { type ApiPattern, api } from './python/api.ts';

/** A source of randomness. */
export interface Generator {
  readonly library: string;
  readonly how: string;
  readonly seeds: ApiPattern;
  readonly draws: ApiPattern;
  /** Libraries of `Training` that draw from it although no call says so. */
  readonly trainers: readonly string[];
}

/** Helpers that seed several libraries at once. */
export const helpers = api([
  'lightning.**seed_everything',
  'pytorch_lightning.**seed_everything',
  'lightning_fabric.**seed_everything',
  'transformers.**set_seed',
  'transformers.**enable_full_determinism',
  'accelerate.**set_seed',
  'fastai.**set_seed',
  'keras.utils.set_random_seed',
  'tensorflow.keras.utils.set_random_seed',
  'ignite.utils.manual_seed',
  'monai.utils.set_determinism',
  'stable_baselines3.**set_random_seed',
  'mmengine.**set_random_seed',
  'mmcv.**set_random_seed',
  'mmdet.apis.set_random_seed',
  'pycaret.**.setup',
  'paddle.seed',
  'mindspore.set_seed',
  'torch_geometric.seed_everything',
  'dgl.seed',
]);

export const generators: readonly Generator[] = [
  {
    library: 'PyTorch',
    how: 'torch.manual_seed',
    seeds: api([
      'torch.manual_seed',
      'torch.random.manual_seed',
      'torch.cuda.manual_seed',
      'torch.cuda.manual_seed_all',
      'torch.Generator().manual_seed',
      'torch.**().manual_seed',
    ]),
    draws: api(['torch.utils.data.random_split', 'torch.utils.data.dataset.random_split']),
    trainers: ['PyTorch', 'Lightning', 'fastai'],
  },
  {
    library: 'TensorFlow',
    how: 'tf.random.set_seed',
    seeds: api([
      'tensorflow.random.set_seed',
      'tensorflow.set_random_seed',
      'tensorflow.random.set_random_seed',
      'tensorflow.compat.v1.set_random_seed',
      'tensorflow.compat.v1.random.set_random_seed',
    ]),
    draws: api(['tensorflow.random.normal', 'tensorflow.random.uniform', 'tensorflow.random.shuffle']),
    trainers: ['Keras', 'TensorFlow'],
  },
  {
    library: 'NumPy',
    how: 'np.random.seed',
    seeds: api([
      'numpy.random.seed',
      'numpy.random.default_rng',
      'numpy.random.RandomState',
      'numpy.random.Generator',
      'numpy.random.PCG64',
    ]),
    draws: api(['numpy.random.*']),
    trainers: [],
  },
  {
    library: 'Python',
    how: 'random.seed',
    seeds: api(['random.seed', 'random.Random']),
    draws: api([
      'random.random',
      'random.randint',
      'random.randrange',
      'random.choice',
      'random.choices',
      'random.shuffle',
      'random.sample',
      'random.uniform',
      'random.gauss',
      'random.normalvariate',
      'random.betavariate',
      'random.triangular',
    ]),
    trainers: [],
  },
];

export const noDraw = api([
  'numpy.random.seed',
  'numpy.random.RandomState',
  'numpy.random.default_rng',
  'numpy.random.Generator',
  'numpy.random.PCG64',
  'numpy.random.SeedSequence',
  'numpy.random.get_state',
  'numpy.random.set_state',
  'numpy.random.BitGenerator',
]);

/** scikit-learn and its kin take their seed where they are called; without one they draw from NumPy's global generator. */
export const perCall = api([
  'sklearn.**.train_test_split',
  'sklearn.model_selection.ShuffleSplit',
  'sklearn.model_selection.StratifiedShuffleSplit',
  'sklearn.model_selection.GroupShuffleSplit',
  'sklearn.model_selection.RepeatedKFold',
  'sklearn.model_selection.RepeatedStratifiedKFold',
  'sklearn.ensemble.RandomForest*',
  'sklearn.ensemble.ExtraTrees*',
  'sklearn.ensemble.Bagging*',
  'sklearn.ensemble.IsolationForest',
  'sklearn.neural_network.MLP*',
  'sklearn.linear_model.SGD*',
  'sklearn.cluster.KMeans',
  'sklearn.cluster.MiniBatchKMeans',
  'sklearn.mixture.*GaussianMixture',
  'sklearn.utils.shuffle',
  'sklearn.utils.resample',
  'imblearn.over_sampling.*',
  'imblearn.combine.*',
  'imblearn.under_sampling.RandomUnderSampler',
  'imblearn.ensemble.*',
]);
export const shuffled = api([
  'sklearn.model_selection.KFold',
  'sklearn.model_selection.StratifiedKFold',
  'sklearn.model_selection.StratifiedGroupKFold',
  'sklearn.cross_validation.KFold',
  'sklearn.cross_validation.StratifiedKFold',
]);
export const adviceOnly = api([
  'sklearn.model_selection.RandomizedSearchCV',
  'sklearn.model_selection.HalvingRandomSearchCV',
  'sklearn.tree.DecisionTree*',
  'sklearn.ensemble.GradientBoosting*',
  'sklearn.manifold.TSNE',
]);
