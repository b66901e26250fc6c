/** What a step on the way from data to model does. */
export type StageKind = 'data' | 'prepare' | 'train' | 'evaluate' | 'register';

const words: readonly (readonly [StageKind, RegExp])[] = [
  [
    'prepare',
    /^(?:pre_?process\w*|prepare|preparation|prep|clean\w*|transform(?:ation|er|s)?|featuri[sz]e|features?|feature_engineering|feature_\w+|split\w*|build_features|validat(?:e|ion)_data|data_(?:validation|transformation|preparation|preprocess\w*|process\w*|cleaning|prep|split\w*)|tokeni[sz]e|augment\w*|processing|process_\w*data|normali[sz]e|encode|encoding|impute)$/,
  ],
  [
    'data',
    /^(?:data|datasets?|make_dataset|get_data|load_data|data_(?:ingestion|loader|loading|collection|extraction|preparation|download|source|acquisition)|ingest(?:ion)?(?:_data)?|download\w*|extract(?:ion)?|fetch\w*|collect\w*|etl|load|scrap(?:e|er|ing)\w*|crawl\w*|generate_data\w*|create_dataset\w*|import_data)$/,
  ],
  [
    'train',
    /^(?:train\w*|training|fit|model_(?:train\w*|build\w*|fit\w*|creation)|build_model|finetun\w*|fine_tun\w*|trainer|modeling|modelling|tune|tuning|hyperparameter\w*|optimi[sz]e_\w+|retrain\w*|pretrain\w*)$/,
  ],
  [
    'evaluate',
    /^(?:eval|evaluat\w*|evaluation|test|tests|metrics?|score|scoring|validate_model|model_(?:eval\w*|test\w*|validat\w*|metrics|scor\w*)|benchmark|report|predict\w*|inference|test_model|compare\w*)$/,
  ],
  [
    'register',
    /^(?:register\w*|registry|push\w*|pusher|deploy\w*|export\w*|publish\w*|promot\w*|model_(?:push\w*|regist\w*|deploy\w*|select\w*|promot\w*)|upload\w*)$/,
  ],
];
const leading = /^(?:run|do|step|stage|start|initiate|get|perform|execute|_+|s?\d+[a-z]?)_+/;
const trailing =
  /_+(?:step|stage|task|op|component|pipeline|flow|job|script|main|config|the_?data|py|pipe|training_pipeline|process)$/;

/**
 * The kind of step that a name tells of (`DataIngestion`, `01_prepare.py`, `train_model`), or `null`. Words that only wrap it
 * (`run_`, `stage_01_`, `_pipeline`) are left out.
 */
export function stageKind(name: string): StageKind | null {
  if (name.length > 80) return null;
  let plain = name
    .replace(/\.(?:py|ipynb|sh|r)$/i, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-\s.]+/g, '_')
    .toLowerCase();
  for (let round = 0; round < 4; round += 1) {
    const shorter = plain.replace(leading, '').replace(trailing, '');
    if (shorter === plain || shorter === '') break;
    plain = shorter;
  }
  const kind = kindOf(plain);
  if (kind !== null) return kind;
  // `train_churn_model` and `churn_train` tell it by their ends.
  const parts = plain.split('_');
  if (parts.length < 2) return null;
  return (
    kindOf(parts.slice(0, 2).join('_')) ??
    kindOf(parts.slice(-2).join('_')) ??
    kindOf(parts[0] ?? '') ??
    kindOf(parts.at(-1) ?? '')
  );
}

function kindOf(plain: string): StageKind | null {
  return words.find(([, expression]) => expression.test(plain))?.[0] ?? null;
}
