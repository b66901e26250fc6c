import type { Call, Expression } from '../python/module.ts';
import { type Arguments, dataIn } from './calls.ts';
import { asData } from './evaluate.ts';
import { familyOf, isSplitter, lastName } from './families.ts';
import { readData } from './frames.ts';
import { elementOf, type Frame, type Machine, stepAt, written } from './machine.ts';
import { roleOfName } from './names.ts';
import { partRows, type Split } from './rows.ts';
import { fitThing, isShuffled, wrapped } from './things.ts';
import { beside, type Data, type Fit, itemsOf, learnedWith, NOTHING, stacked, thingOf, type Value } from './values.ts';

const reads =
  /^(?:(?:pandas|polars|dask\.dataframe|cudf|modin\.pandas|geopandas|vaex)\.(?:read_\w+|scan_\w+|open)|numpy\.(?:load|loadtxt|genfromtxt|fromfile)|datatable\.fread|pyspark\..*\.(?:load|csv|parquet|json|table|sql|text)|sklearn\.datasets\.\w+|seaborn\.load_dataset|scipy\.io\.(?:loadmat|arff\.loadarff)|cv2\.imread|torchvision\.datasets\.\w+|datasets\.load_dataset|statsmodels\..*\.load\w*|ucimlrepo\.fetch_ucirepo|joblib\.load|pickle\.load|feather\.read_dataframe)$/;
const judgesByFolds =
  /^(?:cross_val_score|cross_validate|cross_val_predict|learning_curve|validation_curve|permutation_test_score)$/;
const below = /^(?:concat|concatenate|vstack|row_stack|append|r_)$/;
const across = /^(?:hstack|column_stack|c_|merge|stack|dstack)$/;
const figures = /^numpy\.(?:nan)?(?:mean|median|std|var|percentile|quantile|average|max|min|amax|amin|ptp)$/;

/** What a function of a library gives; `null` where it is none that this knows. */
export function libraryCall(
  machine: Machine,
  frame: Frame,
  call: Call,
  qualified: string,
  given: Arguments,
  guesses: number,
): Value | null {
  const { module } = frame.program;
  const name = lastName(qualified);
  const [first, second] = given.positional;
  if (name === 'train_test_split' && !qualified.includes('()')) return divided(machine, frame, call, given, guesses);
  if (judgesByFolds.test(name) && qualified.startsWith('sklearn')) {
    const x = second ?? given.keywords.get('X');
    const data = x === undefined ? null : asData(machine, frame, x.value, x.expression ?? undefined);
    const at = stepAt(module, call.at, 'folds of the rows are scored');
    if (data !== null) {
      machine.leaks.folded(data, at, module.path, false);
      const splitter = given.keywords.get('cv')?.value ?? given.positional[3]?.value;
      if (splitter?.kind === 'thing' && isShuffled(splitter)) machine.leaks.shuffled(data, at);
    }
    return NOTHING;
  }
  if (/^sklearn\.metrics\.\w+$/.test(qualified)) return measured(machine, frame, call, given);
  if (reads.test(qualified)) return read(machine, frame, call, qualified, given);
  if (/^(?:keras|tensorflow|tf_keras)\b.*\.datasets\.\w+\.load_data$/.test(qualified))
    return prepared(machine, frame, call);
  if (qualified === 'sklearn.utils.resample') return resampled(machine, frame, call, given);
  if (
    /^(?:numpy|pandas|scipy\.sparse|torch|tensorflow|polars|dask\.dataframe|jax\.numpy)\.(?:\w+\.)?\w+$/.test(qualified)
  ) {
    const parts = dataIn(given);
    if (below.test(name) || across.test(name)) {
      const axis =
        given.keywords.get('axis')?.expression ??
        given.keywords.get('dim')?.expression ??
        (name === 'concatenate' ? second?.expression : null);
      const isAcross =
        across.test(name) ||
        (axis?.kind === 'number' ? axis.value !== 0 : axis?.kind === 'string' && axis.value !== 'index');
      return (isAcross ? beside(parts) : stacked(parts)) ?? NOTHING;
    }
    if (figures.test(qualified) && first?.value.kind === 'data') {
      const fit: Fit = {
        at: stepAt(module, call.at, `${name} is worked out from the rows`),
        name,
        family: 'statistic',
        rows: first.value.rows,
        unresolved: 0,
        origin: first.value.origin,
      };
      return { kind: 'figure', fits: [fit] };
    }
    if (/^(?:qcut|cut)$/.test(name) && first?.value.kind === 'data')
      return name === 'cut' ? first.value : learnedBy(machine, frame, call, first.value, name, 'statistic');
    if (/^(?:arange|zeros|ones|linspace|random|full|empty|eye|unique|isnan|sum|shape|bincount|isin)$/.test(name))
      return NOTHING;
  }
  if (/^torch\.utils\.data\.(?:\w+\.)?random_split$/.test(qualified)) return thrown(machine, frame, call, given);
  if (/\.Subset$/.test(qualified) && first?.value.kind === 'data' && second?.value.kind === 'numbers')
    return { ...first.value, rows: partRows(first.value.rows, second.value.split, second.value.role) };
  if (/^sklearn\.preprocessing\.\w+$/.test(qualified) && /^[a-z]/.test(name)) {
    const family = familyOf(qualified);
    const data = first === undefined ? null : asData(machine, frame, first.value, first.expression ?? undefined);
    if (data === null) return NOTHING;
    return family === null ? data : learnedBy(machine, frame, call, data, name, family);
  }
  if (qualified === 'sklearn.base.clone' || qualified === 'copy.deepcopy' || qualified === 'copy.copy') {
    const value = first?.value;
    return value?.kind === 'thing' && name === 'clone'
      ? thingOf(value.type, { parts: value.parts, own: value.own })
      : (value ?? NOTHING);
  }
  if (/^(?:xgboost|lightgbm)\.(?:train|cv)$/.test(qualified) || qualified === 'catboost.train')
    return boosted(machine, frame, call, qualified, given);
  if (/^(?:xgboost\.(?:DMatrix|core\.DMatrix)|lightgbm\.Dataset|catboost\.Pool)$/.test(qualified))
    return dataIn(given)[0] ?? given.keywords.get('data')?.value ?? NOTHING;
  if (isSplitter(qualified)) {
    const splitter = wrapped(qualified, given);
    // Those of scikit-learn before 0.18 are the folds themselves.
    const split = { ...newSplit(frame, call, 'the rows are split into folds', 0), kind: 'folds' as const };
    splitter.attributes.set('folds', { kind: 'folds', split });
    return splitter;
  }
  return builtin(qualified, given);
}

function builtin(qualified: string, given: Arguments): Value | null {
  const [first, second] = given.positional;
  switch (qualified) {
    case 'enumerate':
      return itemsOf([itemsOf([NOTHING, first === undefined ? NOTHING : elementOrSelf(first.value)])]);
    case 'zip':
      return itemsOf([itemsOf(given.positional.map(({ value }) => elementOrSelf(value)))]);
    case 'list':
    case 'tuple':
    case 'sorted':
    case 'iter':
    case 'reversed':
    case 'tqdm.tqdm':
      return first?.value ?? NOTHING;
    case 'next':
      return first === undefined ? NOTHING : elementOf(first.value);
    case 'map':
      return second?.value ?? NOTHING;
    case 'dict':
      return (
        first?.value ??
        itemsOf(
          [...given.keywords.values()].map(({ value }) => value),
          [...given.keywords.keys()],
        )
      );
    case 'len':
    case 'print':
    case 'range':
    case 'str':
    case 'int':
    case 'type':
    case 'isinstance':
      return NOTHING;
    default:
      return null;
  }
}

function elementOrSelf(value: Value): Value {
  return value.kind === 'data' ? value : elementOf(value);
}

function newSplit(frame: Frame, call: Call, message: string, unresolved: number, ordered = false): Split {
  return {
    at: stepAt(frame.program.module, call.at, message),
    kind: 'split',
    unresolved,
    ordered,
    trained: null,
    judged: null,
  };
}

/** `train_test_split` of scikit-learn: two parts of every array. */
function divided(machine: Machine, frame: Frame, call: Call, given: Arguments, guesses: number): Value {
  const shuffle = given.keywords.get('shuffle')?.expression;
  const ordered = shuffle?.kind === 'constant' && shuffle.value === false;
  const split = newSplit(frame, call, 'the rows are split into train and test', guesses, ordered);
  const parts: Value[] = [];
  for (const [place, { value, expression }] of given.positional.entries()) {
    const data = asData(machine, frame, value, expression ?? undefined);
    if (data === null) {
      parts.push(NOTHING, NOTHING);
      continue;
    }
    machine.leaks.split(data, split, place, frame.program.targets);
    if (data.ordered && !ordered && place === 0)
      machine.leaks.overlap(split.at, 'rows that were sorted by time are split at random', 'hint', [
        ...data.origin,
        split.at,
      ]);
    const part = (role: 'train' | 'test'): Data => ({
      ...data,
      rows: partRows(data.rows, split, role),
      predicted: null,
    });
    parts.push(part('train'), part('test'));
  }
  return itemsOf(parts);
}

function measured(machine: Machine, frame: Frame, call: Call, given: Arguments): Value {
  const at = stepAt(frame.program.module, call.at, 'and is judged by a metric');
  for (const { value } of [...given.positional.slice(0, 3), ...given.keywords.values()]) {
    if (value.kind !== 'data') continue;
    if (value.predicted !== null) {
      for (const one of value.predicted.judged) if (one.data.rows === value.rows) one.scored = true;
    }
    machine.leaks.seen(value, at);
  }
  return NOTHING;
}

function read(machine: Machine, frame: Frame, call: Call, qualified: string, given: Arguments): Value {
  const { module } = frame.program;
  if (/^(?:joblib|pickle)\./.test(qualified)) {
    const role =
      given.positional[0]?.expression == null ? null : roleOfName(written(given.positional[0].expression, module));
    return role === null ? NOTHING : readData(machine, frame, call, role);
  }
  const texts = [...given.positional, ...given.keywords.values()]
    .slice(0, 3)
    .map(({ value, expression }) =>
      value.kind === 'text' ? value.value : expression === null ? '' : pathText(expression, frame),
    );
  const file = texts.map((text) => text.split(/[\\/]/).at(-1) ?? '').join(' ');
  const role = roleOfName(file);
  // The training file of a competition is all there is to split.
  const known = readData(machine, frame, call, role === 'train' ? null : role);
  const data = /\.load_dataset$/.test(qualified) ? { ...known, opaque: true } : known;
  const whole = given.keywords.get('return_X_y')?.expression;
  const makes = /^sklearn\.datasets\.make_/.test(qualified);
  return makes || (whole?.kind === 'constant' && whole.value === true) ? itemsOf([data, data]) : data;
}

function pathText(expression: Expression, frame: Frame): string {
  return written(expression, frame.program.module).replaceAll('"', '').replaceAll(',', '/');
}

/** Data sets of Keras come in two parts. */
function prepared(machine: Machine, frame: Frame, call: Call): Value {
  const data = readData(machine, frame, call, null);
  const split = newSplit(frame, call, 'the data come in two parts', 0);
  const part = (role: 'train' | 'test'): Data => ({ ...data, rows: partRows(data.rows, split, role) });
  return itemsOf([itemsOf([part('train'), part('train')]), itemsOf([part('test'), part('test')])]);
}

function resampled(machine: Machine, frame: Frame, call: Call, given: Arguments): Value {
  const replace = given.keywords.get('replace')?.expression;
  const draws = !(replace?.kind === 'constant' && replace.value === false);
  const parts = given.positional.map(({ value, expression }) => {
    const data = asData(machine, frame, value, expression ?? undefined);
    if (data === null) return NOTHING;
    return draws ? learnedBy(machine, frame, call, data, 'resample', 'duplicates') : data;
  });
  return parts.length === 1 ? (parts[0] ?? NOTHING) : itemsOf(parts);
}

function learnedBy(machine: Machine, frame: Frame, call: Call, data: Data, name: string, family: Fit['family']): Data {
  const fit: Fit = {
    at: stepAt(frame.program.module, call.at, `${name} is applied to the rows`),
    name,
    family,
    rows: data.rows,
    unresolved: data.unresolved,
    origin: data.origin,
  };
  return machine.leaks.parted({ ...data, predicted: null, learned: learnedWith(data.learned, [fit], data.column) });
}

/** `torch.utils.data.random_split`. */
function thrown(machine: Machine, frame: Frame, call: Call, given: Arguments): Value {
  const [first, second] = given.positional;
  const data = first === undefined ? null : asData(machine, frame, first.value, first.expression ?? undefined);
  if (data === null) return NOTHING;
  const split = newSplit(frame, call, 'the rows are split at random', 0);
  machine.leaks.split(data, split, 0, frame.program.targets);
  const part = (role: 'train' | 'validation' | 'test'): Data => ({ ...data, rows: partRows(data.rows, split, role) });
  const count = second?.expression?.kind === 'sequence' ? second.expression.items.length : 2;
  return count === 3
    ? itemsOf([part('train'), part('validation'), part('test')])
    : itemsOf([part('train'), part('test')]);
}

function boosted(machine: Machine, frame: Frame, call: Call, qualified: string, given: Arguments): Value {
  const data =
    given.positional[1] ??
    given.keywords.get('dtrain') ??
    given.keywords.get('train_set') ??
    given.keywords.get('pool');
  const thing = thingOf(qualified.replace(/\.\w+$/, '.Booster'));
  if (data === undefined) return thing;
  if (qualified.endsWith('.cv')) {
    const rows = asData(machine, frame, data.value, data.expression ?? undefined);
    if (rows !== null)
      machine.leaks.folded(
        rows,
        stepAt(frame.program.module, call.at, 'folds of the rows are scored'),
        frame.program.module.path,
        false,
      );
    return NOTHING;
  }
  fitThing(machine, frame, call, thing, 'train', [data], { positional: [data], keywords: given.keywords });
  return thing;
}
