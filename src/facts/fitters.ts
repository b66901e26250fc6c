import { api } from './python/api.ts';

interface Fitter {
  readonly library: string;
  readonly kind: 'classic' | 'deep';
  readonly calls: readonly string[];
}

/** Calls that fit a model, by library. Fitting scalers, encoders and other preparation is no training. */
const fitters: readonly Fitter[] = [
  {
    library: 'scikit-learn',
    kind: 'classic',
    calls: [
      'sklearn.**().fit',
      'sklearn.**().partial_fit',
      'sklearn.**().fit_predict',
      'sklearn.model_selection.cross_val_score',
      'sklearn.model_selection.cross_validate',
      'imblearn.pipeline.**().fit',
      'imblearn.ensemble.**().fit',
    ],
  },
  { library: 'XGBoost', kind: 'classic', calls: ['xgboost.train', 'xgboost.cv', 'xgboost.**().fit'] },
  { library: 'LightGBM', kind: 'classic', calls: ['lightgbm.train', 'lightgbm.cv', 'lightgbm.**().fit'] },
  { library: 'CatBoost', kind: 'classic', calls: ['catboost.train', 'catboost.cv', 'catboost.**().fit'] },
  {
    library: 'statsmodels',
    kind: 'classic',
    calls: [
      'statsmodels.**().fit',
      'statsmodels.**().fit_regularized',
      'pmdarima.auto_arima',
      'pmdarima.**.auto_arima',
    ],
  },
  {
    library: 'Spark ML',
    kind: 'classic',
    calls: ['pyspark.ml.**().fit', 'pyspark.mllib.**.train', 'pyspark.mllib.**.train*'],
  },
  { library: 'Prophet', kind: 'classic', calls: ['prophet.**().fit', 'fbprophet.**().fit', 'neuralprophet.**().fit'] },
  {
    library: 'AutoML',
    kind: 'classic',
    calls: [
      'autogluon.**().fit',
      'flaml.**().fit',
      'tpot.**().fit',
      'pycaret.**.create_model',
      'pycaret.**.compare_models',
      'h2o.**().train',
      'autosklearn.**().fit',
      'lightautoml.**().fit_predict',
    ],
  },
  {
    library: 'a scikit-learn-like library',
    kind: 'classic',
    calls: [
      'surprise.**().fit',
      'implicit.**().fit',
      'hdbscan.**().fit',
      'hdbscan.**().fit_predict',
      'sktime.**().fit',
      'lifelines.**().fit',
      'sksurv.**().fit',
      'pyod.**().fit',
      'hmmlearn.**().fit',
      'skopt.**().fit',
      'econml.**().fit',
      'interpret.**().fit',
      'lightfm.**().fit',
      'ngboost.**().fit',
      'river.**().learn_one',
      'mlxtend.**().fit',
      'cuml.**().fit',
    ],
  },
  {
    library: 'gensim',
    kind: 'classic',
    calls: [
      'gensim.models.**Word2Vec',
      'gensim.models.**Doc2Vec',
      'gensim.models.**FastText',
      'gensim.models.**LdaModel',
      'gensim.models.**LdaMulticore',
      'gensim.**().train',
      'fasttext.train_supervised',
      'fasttext.train_unsupervised',
    ],
  },
  {
    library: 'Keras',
    kind: 'deep',
    calls: [
      'tensorflow.keras.**().fit',
      'tensorflow.**().fit',
      'keras.**().fit',
      'tf_keras.**().fit',
      'keras.**().fit_generator',
      'tensorflow.keras.**().fit_generator',
      'keras.**().train_on_batch',
      'tensorflow.keras.**().train_on_batch',
      'tensorflow.estimator.train_and_evaluate',
      'tensorflow.**().minimize',
      'tensorflow.**().apply_gradients',
    ],
  },
  {
    library: 'Lightning',
    kind: 'deep',
    calls: [
      'pytorch_lightning.**().fit',
      'lightning.**().fit',
      'pytorch_lightning.cli.LightningCLI',
      'lightning.pytorch.cli.LightningCLI',
      'lightning.**().backward',
    ],
  },
  {
    library: 'Hugging Face',
    kind: 'deep',
    calls: [
      'transformers.**Trainer().train',
      'trl.**Trainer().train',
      'sentence_transformers.**Trainer().train',
      'sentence_transformers.**().fit',
      'setfit.**().train',
      'adapters.**Trainer().train',
      'unsloth.**Trainer().train',
    ],
  },
  {
    library: 'JAX',
    kind: 'deep',
    calls: [
      'optax.apply_updates',
      'flax.**().apply_gradients',
      'jax.example_libraries.optimizers.**',
      'numpyro.infer.**().run',
    ],
  },
  {
    library: 'Ray Train',
    kind: 'deep',
    calls: ['ray.train.**().fit', 'ray.tune.**().fit', 'ray.tune.run', 'ray.air.**().fit'],
  },
  {
    library: 'stable-baselines',
    kind: 'deep',
    calls: ['stable_baselines3.**().learn', 'sb3_contrib.**().learn', 'stable_baselines.**().learn'],
  },
  { library: 'Ultralytics', kind: 'deep', calls: ['ultralytics.**().train'] },
  {
    library: 'detectron2',
    kind: 'deep',
    calls: ['detectron2.**().train', 'mmengine.**().train', 'mmcv.**().run', 'mmdet.apis.train_detector'],
  },
  {
    library: 'time-series library',
    kind: 'deep',
    calls: [
      'darts.models.**().fit',
      'gluonts.**().train',
      'neuralforecast.**().fit',
      'pytorch_tabnet.**().fit',
      'skorch.**().fit',
      'tsai.**().fit',
      'flair.trainers.**().train',
      'flair.trainers.**().fine_tune',
    ],
  },
  { library: 'spaCy', kind: 'deep', calls: ['spacy.**().update', 'spacy.cli.train.train'] },
];

/** Calls that prepare data, however much they look like training. */
export const preparation = api([
  'sklearn.preprocessing.**',
  'sklearn.impute.**',
  'sklearn.feature_extraction.**',
  'sklearn.feature_selection.**',
  'sklearn.compose.ColumnTransformer().**',
  'sklearn.compose.make_column_transformer().**',
  'sklearn.decomposition.**',
  'sklearn.manifold.**',
  'sklearn.random_projection.**',
  'sklearn.neighbors.NearestNeighbors().**',
  'keras.preprocessing.**',
  'tensorflow.keras.preprocessing.**',
  'keras.**ImageDataGenerator().**',
  'tensorflow.keras.**ImageDataGenerator().fit',
  'pyspark.ml.feature.**',
  'tensorflow.**Normalization().**',
]);

/** Results of these can be anything: they count as unresolved. */
export const factories = api([
  'hydra.utils.**',
  'copy.**',
  'instantiate().**',
  'importlib.**',
  'joblib.**',
  'pickle.**',
  'cloudpickle.**',
  'getattr().**',
]);

/** The same with compiled names. */
export const compiled = fitters.map(({ calls, ...rest }) => ({ ...rest, pattern: api(calls) }));

/** Attribute names that train in a module which imports one of the libraries, whatever the receiver resolves to. */
export const methods: readonly {
  name: string;
  library: string;
  kind: 'classic' | 'deep';
  imports: RegExp;
  also?: string;
}[] = [
  {
    name: 'backward',
    library: 'PyTorch',
    kind: 'deep',
    imports: /^(torch|accelerate|deepspeed|lightning|pytorch_lightning|paddle|mindspore|mxnet|oneflow|colossalai)\b/,
    also: 'step',
  },
  { name: 'fit_one_cycle', library: 'fastai', kind: 'deep', imports: /^fastai\b/ },
  { name: 'fine_tune', library: 'fastai', kind: 'deep', imports: /^fastai\b/ },
  { name: 'apply_gradients', library: 'TensorFlow', kind: 'deep', imports: /^(tensorflow|flax|keras)\b/ },
  { name: 'minimize', library: 'TensorFlow', kind: 'deep', imports: /^tensorflow\b/ },
  { name: 'update', library: 'spaCy', kind: 'deep', imports: /^spacy\.training\b/ },
];

/** A receiver of `.fit` or `.train` that could not be resolved counts by what its module imports and what it is called. */
export const byName: readonly {
  method: string;
  receiver: RegExp;
  library: string;
  kind: 'classic' | 'deep';
  imports: RegExp;
}[] = [
  {
    method: 'fit',
    receiver: /trainer/i,
    library: 'Lightning',
    kind: 'deep',
    imports: /^(pytorch_lightning|lightning)\b/,
  },
  {
    method: 'train',
    receiver: /trainer/i,
    library: 'Hugging Face',
    kind: 'deep',
    imports: /^(transformers|trl|detectron2|mmengine|setfit|sentence_transformers|peft)\b/,
  },
  { method: 'fit', receiver: /./, library: 'Keras', kind: 'deep', imports: /^(keras|tensorflow|tf_keras)\b/ },
  { method: 'fit_generator', receiver: /./, library: 'Keras', kind: 'deep', imports: /^(keras|tensorflow|tf_keras)\b/ },
  {
    method: 'fit',
    receiver: /./,
    library: 'scikit-learn',
    kind: 'classic',
    imports: /^(sklearn|xgboost|lightgbm|catboost|imblearn)\b/,
  },
];

/** Names of receivers that prepare data. */
export const preparing =
  /scal|encod|vectori[sz]|imput|pca|svd|transform|token|select|preproc|normali[sz]|bin(ari[sz]er|ner)|discreti|pipeline_?prep|^(le|ohe|sc|ss|mms|cv|tfidf|tfv|lb|oe|poly|umap|tsne|sm|smote|knn_imp)\d*$/i;
