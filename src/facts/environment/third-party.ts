import { finding } from '../../finding.ts';
import type { Facts, Finding, Unread } from '../../model.ts';
import { broughtBy } from '../dependencies/brought.ts';
import { distributionsOf, normalise, standardLibrary } from '../dependencies/distributions.ts';
import { knownModules } from '../dependencies/known-modules.ts';
import { lock } from '../dependencies/lock.ts';
import { manifest } from '../dependencies/manifest.ts';
import { mentions } from '../dependencies/mentions.ts';
import { memo } from '../memo.ts';
import { pythonImports } from '../python/imports.ts';
import { ownModules } from './own-modules.ts';

/** What a Python or conda manifest declares, and everything else that could put a module in place. */
interface Supply {
  readonly declared: ReadonlySet<string>;
  readonly brought: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  readonly mentioned: ReadonlySet<string>;
  readonly images: string;
  /** Notebooks that run where much is installed already. */
  readonly hosted: ReadonlySet<string>;
  /** A package for others: notebooks and tools beside it are not what its manifest is for. */
  readonly published: boolean;
  readonly incomplete: readonly Unread[];
  /** Licences below the top mark folders that were copied from elsewhere. */
  readonly foreign: readonly string[];
}

/** Of one third-party module: where it is first imported, and whether it is accounted for. */
export interface ThirdParty {
  readonly module: string;
  readonly finding: Finding;
  readonly state: 'declared' | 'accounted' | 'missing';
}

const platform = new Set([
  'google.colab',
  'kaggle_secrets',
  'kaggle_datasets',
  'kaggle_web_client',
  'dbruntime',
  'awsglue',
]);
const setAside =
  /(?:^|\/)(?:archived?|old|deprecated|legacy|backups?|unused|external|externals|submodules|deps|libs?|contrib|misc|sandbox|playground|benchmarks?|build_tools|ci)\/|(?:^|\/)\.|(?:^|\/)(?:setup|conftest|noxfile|tasks|fabfile|locustfile|dodo|conf|versioneer)\.py$/i;

/** Third-party modules that code imports unconditionally, sorted by name. */
export const thirdParty: (facts: Facts) => {
  readonly modules: readonly ThirdParty[];
  readonly unread: readonly Unread[];
} = memo((facts) => {
  const supply = supplyOf(facts);
  const own = ownModules(facts);
  const optional = new Set<string>();
  const documents = facts.documents(pythonImports).filter(({ path }) => facts.place(path) === 'code');
  const plugins = new Set<string>();
  for (const { value } of documents) {
    for (const { module, optional: maybe } of value) {
      if (!maybe) continue;
      optional.add(topOf(module));
      plugins.add(module.replace(/^\.+/, '').replaceAll('.', '/'));
    }
  }
  const found = new Map<string, ThirdParty>();
  for (const { path, value } of documents) {
    const hosted = value.some(({ module }) => platform.has(module) || module.startsWith('google.colab.'));
    const aside =
      hosted ||
      path.includes('{{') ||
      isPlugin(path, plugins) ||
      supply.hosted.has(path) ||
      (supply.published && !inPackage(facts, path)) ||
      setAside.test(path) ||
      supply.foreign.some((folder) => path.startsWith(folder));
    for (const { module, at } of value) {
      const top = topOf(module);
      if (at.column !== 1 || top === '' || standardLibrary.has(top) || found.get(top)?.state === 'missing') continue;
      if (found.get(top)?.state === 'declared') continue;
      const declared = isDeclared(module, supply);
      if (!declared && (!knownModules.has(top) || own.holds(top, path))) continue;
      const accounted = declared || aside || optional.has(top) || isAccounted(module, path, supply);
      const state = declared ? 'declared' : accounted ? 'accounted' : 'missing';
      if (state === 'accounted' && found.has(top)) continue;
      found.set(top, { module: top, state, finding: describe(path, at, module, state) });
    }
  }
  const modules = [...found.values()].sort((a, b) => (a.module < b.module ? -1 : 1));
  if (supply.incomplete.length === 0 || modules.every(({ state }) => state !== 'missing'))
    return { modules, unread: [] };
  // What cannot be read may declare whatever seems to be missing.
  return { modules: modules.filter(({ state }) => state !== 'missing'), unread: supply.incomplete };
});

function describe(
  path: string,
  at: Finding | { line: number; column: number; cell?: number },
  module: string,
  state: ThirdParty['state'],
): Finding {
  const [name = module] = distributionsOf(module);
  const what = name === normalise(topOf(module)) ? topOf(module) : `${topOf(module)} (${name})`;
  if (state === 'declared') return finding(path, at, `imports ${what}, which is declared`);
  if (state === 'missing') return finding(path, at, `imports ${what}, which no manifest declares`);
  return finding(
    path,
    at,
    `imports ${what}, which only another package, a lock file, an image or a command brings`,
    'hint',
  );
}

/** Whether a module is itself imported only where it may fail. */
function isPlugin(path: string, plugins: ReadonlySet<string>): boolean {
  const name = path.replace(/(?:\/__init__)?\.py$/, '');
  for (let at = name.length; at >= 0; at = name.lastIndexOf('/', at - 1)) {
    if (plugins.has(name.slice(at + 1))) return true;
    if (at === 0) break;
  }
  return plugins.has(name);
}

function inPackage(facts: Facts, path: string): boolean {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? /\.py$/.test(path) : facts.tree.has(`${path.slice(0, slash)}/__init__.py`) && /\.py$/.test(path);
}

function topOf(module: string): string {
  const dot = module.indexOf('.');
  return dot < 0 ? module : module.slice(0, dot);
}

function isDeclared(module: string, { declared }: Supply): boolean {
  const top = topOf(module);
  const names = [...distributionsOf(module), ...distributionsOf(top), normalise(top)];
  if (names.some((name) => declared.has(name))) return true;
  // Builds for one platform keep the name and add to it.
  const own = normalise(top);
  for (const name of declared) {
    if (name === `python-${own}` || name === `py${own}` || (name.startsWith(`${own}-`) && build.test(name)))
      return true;
  }
  return false;
}

const build = /-(?:cpu|gpu|cuda[\w-]*|cu\d+|rocm\w*|nightly|binary|full|lite|slim|core|ng|python|wheels?|client|sdk)$/;

function isAccounted(module: string, path: string, supply: Supply): boolean {
  const top = topOf(module);
  if (supply.brought.has('*') || supply.brought.has(top)) return true;
  const names = [...distributionsOf(module), ...distributionsOf(top), normalise(top)];
  if (names.some((name) => supply.locked.has(name) || supply.mentioned.has(name) || supply.images.includes(name)))
    return true;
  // What is built upon a package carries its name and needs it: `dmc2gym`, `keras-tcn`.
  if ([...supply.declared].some((name) => name.includes(normalise(top)))) return true;
  if (scientific.has(top) && /jupyter|notebook|kaggle|anaconda|sagemaker|databricks|datascience/.test(supply.images))
    return true;
  // Amazon's runtime holds its own client.
  return /^boto(?:3|core)$/.test(top) && (/lambda/i.test(path) || /lambda/.test(supply.images));
}

const scientific = new Set([
  'numpy',
  'pandas',
  'scipy',
  'matplotlib',
  'sklearn',
  'seaborn',
  'statsmodels',
  'skimage',
  'bokeh',
  'sympy',
  'numba',
  'h5py',
  'requests',
  'PIL',
  'torch',
  'tensorflow',
  'xgboost',
  'plotly',
  'boto3',
  'sagemaker',
  'pyspark',
  'mlflow',
]);

const supplyOf = memo((facts: Facts): Supply => {
  const manifests = facts
    .documents(manifest)
    .filter(({ value }) => value.kind !== 'package.json' && value.kind !== 'DESCRIPTION');
  const dependencies = manifests.flatMap(({ value }) => value.dependencies);
  const declared = new Set<string>();
  for (const { name } of dependencies) declared.add(normalise(name));
  for (const { value } of manifests) if (value.package !== null) declared.add(normalise(value.package.name));
  const locked = new Set<string>();
  for (const { value } of facts.documents(lock)) for (const { name } of value.packages) locked.add(normalise(name));
  const mentioned = new Set<string>();
  const images: string[] = [];
  const hosted = new Set<string>();
  for (const { path, value } of facts.documents(mentions)) {
    if (value.hosted) hosted.add(path);
    for (const name of value.names) mentioned.add(name);
    images.push(...value.images);
  }
  return {
    declared,
    brought: broughtBy(dependencies),
    locked,
    mentioned,
    images: images.join(' '),
    hosted,
    published: manifests.some(({ value }) => (value.package?.classifiers.length ?? 0) > 0),
    incomplete: [
      ...manifests
        .filter(({ path, value }) => !value.complete && !/\{\{|(?:^|\/)python_env\.ya?ml$/.test(path))
        .map(({ path }) => ({ path, line: null, reason: 'declares dependencies in a way that cannot be read' })),
      ...facts.unread({ reader: manifest }).filter(({ path }) => !path.includes('{{')),
      ...facts.unread({ reader: lock }),
    ],
    foreign: facts.files.flatMap(({ path }) => /^(.+\/)(?:licen[cs]e|copying)[^/]*$/i.exec(path)?.[1] ?? []),
  };
});
