/** What kind of state something learns. */
export type Family =
  | 'scaler'
  | 'imputer'
  | 'encoder'
  | 'label encoder'
  | 'target encoding'
  | 'selector'
  | 'decomposition'
  | 'vectoriser'
  | 'oversampler'
  | 'undersampler'
  | 'duplicates'
  | 'clusterer'
  | 'statistic'
  | 'transformer';

const families: readonly (readonly [Family, RegExp])[] = [
  [
    'scaler',
    /^(?:StandardScaler|MinMaxScaler|MaxAbsScaler|RobustScaler|QuantileTransformer|PowerTransformer|KBinsDiscretizer|SplineTransformer|QuantileDiscretizer|BoxCoxTransformer|YeoJohnsonTransformer|Winsorizer|EqualFrequencyDiscretiser|EqualWidthDiscretiser|DecisionTreeDiscretiser|scale|minmax_scale|maxabs_scale|robust_scale|quantile_transform|power_transform)$/,
  ],
  [
    'imputer',
    /^(?:Imputer|SimpleImputer|IterativeImputer|KNNImputer|MissForest|MeanMedianImputer|CategoricalImputer|CategoricalVariableImputer|RandomSampleImputer|EndTailImputer|IterativeSVD|SoftImpute)$/,
  ],
  ['label encoder', /^(?:LabelEncoder|LabelBinarizer|MultiLabelBinarizer|StringIndexer)$/],
  [
    'target encoding',
    /^(?:TargetEncoder|MEstimateEncoder|CatBoostEncoder|JamesSteinEncoder|LeaveOneOutEncoder|WOEEncoder|WoEEncoder|GLMMEncoder|MeanEncoder|QuantileEncoder|SummaryEncoder)$/,
  ],
  [
    'encoder',
    /^(?:OneHotEncoder|OrdinalEncoder|BinaryEncoder|CountEncoder|HelmertEncoder|SumEncoder|BackwardDifferenceEncoder|PolynomialEncoder|BaseNEncoder|CountFrequencyEncoder|RareLabelEncoder|CategoricalEncoder|OneHotEncoderEstimator|VectorIndexer)$/,
  ],
  [
    'selector',
    /^(?:SelectKBest|SelectPercentile|GenericUnivariateSelect|SelectFpr|SelectFdr|SelectFwe|SelectFromModel|SequentialFeatureSelector|RFE|RFECV|VarianceThreshold|BorutaPy|ChiSqSelector|UnivariateFeatureSelector)$/,
  ],
  [
    'decomposition',
    /^(?:PCA|IncrementalPCA|KernelPCA|SparsePCA|MiniBatchSparsePCA|TruncatedSVD|NMF|FastICA|FactorAnalysis|LatentDirichletAllocation|DictionaryLearning|UMAP|Isomap|LocallyLinearEmbedding|SpectralEmbedding|Nystroem)$/,
  ],
  ['vectoriser', /^(?:CountVectorizer|TfidfVectorizer|TfidfTransformer|DictVectorizer|CountVectorizerModel|IDF)$/],
  [
    'oversampler',
    /^(?:SMOTE|SMOTENC|SMOTEN|SMOTEENN|SMOTETomek|ADASYN|BorderlineSMOTE|KMeansSMOTE|SVMSMOTE|RandomOverSampler)$/,
  ],
  [
    'clusterer',
    /^(?:KMeans|MiniBatchKMeans|DBSCAN|AgglomerativeClustering|Birch|MeanShift|OPTICS|SpectralClustering|GaussianMixture|BayesianGaussianMixture|AffinityPropagation|FeatureAgglomeration)$/,
  ],
];
const undersampler =
  /^(?:RandomUnderSampler|NearMiss|TomekLinks|ClusterCentroids|EditedNearestNeighbours|RepeatedEditedNearestNeighbours|AllKNN|OneSidedSelection|NeighbourhoodCleaningRule|CondensedNearestNeighbour|InstanceHardnessThreshold)$/;
const stateless =
  /^(?:Normalizer|Binarizer|FunctionTransformer|PolynomialFeatures|HashingVectorizer|FeatureHasher|MissingIndicator|GaussianRandomProjection|SparseRandomProjection|AdditiveChi2Sampler|RBFSampler|SkewedChi2Sampler|VectorAssembler|HashingTF|RegexTokenizer|StopWordsRemover|NGram|Bucketizer|SQLTransformer|IndexToString|VectorSlicer|ElementwiseProduct|PolynomialExpansion|Interaction|HashingEncoder|RandomTreesEmbedding|TSNE|MDS|KernelCenterer|IsotonicRegression|BernoulliRBM)$/;
const libraries =
  /^(?:sklearn|imblearn|category_encoders|feature_engine|sklearn_pandas|umap|keras|tensorflow|tf_keras|pyspark|cuml|dask_ml|mlxtend|boruta|missingpy|fancyimpute|sklego|xgboost|lightgbm|catboost|thundersvm|daal4py|skopt|tpot|autosklearn|ngboost|pytorch_tabnet|skmultilearn|sklearnex)\b/;

/** The class or function itself: the last name of a qualified one. */
export function lastName(qualified: string): string {
  return /([^.()[\]]+)[()[\]]*$/.exec(qualified)?.[1] ?? qualified;
}

/** Whether something is of a library whose estimators follow the conventions of scikit-learn, Keras or Spark. */
export function isKnown(qualified: string | null): boolean {
  return qualified !== null && libraries.test(qualified);
}

/** The kind of state that a class, or a function applied at once, learns; `null` for models and all that is not known. */
export function familyOf(qualified: string): Family | null {
  if (!libraries.test(qualified)) return null;
  const name = lastName(qualified);
  if (name === 'Tokenizer' && /^(?:keras|tensorflow|tf_keras)\b/.test(qualified)) return 'vectoriser';
  if (/^(?:TextVectorization|Normalization|StringLookup|IntegerLookup)$/.test(name)) return 'vectoriser';
  if (undersampler.test(name)) return 'undersampler';
  for (const [family, pattern] of families) if (pattern.test(name)) return family;
  if (qualified.startsWith('category_encoders.')) return stateless.test(name) ? null : 'encoder';
  return null;
}

/** Whether it transforms without learning anything from rows. */
export function isStateless(qualified: string): boolean {
  return stateless.test(lastName(qualified)) || (/^pyspark\b/.test(qualified) && lastName(qualified) === 'Tokenizer');
}

/** Wrappers whose parts say what they are. */
export function isPipeline(qualified: string): boolean {
  return /^(?:Pipeline|make_pipeline|FeatureUnion|make_union|ColumnTransformer|make_column_transformer|DataFrameMapper|TransformedTargetRegressor|PipelineModel)$/.test(
    lastName(qualified),
  );
}

/** Searches and calibrators that judge by folds of what they are fitted on. */
export function isSearch(qualified: string): boolean {
  return /^(?:\w*SearchCV|CrossValidator|LassoCV|RidgeCV|ElasticNetCV|LogisticRegressionCV)$/.test(lastName(qualified));
}

/** Splitters whose `split` gives numbers of rows. */
export function isSplitter(qualified: string): boolean {
  return /^(?:(?:Repeated|Stratified|Group|StratifiedGroup|RepeatedStratified)*KFold|(?:Stratified|Group)?ShuffleSplit|TimeSeriesSplit|Leave(?:One|P)(?:Group)?s?Out|PredefinedSplit|LeaveOneGroupOut|LeavePGroupsOut|BlockingTimeSeriesSplit|PurgedKFold)$/.test(
    lastName(qualified),
  );
}

/** Estimators that find structure without a target; judging them on their own rows is their use. */
export function isUnsupervised(qualified: string): boolean {
  return (
    familyOf(qualified) !== null ||
    isStateless(qualified) ||
    /(?:IsolationForest|OneClassSVM|LocalOutlierFactor|EllipticEnvelope|NearestNeighbors|KernelDensity|HDBSCAN|TSNE|Word2Vec|LinearDiscriminantAnalysis|apriori)$/.test(
      lastName(qualified),
    ) ||
    /^sklearn\.(?:cluster|mixture|manifold|decomposition|covariance|outlier)/.test(qualified)
  );
}

/** Families that only learn which categories there are. */
export function isVocabulary(family: Family): boolean {
  return family === 'encoder' || family === 'label encoder';
}

/** Families whose findings are advice. */
export function isAdvice(family: Family): boolean {
  return family === 'statistic' || family === 'clusterer' || family === 'undersampler';
}
