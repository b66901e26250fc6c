import type { Call } from '../python/module.ts';
import { rebind } from './binding.ts';
import type { Argument, Arguments } from './calls.ts';
import { type Frame, type Machine, stepAt } from './machine.ts';
import { maskRows, partRows, type Rows, rootRows, type Split, someRows } from './rows.ts';
import { fitThing } from './things.ts';
import {
  type Data,
  dataOf,
  type Fit,
  itemsOf,
  learnedWith,
  mergedLearned,
  NOTHING,
  stacked,
  TARGET,
  type Value,
} from './values.ts';

const statistics =
  /^(?:mean|median|std|var|mode|max|min|quantile|describe|corr|cov|skew|kurt|kurtosis|sem|mad|nunique|value_counts|idxmax|idxmin|percentile|ptp|approxQuantile|sum|count|unique)$/;
/** Statistics that say little of the rows as a whole: how many, and which there are. */
const harmless = /^(?:nunique|value_counts|unique|count|idxmax|idxmin|sum|describe|corr|cov)$/;
const fewer =
  /^(?:dropna|query|filter|drop_duplicates|head|tail|nlargest|nsmallest|truncate|limit|distinct|dropDuplicates|where|between_time|sample|reindex|nsmallest|take|explode)$/;
const nothing =
  /^(?:info|plot|hist|boxplot|show|to_csv|to_pickle|to_sql|to_json|to_excel|to_parquet|to_feather|save|printSchema|items|iterrows|itertuples|keys|isnull|isna|notnull|notna|tofile|to_html|to_latex|to_string|equals|cache_clear|size)$/;

/** What a method of data gives. */
export function dataMethod(
  machine: Machine,
  frame: Frame,
  call: Call,
  data: Data,
  name: string,
  given: Arguments,
): Value {
  const { module } = frame.program;
  const at = stepAt(module, call.at, `${name} of the rows`);
  const [first] = given.positional;
  if (nothing.test(name)) return NOTHING;
  if (name === 'train_test_split' || name === 'randomSplit') return splitOf(machine, frame, call, data, name, given);
  if (statistics.test(name)) {
    // Across the columns of each row nothing is learned from other rows.
    if (isAcross(given)) return { ...data, column: null, predicted: null };
    if (harmless.test(name) && !data.grouped) return NOTHING;
    const fit: Fit = {
      at: { ...at, message: `${name} is worked out from the rows` },
      name,
      family: data.grouped && name !== 'count' && isTarget(data, frame) ? 'target encoding' : 'statistic',
      rows: data.rows,
      unresolved: 0,
      origin: data.origin,
    };
    return { kind: 'figure', fits: [fit] };
  }
  if (name === 'get_group') return { ...data, rows: maskRows(data.rows, 'group'), predicted: null };
  let result: Data = {
    ...data,
    predicted:
      name === 'round' ||
      name === 'astype' ||
      name === 'argmax' ||
      name === 'ravel' ||
      name === 'flatten' ||
      name === 'reshape' ||
      name === 'squeeze'
        ? data.predicted
        : null,
  };
  const bound = [...given.positional, ...given.keywords.values()].map(({ value }) => value);
  for (const value of bound) {
    // `df.fillna(df.mean())`, `x.map(means)`
    if (value.kind === 'figure') {
      result = { ...result, learned: learnedWith(result.learned, value.fits, result.column) };
      for (const fit of value.fits) if (fit.rows === data.rows) machine.leaks.fittedOnTest(fit, data, false);
    }
    // `df.apply(LabelEncoder().fit_transform)`
    if (
      value.kind === 'method' &&
      /^(?:apply|transform|map|pipe|applymap)$/.test(name) &&
      value.name === 'fit_transform'
    ) {
      const made = fitThing(
        machine,
        frame,
        call,
        value.of,
        'fit_transform',
        [{ value: data, expression: null }],
        given,
      );
      if (made.kind === 'data') result = made;
    }
    if (
      value.kind === 'data' &&
      /^(?:join|merge|assign|hstack|insert|update|combine_first|add|sub|mul|div|fillna|where|mask)$/.test(name)
    )
      result = {
        ...result,
        learned: mergedLearned([result.learned, value.learned]),
      };
    if (value.kind === 'definition' && /^(?:apply|pipe|transform|map|applymap|mapPartitions)$/.test(name)) {
      const piped = machine.call(
        value,
        new Map([[module.scopes[value.scope]?.parameters[0]?.name ?? '', result]]),
        null,
      );
      if (piped?.kind === 'data') result = piped;
    }
  }
  if (
    name === 'append' ||
    name === 'union' ||
    name === 'unionAll' ||
    name === 'unionByName' ||
    name === 'concatenate'
  ) {
    const others = bound.filter((one): one is Data => one.kind === 'data');
    if (others.length > 0) return stacked([data, ...others]) ?? data;
  }
  if (name === 'sample') return sampled(machine, frame, call, data, given);
  if (name === 'pop' && first?.value.kind === 'text') {
    rebindData(machine, frame, call, withoutColumns(data, [first.value.value]));
    return {
      ...data,
      column: first.value.value,
      learned: data.learned.filter(({ column }) => column === null || column === textOf(first)),
    };
  }
  if (name === 'drop') {
    const rows = given.keywords.get('index') ?? (given.keywords.has('columns') || isColumns(given) ? undefined : first);
    result =
      rows?.value.kind === 'data'
        ? { ...result, rows: restOf(data, rows.value) }
        : withoutColumns(result, namesIn(first ?? given.keywords.get('columns')));
    // A column of dates that is left out tells that rows have an order in time.
    if (namesIn(first ?? given.keywords.get('columns')).some((one) => /^(?:date|datetime|timestamp|time)$/i.test(one)))
      result = { ...result, ordered: true };
  } else if (fewer.test(name)) {
    result = {
      ...result,
      rows:
        name === 'query' || name === 'filter' || name === 'where'
          ? maskRows(data.rows, textOf(first))
          : someRows(data.rows),
    };
  }
  if (
    name === 'sort_values' &&
    namesIn(first ?? given.keywords.get('by')).some((one) => /date|time|year|month|timestamp/i.test(one))
  )
    result = { ...result, ordered: true };
  if (name === 'select') result = { ...result };
  if (name === 'groupby' || name === 'groupBy') result = { ...result, column: null, grouped: true };
  const inplace = given.keywords.get('inplace')?.expression;
  if (inplace?.kind === 'constant' && inplace.value === true) {
    rebindData(machine, frame, call, result);
    return NOTHING;
  }
  return result;
}

function isTarget({ column }: Data, { program }: Frame): boolean {
  return column === TARGET || (column !== null && program.targets.has(column));
}

/** What columns are left when some were picked by what a fitted thing tells. */
export function chosen(data: Data, fits: readonly Fit[]): Data {
  return {
    ...data,
    learned: learnedWith(
      data.learned,
      fits.filter(({ family }) => family !== 'statistic'),
      null,
    ),
  };
}

function rebindData(machine: Machine, frame: Frame, call: Call, value: Data): void {
  if (call.callee.kind === 'attribute') rebind(machine, frame, call.callee.base, value);
}

function withoutColumns(data: Data, names: readonly string[]): Data {
  return names.length === 0
    ? data
    : { ...data, learned: data.learned.filter(({ column }) => column === null || !names.includes(column)) };
}

function namesIn(argument: Argument | undefined): string[] {
  const value = argument?.value;
  if (value?.kind === 'text') return [value.value];
  return value?.kind === 'items' ? value.items.flatMap((item) => (item.kind === 'text' ? [item.value] : [])) : [];
}

function textOf(argument: Argument | undefined): string {
  return argument?.value.kind === 'text' ? argument.value.value : '';
}

function isColumns(given: Arguments): boolean {
  const axis = given.keywords.get('axis')?.expression ?? given.positional[1]?.expression;
  return axis?.kind === 'number' ? axis.value === 1 : axis?.kind === 'string';
}

function isAcross({ keywords, positional }: Arguments): boolean {
  const axis = keywords.get('axis')?.expression ?? positional[0]?.expression;
  return axis?.kind === 'number' ? axis.value === 1 : axis?.kind === 'string' && axis.value === 'columns';
}

/** `df.drop(train.index)`: what was not taken. */
function restOf(data: Data, taken: Data): Rows {
  for (let at: Rows | null = taken.rows; at !== null; at = at.parent) {
    if (at.kind === 'part' && at.split !== null && at.parent === data.rows)
      return partRows(data.rows, at.split, 'test');
  }
  return maskRows(data.rows, 'rest');
}

/** A sample is the training part of a split whose rest may be taken later; one with replacement duplicates rows. */
function sampled(machine: Machine, frame: Frame, call: Call, data: Data, given: Arguments): Data {
  const { module } = frame.program;
  const replace = given.keywords.get('replace')?.expression;
  const whole = given.keywords.get('frac')?.expression;
  if (replace?.kind === 'constant' && replace.value === true) {
    const fit: Fit = {
      at: stepAt(module, call.at, 'rows are drawn with replacement'),
      name: 'sample',
      family: 'duplicates',
      rows: data.rows,
      unresolved: 0,
      origin: data.origin,
    };
    return { ...data, learned: learnedWith(data.learned, [fit], null), predicted: null };
  }
  if (whole?.kind === 'number' && whole.value === 1) return { ...data, ordered: false };
  const split: Split = {
    at: stepAt(module, call.at, 'a sample of the rows is taken'),
    kind: 'sample',
    unresolved: 0,
    ordered: false,
    trained: null,
    judged: null,
  };
  machine.leaks.split(data, split, 0, frame.program.targets);
  return { ...data, rows: partRows(data.rows, split, 'train'), predicted: null };
}

/** `dataset.train_test_split()` of Hugging Face and `frame.randomSplit()` of Spark. */
function splitOf(machine: Machine, frame: Frame, call: Call, data: Data, name: string, given: Arguments): Value {
  const split: Split = {
    at: stepAt(frame.program.module, call.at, 'the rows are split'),
    kind: 'split',
    unresolved: 0,
    ordered: false,
    trained: null,
    judged: null,
  };
  machine.leaks.split(data, split, 0, frame.program.targets);
  const part = (role: 'train' | 'test' | 'validation'): Data => ({
    ...data,
    rows: partRows(data.rows, split, role),
    predicted: null,
  });
  const weights = given.positional[0]?.value;
  const three = name === 'randomSplit' && weights?.kind === 'items' && weights.items.length === 3;
  return three
    ? itemsOf([part('train'), part('validation'), part('test')])
    : itemsOf([part('train'), part('test')], name === 'randomSplit' ? null : ['train', 'test']);
}

export function readData(
  machine: Machine,
  frame: Frame,
  call: Call,
  role: Rows['role'],
  what = 'the data are read',
): Data {
  machine.step();
  return dataOf(rootRows(role), { origin: [stepAt(frame.program.module, call.at, what)] });
}
