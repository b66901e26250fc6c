import type { Confidence, Facts, Need, Position, Step } from '../model.ts';
import { calledName, functionAround, lastOf, pathOf, receiverOf } from './functions.ts';
import { memo } from './memo.ts';
import { nameOf } from './patterns.ts';
import { api } from './python/api.ts';
import { pythonImports } from './python/imports.ts';
import type { Call, Expression, Module } from './python/module.ts';
import { python } from './python/reader.ts';
import { importedFrom, scannedImports } from './python/scanned-graph.ts';
import { scopesWithin } from './requests/raw.ts';
import { webNeed } from './routes.ts';
import { handlersOf } from './serving/handlers.ts';

/** How a service prepares what it feeds to the model. */
export interface Preparation {
  readonly path: string;
  readonly at: Position;
  readonly same: boolean;
  readonly message: string;
  readonly confidence: Confidence;
  readonly trace: readonly Step[];
}

export const preparationNeeds: readonly Need[] = [
  webNeed,
  {
    reader: python,
    needles: ['streamlit', 'gradio', '.fit_transform(', 'sklearn&&.transform(', 'joblib', 'pickle', '.predict('],
  },
  { reader: pythonImports },
];

/** What scales, encodes or projects numbers and texts, and has learnt it from the training data. */
const fitted = api([
  'sklearn.preprocessing.*Scaler()', 'sklearn.preprocessing.PowerTransformer()', 'sklearn.preprocessing.QuantileTransformer()', 'sklearn.preprocessing.PolynomialFeatures()', 'sklearn.preprocessing.OneHotEncoder()', 'sklearn.preprocessing.KBinsDiscretizer()', 'sklearn.decomposition.*()', 'sklearn.feature_extraction.text.*Vectorizer()', 'sklearn.feature_extraction.DictVectorizer()', 'sklearn.feature_selection.*()', 'sklearn.compose.ColumnTransformer()', 'sklearn.compose.make_column_transformer()', 'category_encoders.*()',
]); // biome-ignore format: a table
const pipelines = /^(?:sklearn|imblearn)\.pipeline\.(?:Pipeline|make_pipeline)$/;
const saves = /^(?:joblib|pickle|cloudpickle|dill|sklearn\.externals\.joblib)\.dump$/;
const loads = /^(?:joblib|pickle|cloudpickle|dill|sklearn\.externals\.joblib)\.load$/;

/** Places of the view where a service prepares input, right or wrong. */
export const preparationsOf: (facts: Facts) => readonly Preparation[] = memo((facts) => {
  const serving = servingModules(facts);
  if (serving.size === 0) return [];
  const trainings = facts.documents(python).flatMap(({ value }) => trainingsIn(value));
  const found: Preparation[] = [];
  const modules = facts
    .documents(python)
    .filter(({ path }) => serving.has(path))
    .map(({ value }) => value);
  found.push(...handlersOf(facts).flatMap(({ module, scope, kind }) => refitted(module, scope, kind)));
  const applied = modules.flatMap((module) =>
    module.calls.filter((call) => calledName(call) === 'transform').map((call) => ({ module, call })),
  );
  if (trainings.length > 0 && applied[0] !== undefined) {
    const { module, call } = applied[0];
    found.push({
      path: module.path,
      at: call.at,
      same: true,
      message: 'applies a transformer to what it predicts from',
      confidence: 'certain',
      trace: [],
    });
  }
  for (const one of trainings) {
    const load = modules.flatMap((module) =>
      module.calls
        .filter((call) => loads.test(call.qualified ?? '') && fileOf(call, module) === one.file)
        .map((call) => ({ module, call })),
    )[0];
    if (load === undefined) continue;
    const at = { path: load.module.path, at: load.call.at };
    if (one.whole)
      found.push({ ...at, same: true, message: 'loads the whole pipeline', confidence: 'certain', trace: [] });
    else if (applied.length === 0 && !preparesByHand(modules)) {
      const trace: Step[] = [
        { path: one.path, ...one.transformed, message: 'is fitted and applied in training' },
        { path: one.path, ...one.saved, message: 'saves the model alone' },
        { path: load.module.path, ...load.call.at, message: 'is served without it' },
      ];
      found.push({
        ...at,
        same: false,
        message: 'feeds the model what training would have transformed first',
        confidence: 'likely',
        trace,
      });
    }
  }
  return found;
});

/** Modules of apps and all that they import. */
function servingModules(facts: Facts): ReadonlySet<string> {
  const apps = new Set(handlersOf(facts).map(({ module }) => module.path));
  return importedFrom(scannedImports(facts), apps);
}

interface Trained {
  readonly path: string;
  /** Base name of the file that keeps the model. */
  readonly file: string;
  /** A pipeline with its transformers in it. */
  readonly whole: boolean;
  readonly transformed: Position;
  readonly saved: Position;
}

/** Models of a module that are fitted on transformed data, or together with their transformers, and saved to a file. */
function trainingsIn(module: Module): Trained[] {
  return module.calls.flatMap((call): Trained[] => {
    if (!saves.test(call.qualified ?? '')) return [];
    const file = fileOf(call, module);
    const what = pathOf(call.arguments[0]?.value ?? null);
    if (file === null || what === null) return [];
    const value = latestValue(what, module, call);
    if (value !== null && isPipeline(value, module))
      return [{ path: module.path, file, whole: true, transformed: call.at, saved: call.at }];
    const transformed = fittedOn(what, module);
    return transformed === null ? [] : [{ path: module.path, file, whole: false, transformed, saved: call.at }];
  });
}

function latestValue(path: string, module: Module, before: Call): Expression | null {
  const given = module.assignments.filter(({ target, at }) => pathOf(target) === path && at.line <= before.at.line);
  return given.at(-1)?.value ?? null;
}

function isPipeline(value: Expression, module: Module): boolean {
  if (value.kind !== 'call') return false;
  const call = module.calls[value.call];
  return (
    call !== undefined && (pipelines.test(call.qualified ?? '') || /Pipeline|make_pipeline/.test(call.qualified ?? ''))
  );
}

/** Where the data that a model was fitted on came out of a transformer. */
function fittedOn(model: string, module: Module): Position | null {
  for (const call of module.calls) {
    if (calledName(call) !== 'fit' || pathOf(receiverOf(call)) !== model) continue;
    const data = pathOf(call.arguments[0]?.value ?? null);
    if (data === null) continue;
    const made = module.assignments
      .filter(({ target, scope }) => pathOf(target) === data && scope === call.scope)
      .at(-1)?.value;
    if (made?.kind !== 'call') return null;
    const maker = module.calls[made.call];
    if (maker === undefined || !/^(?:fit_transform|transform)$/.test(calledName(maker) ?? '')) return null;
    const instance = maker.callee.kind === 'attribute' ? qualifiedOf(maker.callee.base) : null;
    return instance !== null && fitted.matches(instance) ? maker.at : null;
  }
  return null;
}

function qualifiedOf(expression: Expression): string | null {
  return expression.kind === 'name' || expression.kind === 'attribute' ? expression.qualified : null;
}

/** Base name of the file that a call saves to or loads from, where it stands there. */
function fileOf(call: Call, module: Module): string | null {
  for (const { value } of [...call.arguments, ...call.keywords]) {
    const text = literalOf(value, module, 0);
    if (text !== null && /\.\w{2,8}$/.test(text)) return nameOf(text);
  }
  return null;
}

function literalOf(value: Expression, module: Module, depth: number): string | null {
  if (depth > 4) return null;
  if (value.kind === 'string') return value.formatted && !/\w+\.\w+$/.test(value.value) ? null : value.value;
  if (value.kind === 'operation') return literalOf(value.operands.at(-1) ?? value, module, depth + 1);
  if (value.kind === 'call') {
    const call = module.calls[value.call];
    if (call === undefined || !/^(?:open|os\.path\.join|pathlib\.Path|str)$/.test(call.qualified ?? '')) return null;
    const last = /join/.test(call.qualified ?? '') ? call.arguments.at(-1) : call.arguments[0];
    return last === undefined ? null : literalOf(last.value, module, depth + 1);
  }
  const path = pathOf(value);
  if (path === null) return null;
  const given = module.assignments.filter(({ target }) => pathOf(target) === path);
  const [only] = given;
  return given.length === 1 && only !== undefined ? literalOf(only.value, module, depth + 1) : null;
}

/** What a service does to numbers or texts itself may be just what training did. */
function preparesByHand(modules: readonly Module[]): boolean {
  return modules.some(
    (module) =>
      module.calls.some((call) =>
        /preproc|prepare|scale|encod|normali|vectori|featur|transform|clean|get_dummies|pipeline/i.test(
          calledName(call) ?? '',
        ),
      ) ||
      module.calls.filter((call) => loads.test(call.qualified ?? '')).length > 1 ||
      /pipeline|preproc/i.test(module.path),
  );
}

/** A transformer that is fitted anew on what one caller sends. */
function refitted(module: Module, scope: number, kind: 'request' | 'page'): Preparation[] {
  if (kind === 'page') return [];
  const scopes = scopesWithin(module, functionAround(module, scope));
  return module.calls.flatMap((call): Preparation[] => {
    if (!scopes.has(call.scope) || calledName(call) !== 'fit_transform' || call.callee.kind !== 'attribute') return [];
    const instance = qualifiedOf(call.callee.base);
    if (instance === null || !fitted.matches(instance)) return [];
    const predicts = module.calls.some(
      (other) =>
        scopes.has(other.scope) && /^predict/.test(lastOf(pathOf(other.callee)) ?? '') && other.index > call.index,
    );
    const trains = module.calls.some((other) => scopes.has(other.scope) && calledName(other) === 'fit');
    if (!predicts || trains) return [];
    return [
      {
        path: module.path,
        at: call.at,
        same: false,
        message: 'fits the transformer anew on what one caller sends',
        confidence: 'certain',
        trace: [],
      },
    ];
  });
}
