/** What code shows of how models are judged. */
export type Sign =
  | 'held-out data'
  | 'folds'
  | 'threshold-free metric'
  | 'slices'
  | 'baseline'
  | 'simple model'
  | 'strong model'
  | 'regularisation'
  | 'language model'
  | `metric ${string}`;

type Patterns = readonly (readonly [Sign, RegExp])[];

const held =
  /^(?:\w*_)?(?:test|val|valid|validation|eval|dev|holdout|held_?out)_?(?:loaders?|data|dataset|datasets|datamodule|set|sets|ds|df|iter|iterator|dl|dataloaders?|generator|gen|images|labels|inputs|targets|texts|features|x|y|idx|ids|indices|mask|files?|path|paths|dir|folder|csv|loss|losses|acc|split|size|ratio|frac|fraction|samples|users|envs?|step|epoch|pool|batch|batches|stream|reader|frame|pairs|sentences|queries)s?$/;

/** Whole names. */
const named: Patterns = [
  ['held-out data', held],
  [
    'held-out data',
    /^(?:[xXyY]_?(?:test|val|valid|dev)\w*|(?:test|val|valid|dev|holdout)_?[xXyY]|(?:test|valid|val|dev|eval)(?:set|loader|data)|(?:df|data|ds)_?(?:test|val|valid))$/,
  ],
  ['folds', /^(?:k_?folds?|n_?folds?|num_?folds?|fold_\w+|folds?)$/],
  [
    'threshold-free metric',
    /^(?:roc_auc\w*|roc_curve|average_precision\w*|precision_recall_curve|log_loss|brier_score\w*|auc_?score|RocCurveDisplay|PrecisionRecallDisplay|plot_roc\w*|(?:Binary|Multiclass)?AUROC|areaUnder\w+|auc|AUC|aucpr|\w*logloss|gini|ks_2samp|BinaryClassificationEvaluator|ROCAUC)$/,
  ],
  [
    'slices',
    /^(?:classification_report\w*|\w*confusion_matrix\w*|ConfusionMatrix\w*|MetricFrame|\w*by_group|slice_metrics|slicing_\w+|SlicingSpec|per_?class\w*|class_?acc\w*|class_?wise\w*|per_(?:category|label|task|group|domain|language|segment|slice|item|store)\w*|COCOeval|[cC]oco_?[eE]val\w*|DetMetrics|ap_per_class|class_iou\w*|crosstab)$/,
  ],
  [
    'baseline',
    /^(?:Dummy(?:Classifier|Regressor)|[bB]aselines?|BASELINE\w*|\w+_baselines?|baselines?_\w+|naive_\w*(?:forecast|pred|model|score)\w*|SeasonalNaive|NaiveForecaster|majority_class\w*|mean_pred\w*|champion\w*|challenger\w*|persistence_\w+|chance_level|random_guess\w*|\w*Baseline\w*)$/,
  ],
  [
    'regularisation',
    /^(?:\w*[dD]ropout\w*|DropPath|drop_path\w*|drop_rate|keep_prob\w*|[eE]arly_?[sS]top\w*|\w*weight_decay\w*|AdamW|LAMB|\w*regularizers?|l1_l2|L1L2|l2_loss|l2_reg\w*|reg_loss|stochastic_depth|label_smoothing|mixup\w*|cutmix\w*|spectral_norm|gradient_penalty|ImageDataGenerator|albumentations|imgaug|kornia|\w*[aA]ugment\w*|\w+_aug|aug|RandAugment|TrivialAugment\w*|Random(?:HorizontalFlip|VerticalFlip|Crop|ResizedCrop|Rotation|Flip|Zoom|Erasing|Affine|Perspective|Grayscale)|ColorJitter|random_(?:flip|crop)\w*|hflip|fliplr|patience|lora_\w+|LoraConfig|get_peft_model|ent_coef|entropy_coef\w*|target_kl|\w*replay_buffer\w*|ReplayBuffer)$/,
  ],
  [
    'language model',
    /^(?:\w*CausalLM\w*|lm_head|\w*LMHead\w*|GPT\w*|n?_?vocab_size|language_model\w*|\w*MaskedLM\w*|Seq2SeqLM\w*|n_vocab)$/,
  ],
  ['metric accuracy', /^(?:\w*[aA]ccurac\w+|acc\d?|\w+_acc|acc_\w+|\w+_correct|correct)$/],
  ['metric f1', /^(?:\w*f1\w*|F1\w*|fbeta_score|FBeta\w*|f_?score|F_score)$/],
  ['metric recall', /^(?:\w*[rR]ecall\w*|sensitivity|tpr)$/],
  ['metric precision', /^(?:precision_(?:score|at|recall)\w*|Precision|avg_precision|prec|specificity|fpr)$/],
  [
    'metric area',
    /^(?:\w*roc_\w*|\w*auc\w*|\w*AUC\w*|AUROC|average_precision\w*|\w*log_?loss|brier\w*|areaUnder\w+|\w+ClassificationEvaluator|eer|EER)$/,
  ],
  [
    'metric report',
    /^(?:classification_report\w*|\w*confusion_matrix\w*|ConfusionMatrix\w*|precision_recall_fscore_support|DetMetrics|COCOeval|[cC]oco_?[eE]val\w*|\w*RegressionMetrics|MulticlassMetrics)$/,
  ],
  ['metric squared error', /^(?:\w*mean_squared\w*|\w*(?:mse|MSE)\w*|MeanSquaredError|rss|epe|EPE)$/],
  ['metric logarithmic error', /^\w*(?:rmsle|RMSLE|squared_log_error|msle)\w*$/],
  [
    'metric absolute error',
    /^(?:\w*mean_absolute\w*|mae|MAE|\w+_mae|mae_\w+|MeanAbsoluteError|s?mape|MAPE|w?mape|wape|\w+_mape|median_absolute_error|max_error)$/,
  ],
  ['metric determination', /^(?:r2|R2|r2_\w+|\w+_r2|R2Score|r_?squared|rsquared\w*|explained_variance\w*|cod|adj_r2)$/],
  ['metric correlation', /^(?:pearson\w*|spearman\w*|kendall\w*|\w*CorrCoef|concordance\w*|ccc)$/],
  ['metric kappa', /^(?:\w*kappa\w*|matthews\w*|mcc|balanced_accuracy\w*|hamming_loss|jaccard_score|zero_one_loss)$/],
  ['metric translation', /^(?:\w*bleu\w*|\w*BLEU\w*|meteor|METEOR|cider|CIDEr|chrf\w*|bert_?score\w*|comet)$/],
  ['metric summary', /^(?:\w*rouge\w*|\w*ROUGE\w*|exact_match\w*|squad_\w+)$/],
  ['metric perplexity', /^(?:\w*perplexity\w*|ppl|bits_per_\w+|bpc|bpd|bpb|nll\w*|elbo)$/],
  [
    'metric speech',
    /^(?:wer|WER|cer|CER|\w+_wer|wer_\w+|word_error\w*|edit_distance|levenshtein\w*|pesq|PESQ|stoi|STOI|sdr|si_?snr\w*|SDR|mcd)$/,
  ],
  ['metric overlap', /^(?:\w*_iou|iou\w*|\w*[mI]oU\w*|jaccard\w*|\w*dice\w*|Dice\w*|hausdorff\w*)$/],
  [
    'metric detection',
    /^(?:mAP\w*|map50\w*|map_\d+|mean_average_precision|MeanAveragePrecision|pck\w*|PCK\w*|mota|MOTA|idf1)$/,
  ],
  [
    'metric picture',
    /^(?:\w*psnr\w*|PSNR\w*|ssim\w*|SSIM\w*|lpips\w*|LPIPS\w*|fid|FID|fid_\w+|\w+_fid|frechet\w*|inception_score\w*|kid|clip_score)$/,
  ],
  ['metric top', /^(?:top_?[15]\w*|topk|top_k\w*|prec[15])$/],
  [
    'metric ranking',
    /^(?:\w*ndcg\w*|NDCG\w*|mrr\w*|MRR\w*|hit_rate\w*|hit_ratio|hits_at\w*|recall_at\w*|precision_at\w*)$/,
  ],
  [
    'metric clusters',
    /^(?:silhouette\w*|davies_bouldin\w*|calinski\w*|adjusted_rand\w*|normalized_mutual\w*|nmi|inertia_|homogeneity\w*|v_measure\w*)$/,
  ],
  ['metric fit', /^(?:aic|AIC|bic|BIC|likelihood_ratio|chi_?square\w*|kolmogorov\w*|durbin_watson|adfuller)$/],
  ['metric reward', /^(?:\w*rewards?|episode_returns?|success_rate\w*|win_rate\w*|episode_length\w*|ep_len\w*)$/],
];

/** Names that are called. */
const called: Patterns = [
  [
    'held-out data',
    /^(?:train_test_split|random_split|randomSplit|train_val\w*_split|train_valid_split|cross_val_\w+|cross_validate|sample_split|initial_split|createDataPartition|backtest\w*|evaluate_policy|temporal_train_test_split|evaluate|test|validate|\w*(?:KFold|ShuffleSplit|TimeSeriesSplit|SearchCV))$/,
  ],
  [
    'folds',
    /^(?:cross_val_\w+|cross_validate|learning_curve|validation_curve|vfold_cv|trainControl|cross_validation_\w+|cv_score\w*|\w*(?:KFold|ShuffleSplit|TimeSeriesSplit|SearchCV|CrossValidator|LeaveOneOut|LeavePOut|LeaveOneGroupOut|PredefinedSplit)|(?:Lasso|Ridge|ElasticNet|LogisticRegression|LassoLars)CV|cv)$/,
  ],
  ['metric accuracy', /^score$/],
  [
    'simple model',
    /^(?:LinearRegression|LogisticRegression|GaussianNB|MultinomialNB|BernoulliNB|ComplementNB|KNeighborsClassifier|KNeighborsRegressor|DecisionTreeClassifier|DecisionTreeRegressor|Ridge|Lasso|RidgeClassifier|glm)$/,
  ],
  [
    'strong model',
    /^(?:RandomForest\w+|GradientBoosting\w+|HistGradientBoosting\w+|ExtraTrees\w+|AdaBoost\w+|XGB\w+|LGBM\w+|CatBoost\w+|SVC|SVR|MLP\w+|Sequential|VotingClassifier|Stacking\w+|TabNet\w+)$/,
  ],
];

/** Keywords. */
const given: Patterns = [
  [
    'held-out data',
    /^(?:validation_split|validation_data|eval_set|eval_dataset|valid_sets|evals|validation_steps|val_dataloaders|test_dataloaders|test|val|validation)$/,
  ],
];

/** Whole texts in quotes: `metrics=["accuracy", "AUC"]`, `split="test"`. */
const quoted: Patterns = [
  ['held-out data', /^(?:[\w./{}-]*[/_.-])?(?:test|val|valid|validation|dev|eval|holdout)(?:[/_.-][\w./{}-]*)?$/],
  ['metric accuracy', /^(?:\w+[_/])?acc(?:uracy)?\w*$/],
  ['metric area', /^(?:roc_auc\w*|auc|AUC|aucpr|\w*logloss|average_precision)$/],
  ['metric f1', /^(?:\w+_)?f1\w*$/],
  ['metric recall', /^(?:\w+_)?recall\w*$/],
  ['metric precision', /^precision(?:_\w+)?$/],
  ['metric squared error', /^(?:(?:neg_)?(?:root_)?mean_squared_error|r?mse|l2)$/],
  ['metric absolute error', /^(?:(?:neg_)?mean_absolute_error|mae|mape)$/],
  ['metric determination', /^r2$/],
  ['metric translation', /^(?:sacre)?bleu$/],
  ['metric summary', /^rouge\w*$/],
  ['metric speech', /^[wc]er$/],
  [
    'threshold-free metric',
    /^(?:roc_auc\w*|auc|AUC|aucpr|\w*logloss|average_precision|areaUnder\w+|neg_log_loss|Logloss)$/,
  ],
  ['regularisation', /^(?:weight_decay|\w*dropout|early_stopping|augment\w*|patience)$/],
  ['baseline', /^[\w -]{0,40}\b[bB]aseline\b[\w -]{0,40}$/],
];

const groups = { named, called, given, quoted };
const known = { named: new Map(), called: new Map(), given: new Map(), quoted: new Map() } as Readonly<
  Record<keyof typeof groups, Map<string, readonly Sign[]>>
>;
const mostKnown = 50_000;
const none: readonly Sign[] = [];

/** What a word shows; each word is looked at once, for they come again in every file. */
export function signsOf(word: string, as: keyof typeof groups): readonly Sign[] {
  if (word.length > 60) return none;
  const cache = known[as];
  let found = cache.get(word);
  if (found === undefined) {
    const all = groups[as].flatMap(([sign, pattern]) => (pattern.test(word) ? [sign] : []));
    found = all.length === 0 ? none : all;
    if (cache.size >= mostKnown) cache.clear();
    cache.set(word, found);
  }
  return found;
}
