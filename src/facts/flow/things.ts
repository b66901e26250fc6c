import type { Call } from '../python/module.ts';
import type { Argument, Arguments } from './calls.ts';
import { asData, evaluate } from './evaluate.ts';
import {
  type Family,
  familyOf,
  isKnown,
  isPipeline,
  isSearch,
  isSplitter,
  isStateless,
  isUnsupervised,
  lastName,
} from './families.ts';
import { type Frame, type Machine, stepAt, written } from './machine.ts';
import { roleOfName } from './names.ts';
import { partRows, type Split } from './rows.ts';
import {
  type Data,
  dataOf,
  type Fit,
  itemsOf,
  learnedWith,
  NOTHING,
  type Thing,
  type Training,
  thingOf,
  type Value,
} from './values.ts';

const fits =
  /^(?:fit|fit_transform|fit_predict|partial_fit|fit_resample|fit_sample|fit_on_texts|fit_on_sequences|adapt|fit_generator|train|learn|fit_intercept)$/;
const transforms =
  /^(?:transform|texts_to_sequences|texts_to_matrix|sequences_to_matrix|inverse_transform|__call__|resample)$/;
const judges =
  /^(?:predict|predict_proba|predict_log_proba|decision_function|predict_classes|predict_generator|score|evaluate|evaluate_generator|test)$/;

/** What a method of an estimator, or of something unknown, gives; `null` where it is none that matters. */
export function thingMethod(
  machine: Machine,
  frame: Frame,
  call: Call,
  thing: Thing,
  name: string,
  given: Arguments,
): Value | null {
  if (name === 'split' && (thing.type === null || isSplitter(thing.type)))
    return foldsOf(machine, frame, call, thing, given);
  if (fits.test(name)) return fitThing(machine, frame, call, thing, name, given.positional, given);
  if (transforms.test(name)) return transformed(machine, frame, call, thing, given);
  if (judges.test(name)) return judged(machine, frame, call, thing, name, given);
  if (/^(?:set_params|set_output|build|compile|setStages|set\w+)$/.test(name))
    return name === 'compile' || name === 'build' ? NOTHING : thing;
  if (/^(?:get_support|ranking|get_feature_names(?:_out)?)$/.test(name) && thing.fits.length > 0)
    return { kind: 'figure', fits: thing.fits };
  return null;
}

/** What people call the thing. */
export function nameOf(thing: Thing): string {
  if (thing.type !== null) return lastName(thing.type);
  return thing.own === null ? 'a transformer' : (thing.own.module.scopes[thing.own.scope]?.name ?? 'a transformer');
}

/** Whether it predicts rather than prepares; `null` where that cannot be told. */
export function isModel(thing: Thing, depth = 0): boolean | null {
  if (depth > 4) return null;
  if (thing.type === null) return null;
  if (isPipeline(thing.type)) {
    if (/(?:ColumnTransformer|make_column_transformer|FeatureUnion|make_union|DataFrameMapper)$/.test(thing.type))
      return false;
    if (thing.parts.length === 0) return null;
    return thing.parts.some((part) => isModel(part, depth + 1) === true)
      ? true
      : thing.parts.some((part) => isModel(part, depth + 1) === null)
        ? null
        : false;
  }
  if (familyOf(thing.type) !== null || isStateless(thing.type)) return false;
  return isKnown(thing.type) ? true : null;
}

/** What kind of state it learns; `null` for none. */
export function familyOfThing(thing: Thing, depth = 0): Family | null {
  if (thing.type === null || depth > 4) return 'transformer';
  if (isPipeline(thing.type)) {
    if (thing.parts.length === 0) return 'transformer';
    const all = thing.parts.map((part) =>
      part.type !== null && isStateless(part.type) ? null : familyOfThing(part, depth + 1),
    );
    const found = all.filter((one): one is Family => one !== null);
    return found.find((one) => one !== 'encoder' && one !== 'label encoder') ?? found[0] ?? null;
  }
  if (isStateless(thing.type)) return null;
  const family = familyOf(thing.type);
  if (family !== null) return family;
  return isKnown(thing.type) && !/(?:^|\.)(?:LinearDiscriminantAnalysis|PLSRegression|CCA)$/.test(thing.type)
    ? null
    : /LinearDiscriminant|PLSRegression|CCA/.test(thing.type)
      ? 'decomposition'
      : 'transformer';
}

/** Carries out a fit of whatever kind. */
export function fitThing(
  machine: Machine,
  frame: Frame,
  call: Call,
  thing: Thing,
  method: string,
  positional: readonly Argument[],
  given: Arguments,
): Value {
  const { module } = frame.program;
  const first =
    positional[0] ??
    ['X', 'x', 'data', 'X_train', 'dataset', 'raw_documents', 'train_data', 'training_data']
      .map((name) => given.keywords.get(name))
      .find((one) => one !== undefined);
  const second = positional[1] ?? given.keywords.get('y');
  const data = first === undefined ? null : asData(machine, frame, first.value, first.expression ?? undefined);
  if (second !== undefined) asData(machine, frame, second.value, second.expression ?? undefined);
  if (data === null) return method === 'fit' ? thing : NOTHING;
  const model = isModel(thing);
  const prepares =
    method !== 'fit' &&
    method !== 'partial_fit' &&
    method !== 'fit_generator' &&
    method !== 'train' &&
    method !== 'fit_predict';
  const isPreparing = model === false || prepares || (model === null && method === 'fit' && second === undefined);
  if (!isPreparing || (model === null && second === undefined && !prepares))
    train(machine, frame, call, thing, data, first, given);
  if (!isPreparing)
    return method === 'fit_predict' ? { ...data, learned: [], predicted: thing.trainings.at(-1) ?? null } : thing;
  const family = /^fit_(?:re)?sample$/.test(method) && thing.type === null ? 'oversampler' : familyOfThing(thing);
  if (family === null && !prepares) return thing;
  const resamples = /^fit_(?:re)?sample$/.test(method);
  const known = thing.type !== null && isKnown(thing.type);
  if (family !== null) {
    const name = nameOf(thing);
    const fit: Fit = {
      at: stepAt(module, call.at, `${name} ${resamples ? 'resamples' : 'is fitted on'} the rows`),
      name,
      family,
      rows: data.rows,
      unresolved: data.unresolved + (known ? 0 : 1),
      origin: data.origin,
    };
    thing.fits = method === 'partial_fit' ? [...thing.fits, fit].slice(-4) : [fit];
    if (known || (method === 'fit_transform' && thing.type === null)) machine.leaks.fittedOnTest(fit, data, false);
  }
  if (method === 'fit' || method === 'partial_fit' || method === 'adapt' || /^fit_on_/.test(method)) return thing;
  const result: Data = {
    ...data,
    column: data.column,
    predicted: null,
    learned: learnedWith(data.learned, family === null ? [] : thing.fits, data.column),
  };
  if (!resamples) return machine.leaks.parted(result);
  const other =
    second?.value.kind === 'data'
      ? { ...second.value, learned: learnedWith(second.value.learned, thing.fits, second.value.column) }
      : result;
  return itemsOf([result, other]);
}

function train(
  machine: Machine,
  frame: Frame,
  call: Call,
  thing: Thing,
  data: Data,
  first: Argument | undefined,
  given: Arguments,
): void {
  const { module } = frame.program;
  const at = stepAt(module, call.at, `${thing.type === null ? 'a model' : nameOf(thing)} is fitted`);
  const text = first?.expression == null ? '' : written(first.expression, module);
  const named =
    thing.type !== null && isUnsupervised(thing.type)
      ? null
      : given.positional.length + given.keywords.size > 1
        ? nameOf(thing)
        : null;
  const training: Training = { at, data, text, model: named, judged: [] };
  thing.trainings = [...thing.trainings, training].slice(-8);
  machine.leaks.trained(training);
  if (
    roleOfName(text) === 'test' &&
    isModel(thing) === true &&
    !/CalibratedClassifierCV|IsotonicRegression/.test(thing.type ?? '') &&
    given.positional.length > 1
  ) {
    const fit: Fit = {
      at,
      name: nameOf(thing),
      family: 'transformer',
      rows: data.rows,
      unresolved: data.unresolved,
      origin: data.origin,
    };
    machine.leaks.fittedOnTest(fit, data, true);
  }
  if (thing.type !== null && isSearch(thing.type))
    machine.leaks.folded(data, { ...at, message: 'folds of the rows are scored' }, module.path, true);
  const share = given.keywords.get('validation_split')?.expression;
  if (share?.kind === 'number' && share.value > 0) {
    const split: Split = {
      at: { ...at, message: 'a part of the rows is kept for validation' },
      kind: 'split',
      unresolved: 1,
      ordered: true,
      trained: at,
      judged: at,
    };
    machine.leaks.split(data, split, 0, frame.program.targets);
  }
  for (const name of ['validation_data', 'eval_set', 'valid_sets', 'evals', 'X_val']) {
    const value = given.keywords.get(name)?.value;
    if (value === undefined) continue;
    for (const one of flat(value).slice(0, 8))
      machine.leaks.judged(thing, one, { ...at, message: 'and it is judged' }, '', '', false);
  }
}

function flat(value: Value, depth = 0): Data[] {
  if (value.kind === 'data') return [value];
  return value.kind === 'items' && depth < 3
    ? value.items
        .slice(0, 1)
        .flatMap((item) => flat(item, depth + 1))
        .concat(depth === 0 ? value.items.slice(1).flatMap((item) => (item.kind === 'items' ? flat(item, 1) : [])) : [])
    : [];
}

function transformed(machine: Machine, frame: Frame, call: Call, thing: Thing, given: Arguments): Value {
  const first = given.positional[0] ?? given.keywords.get('X') ?? given.keywords.get('dataset');
  if (first === undefined) return NOTHING;
  const data = asData(machine, frame, first.value, first.expression ?? undefined);
  if (data === null) return NOTHING;
  // Models of Spark predict by transforming.
  if (thing.trainings.length > 0 && thing.type?.startsWith('pyspark') === true)
    return judgeData(machine, frame, call, thing, data, first, false);
  const result: Data = { ...data, predicted: null, learned: learnedWith(data.learned, thing.fits, data.column) };
  return machine.leaks.parted(result);
}

function judged(machine: Machine, frame: Frame, call: Call, thing: Thing, name: string, given: Arguments): Value {
  const first = given.positional[0] ?? given.keywords.get('X') ?? given.keywords.get('x');
  if (first === undefined) return NOTHING;
  const data = asData(machine, frame, first.value, first.expression ?? undefined);
  if (data === null) return NOTHING;
  const scored = /^(?:score|evaluate|evaluate_generator)$/.test(name);
  return judgeData(machine, frame, call, thing, data, first, scored);
}

function judgeData(
  machine: Machine,
  frame: Frame,
  call: Call,
  thing: Thing,
  data: Data,
  first: Argument,
  scored: boolean,
): Value {
  const { module } = frame.program;
  const at = stepAt(module, call.at, 'and it is judged');
  machine.leaks.judged(
    thing,
    data,
    scored ? at : { ...at, message: 'and it predicts' },
    first.expression === null ? '' : written(first.expression, module),
    machine.into,
    scored,
  );
  return scored
    ? NOTHING
    : { ...dataOf(data.rows, { origin: data.origin, opaque: data.opaque }), predicted: thing.trainings.at(-1) ?? null };
}

function foldsOf(machine: Machine, frame: Frame, call: Call, thing: Thing, given: Arguments): Value {
  const first = given.positional[0] ?? given.keywords.get('X');
  const data = first === undefined ? null : asData(machine, frame, first.value, first.expression ?? undefined);
  if (first === undefined || (data === null && thing.type === null)) return NOTHING;
  const split: Split = {
    at: stepAt(frame.program.module, call.at, 'the rows are split into folds'),
    kind: 'folds',
    unresolved: thing.type === null ? 1 : 0,
    ordered: thing.type !== null && /TimeSeriesSplit$/.test(thing.type),
    trained: null,
    judged: null,
  };
  if (data !== null && isShuffled(thing)) machine.leaks.shuffled(data, split.at);
  return { kind: 'folds', split };
}

/** Whether a splitter draws rows at random. */
export function isShuffled({ type, flags }: Thing): boolean {
  return type !== null && (flags.has('shuffle') || /Shuffle/.test(type));
}

/** A pipeline or search over other things; all that stand in its arguments are its parts. */
export function wrapped(type: string, given: Arguments): Thing {
  const parts: Thing[] = [];
  const collect = (value: Value, depth: number): void => {
    if (depth > 4 || parts.length >= 24) return;
    if (value.kind === 'thing') parts.push(value);
    else if (value.kind === 'items') for (const item of value.items) collect(item, depth + 1);
  };
  for (const { value } of [...given.positional, ...given.keywords.values()]) collect(value, 0);
  const flags = new Set<string>();
  for (const [name, { expression }] of given.keywords)
    if (expression?.kind === 'constant' && expression.value === true) flags.add(name);
  return thingOf(type, { parts, flags });
}

/** Something unknown whose methods say that it is an estimator. */
export function isEstimating(name: string): boolean {
  return fits.test(name) || transforms.test(name) || judges.test(name) || name === 'split';
}

/** Splits one part off, for what is only read through a name. */
export function part(data: Data, split: Split, role: 'train' | 'test'): Data {
  return { ...data, rows: partRows(data.rows, split, role), predicted: null };
}

export { evaluate };
