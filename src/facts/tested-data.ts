import { api } from './python/api.ts';
import type { Call, Module } from './python/module.ts';
import { touches } from './python/touches.ts';
import type { TestFunction } from './tests.ts';

const words =
  'data|dataset|datasets|dataframe|dataloader|datamodule|feature|features|featurize|preprocess|preprocessing|preprocessor|ingest|ingestion|ingestor|etl|clean|cleaning|cleaner|transform|transforms|transformation|transformer|tokenize|tokenizer|impute|imputer|encode|encoder|split|splitter|schema|validation|collate|augment|augmentation|parse|parser|loader|extract|extractor|normalize|standardize|scaler|vectorize|resample|outliers|columns|missing';
const aboutData = new RegExp(`(^|[._])(${words})([._(]|$)`, 'i');
/** CamelCase is split so that `DataIngestion` and `load_data` read alike. */
export const spelled = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

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
  return frame !== undefined || assertsOnFrame(test) ? `${test.name} asserts on data` : null;
}

/** Attributes that only data frames have. */
const frameAttributes = new Set([
  'columns',
  'iloc',
  'loc',
  'dtypes',
  'isnull',
  'isna',
  'notnull',
  'notna',
  'nunique',
  'duplicated',
  'drop_duplicates',
  'value_counts',
]);
const framed = /^(pandas|polars|pyspark|dask|modin|cudf)\b/;

function assertsOnFrame({ module, asserts, calls }: TestFunction): boolean {
  if (!asserts || !module.imports.some((one) => framed.test(one.module))) return false;
  const scopes = new Set(calls.map(({ scope }) => scope));
  const asserted = [
    ...module.asserts.filter(({ scope }) => scopes.has(scope)).map(({ test }) => test),
    ...calls
      .filter((call) => call.callee.kind === 'attribute' && /^assert/.test(call.callee.name))
      .flatMap((call) => call.arguments.map(({ value }) => value)),
  ];
  return asserted.some((expression) => touches(expression, module, frameAttributes));
}

const foreign =
  /^(numpy|pandas|torch|tensorflow|keras|sklearn|pytest|unittest|mock|os|json|pathlib|builtins|typing|datetime|sys|re|requests|httpx|fastapi|collections|tempfile|shutil|argparse|configparser|optparse|urllib|multiprocessing)\b/;

/** Whether a call is one of the repository's code, as far as its name tells: not of a library, and imported from elsewhere or a method. */
export function isOwn(call: Call, module: Module): boolean {
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

/** The last two segments of what is called, for people. */
export function nameOf(call: Call): string {
  const name = call.qualified ?? (call.callee.kind === 'attribute' ? call.callee.name : 'data code');
  return name.replaceAll('()', '').split('.').slice(-2).join('.');
}
