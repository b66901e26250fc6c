import { api } from './python/api.ts';
import type { Call, Module } from './python/module.ts';
import type { TestFunction } from './tests.ts';

const words =
  'data|dataset|datasets|dataframe|dataloader|datamodule|feature|features|featurize|preprocess|preprocessing|preprocessor|ingest|ingestion|ingestor|etl|clean|cleaning|cleaner|transform|transforms|transformation|transformer|tokenize|tokenizer|impute|imputer|encode|encoder|split|splitter|schema|validation|collate|augment|augmentation|parse|parser|loader|extract|extractor|normalize|standardize|scaler|vectorize|resample|outliers|columns|missing';
const aboutData = new RegExp(`(^|[._])(${words})([._(]|$)`, 'i');
/** CamelCase is split so that `DataIngestion` and `load_data` read alike. */
const spelled = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

const frames = api([
  'pandas.testing.**',
  'pandas.util.testing.**',
  'polars.testing.**',
  'pyspark.testing.**',
  'chispa.**',
  'great_expectations.**',
  'pandera.**',
  'numpy.testing.**',
]);

/**
 * What makes a test one of data code, in words, or `null`: it calls code of the repository whose name tells of loading,
 * cleaning, splitting or features, or it asserts on frames by a library made for it.
 */
export function testedDataOf(test: TestFunction): string | null {
  const own = test.calls.find((call) => isOwn(call, test.module) && tells(call, test.module));
  if (own !== undefined) return `${test.name} tests ${nameOf(own)}`;
  const frame = test.calls.find(
    ({ qualified }) => qualified !== null && frames.matches(qualified) && !qualified.startsWith('numpy'),
  );
  return frame === undefined ? null : `${test.name} asserts on data`;
}

const foreign =
  /^(numpy|pandas|torch|tensorflow|keras|sklearn|pytest|unittest|mock|os|json|pathlib|builtins|typing|datetime|sys|re|requests|httpx|fastapi|collections|tempfile|shutil)\b/;

function isOwn(call: Call, module: Module): boolean {
  const { qualified } = call;
  if (qualified !== null)
    return !foreign.test(qualified) && module.imports.some((one) => isFrom(qualified, one.module, one.name));
  return call.callee.kind === 'attribute';
}

function isFrom(qualified: string, from: string, name: string | null): boolean {
  const plain = from.replace(/^\.+/, '');
  const full = name === null ? plain : `${plain}.${name}`;
  return (
    qualified === full ||
    qualified.startsWith(`${full}.`) ||
    qualified.startsWith(`${full}(`) ||
    (from.startsWith('.') && qualified.includes(full))
  );
}

function tells(call: Call, module: Module): boolean {
  if (call.qualified === null) {
    const name = call.callee.kind === 'attribute' ? call.callee.name : '';
    return aboutData.test(spelled(name)) && aboutData.test(spelled(module.path.replaceAll('/', '.')));
  }
  return aboutData.test(spelled(call.qualified));
}

function nameOf(call: Call): string {
  const name = call.qualified ?? (call.callee.kind === 'attribute' ? call.callee.name : 'data code');
  return name.replaceAll('()', '').split('.').slice(-2).join('.');
}
