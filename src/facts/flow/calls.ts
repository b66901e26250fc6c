import type { Call, Expression } from '../python/module.ts';
import { rebind } from './binding.ts';
import { asData, evaluate, lookup } from './evaluate.ts';
import { isKnown, isPipeline } from './families.ts';
import { dataMethod } from './frames.ts';
import { libraryCall } from './library.ts';
import { elementOf, type Frame, type Machine } from './machine.ts';
import { isEstimating, thingMethod, wrapped } from './things.ts';
import { beside, type Data, type Definition, itemsOf, NOTHING, type Thing, thingOf, type Value } from './values.ts';

export interface Argument {
  readonly value: Value;
  readonly expression: Expression | null;
}

export interface Arguments {
  readonly positional: readonly Argument[];
  readonly keywords: ReadonlyMap<string, Argument>;
}

/** Names of functions so telling that they are taken for the library's where no import says otherwise. */
const wellKnown: ReadonlyMap<string, string> = new Map([
  ['train_test_split', 'sklearn.model_selection.train_test_split'],
  ['cross_val_score', 'sklearn.model_selection.cross_val_score'],
  ['cross_validate', 'sklearn.model_selection.cross_validate'],
  ['StandardScaler', 'sklearn.preprocessing.StandardScaler'],
  ['MinMaxScaler', 'sklearn.preprocessing.MinMaxScaler'],
  ['TfidfVectorizer', 'sklearn.feature_extraction.text.TfidfVectorizer'],
  ['CountVectorizer', 'sklearn.feature_extraction.text.CountVectorizer'],
  ['SMOTE', 'imblearn.over_sampling.SMOTE'],
  ['KFold', 'sklearn.model_selection.KFold'],
  ['StratifiedKFold', 'sklearn.model_selection.StratifiedKFold'],
]);

/** What only frames and arrays can do: who is asked for it is data. */
const frameMethods =
  /^(?:sort_values|dropna|fillna|drop|groupby|groupBy|reset_index|set_index|select_dtypes|drop_duplicates|iterrows|sample|randomSplit|train_test_split|get_dummies|to_numpy|merge|astype|withColumn|dropDuplicates|reshape|nunique|value_counts|describe)$/;
/** Classes that hold rows. */
const holders =
  /^(?:pandas|numpy|scipy|polars|dask|cudf|datasets|modin|tensorflow\.data|torch\.(?:Tensor|FloatTensor|LongTensor|utils\.data))\b/;

/** Carries out a call and gives what it gives. */
export function callOf(machine: Machine, frame: Frame, index: number): Value {
  const { module } = frame.program;
  const call = module.calls[index];
  if (call === undefined) return NOTHING;
  machine.step();
  const { callee } = call;
  const base = callee.kind === 'attribute' ? evaluate(machine, frame, callee.base) : NOTHING;
  const given = argumentsOf(machine, frame, call);
  if (callee.kind === 'attribute') {
    const result = methodOf(machine, frame, call, base, callee.name, given);
    if (result !== null) return result;
  }
  const value =
    callee.kind === 'name'
      ? lookup(frame, callee.name)
      : callee.kind === 'attribute'
        ? undefined
        : evaluate(machine, frame, callee);
  const definition =
    value ??
    machine.repository.named(module, call.qualified) ??
    (callee.kind === 'name' ? machine.repository.starred(module, callee.name) : null);
  if (definition?.kind === 'definition') return defined(machine, definition, given) ?? passed(given, 1);
  if (definition?.kind === 'thing') return called(machine, frame, call, definition, given);
  if (definition?.kind === 'method')
    return thingMethod(machine, frame, call, definition.of, definition.name, given) ?? NOTHING;
  return foreign(machine, frame, call, given);
}

function foreign(machine: Machine, frame: Frame, call: Call, given: Arguments): Value {
  const { callee } = call;
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'attribute' ? callee.name : '';
  const guessed = call.qualified === null || call.qualified === name ? wellKnown.get(name) : undefined;
  const qualified = call.qualified !== null && guessed === undefined ? call.qualified : (guessed ?? null);
  if (qualified === null) return passed(given, 1);
  const result = libraryCall(machine, frame, call, qualified, given, guessed === undefined ? 0 : 1);
  if (result !== null) return result;
  if (isKnown(qualified) && !qualified.includes('()')) return wrapped(qualified, given);
  if (holders.test(qualified)) return passed(given, 0);
  if (/\.(?:[A-Z]\w*)$/.test(qualified) && !qualified.includes('()') && !isPipeline(qualified))
    return wrapped(qualified, given);
  return passed(
    given,
    /^(?:numpy|pandas|scipy|torch|tensorflow|keras|pyspark|math|builtins|nltk|re|str|list|spacy|tqdm)\b/.test(
      qualified,
    ) || !qualified.includes('.')
      ? 0
      : 1,
  );
}

/** The result of a function that nobody knows: what went in comes out changed. */
function passed(given: Arguments, unresolved: number): Value {
  const parts = [...given.positional, ...given.keywords.values()].flatMap(({ value }) =>
    value.kind === 'data' ? [value] : [],
  );
  const data = beside(parts);
  return data === null ? NOTHING : { ...data, unresolved: Math.min(3, data.unresolved + unresolved) };
}

function argumentsOf(machine: Machine, frame: Frame, call: Call): Arguments {
  const positional = call.arguments.slice(0, 60).flatMap(({ value, star }): Argument[] => {
    const result = evaluate(machine, frame, value);
    if (star === '*' && result.kind === 'items') return result.items.map((item) => ({ value: item, expression: null }));
    return star === '' ? [{ value: result, expression: value }] : [];
  });
  const keywords = new Map(
    call.keywords.map(({ name, value }): [string, Argument] => [
      name,
      { value: evaluate(machine, frame, value), expression: value },
    ]),
  );
  return { positional, keywords };
}

function methodOf(
  machine: Machine,
  frame: Frame,
  call: Call,
  base: Value,
  name: string,
  given: Arguments,
): Value | null {
  const { callee, qualified } = call;
  if (callee.kind !== 'attribute') return null;
  switch (base.kind) {
    case 'thing':
      return (
        ownMethod(machine, base, name, given) ??
        thingMethod(machine, frame, call, base, name, given) ??
        held(base, name, machine, frame, call, given)
      );
    case 'data':
      // A name of which nothing is known but that it was used as data may be an estimator after all.
      if (base.opaque && /^(?:fit|fit_transform|predict|predict_proba|score|evaluate)$/.test(name)) break;
      return dataMethod(machine, frame, call, base, name, given);
    case 'figure':
      return base;
    case 'items':
      return listMethod(machine, frame, callee.base, base, name, given);
    case 'method':
      break;
    case 'text':
      return NOTHING;
    default:
  }
  if (qualified !== null && /\(\)\.\w+$/.test(qualified) && !qualified.startsWith('.')) {
    const type = qualified.slice(0, qualified.lastIndexOf('()'));
    if (isKnown(type) && /\.[A-Z]\w*$/.test(type)) {
      const thing = thingOf(type);
      rebind(machine, frame, callee.base, thing);
      return thingMethod(machine, frame, call, thing, name, given);
    }
  }
  if (base.kind === 'nothing' && frameMethods.test(name) && (qualified === null || /[()[\]]/.test(qualified))) {
    const data = asData(machine, frame, base, callee.base);
    if (data !== null) return dataMethod(machine, frame, call, data, name, given);
  }
  const isOwn = qualified === null || qualified.startsWith('.') || qualified.includes('()');
  if (isOwn && isEstimating(name) && machine.repository.named(frame.program.module, qualified) === null) {
    if (callee.base.kind === 'name' && callee.base.qualified !== null && /^[a-z_]+$/.test(callee.base.qualified))
      return null;
    const thing = thingOf(null);
    rebind(machine, frame, callee.base, thing);
    return thingMethod(machine, frame, call, thing, name, given);
  }
  return null;
}

function held(thing: Thing, name: string, machine: Machine, frame: Frame, call: Call, given: Arguments): Value | null {
  const value = thing.attributes.get(name);
  if (value?.kind === 'thing') return called(machine, frame, call, value, given);
  if (value?.kind === 'definition') return defined(machine, value, given);
  if (thing.type === null && thing.own === null) return null;
  if (thing.type !== null && call.qualified !== null) {
    const result = libraryCall(machine, frame, call, call.qualified, given, 0);
    if (result !== null) return result;
  }
  return passed(given, 1);
}

/** A method that a class of the repository defines itself. */
function ownMethod(machine: Machine, thing: Thing, name: string, given: Arguments): Value | null {
  const method = methodNamed(machine, thing.own, name, 0);
  if (method !== null) return machine.call(method, parametersOf(method, given, true), thing);
  if (name === 'fit_transform' && thing.own !== null) {
    const fit = methodNamed(machine, thing.own, 'fit', 0);
    const transform = methodNamed(machine, thing.own, 'transform', 0);
    if (fit === null || transform === null) return null;
    machine.call(fit, parametersOf(fit, given, true), thing);
    return machine.call(transform, parametersOf(transform, given, true), thing);
  }
  return null;
}

function methodNamed(machine: Machine, own: Definition | null, name: string, depth: number): Definition | null {
  if (own === null || depth > 4) return null;
  const { module, scope } = own;
  const found = machine.repository.defined(module, scope, name);
  if (found !== null) return { kind: 'definition', module, scope: found, closure: null, self: null };
  for (const base of module.scopes[scope]?.bases ?? []) {
    const qualified = base.kind === 'name' || base.kind === 'attribute' ? base.qualified : null;
    const above = machine.repository.named(module, qualified);
    if (above?.kind === 'definition' && above.scope !== scope) {
      const inherited = methodNamed(machine, above, name, depth + 1);
      if (inherited !== null) return inherited;
    }
  }
  return null;
}

/** Calls a function or makes an instance of a class of the repository; `null` where it cannot be followed. */
function defined(machine: Machine, definition: Definition, given: Arguments): Value | null {
  const own = definition.module.scopes[definition.scope];
  if (own?.kind === 'class') {
    const thing = thingOf(libraryBase(definition), { own: definition });
    const begin = methodNamed(machine, definition, '__init__', 0);
    if (begin !== null) machine.call(begin, parametersOf(begin, given, true), thing);
    return thing;
  }
  return machine.call(definition, parametersOf(definition, given, false), null);
}

/** What of a library a class of the repository derives from, where that is an estimator or a network. */
function libraryBase({ module, scope }: Definition): string | null {
  for (const base of module.scopes[scope]?.bases ?? []) {
    const qualified = base.kind === 'name' || base.kind === 'attribute' ? base.qualified : null;
    if (qualified !== null && /^(?:torch\.nn|keras|tensorflow)\b/.test(qualified)) return qualified;
  }
  return null;
}

function parametersOf(
  { module, scope }: Definition,
  { positional, keywords }: Arguments,
  method: boolean,
): Map<string, Value> {
  const given = new Map<string, Value>();
  const parameters = module.scopes[scope]?.parameters ?? [];
  const isStatic =
    module.scopes[scope]?.decorators.some((one) => one.kind === 'name' && one.name === 'staticmethod') === true;
  const names = method && !isStatic ? parameters.slice(1) : parameters;
  for (const [index, { name, kind, default: preset }] of names.entries()) {
    if (kind !== 'normal') break;
    const value = positional[index]?.value ?? keywords.get(name)?.value;
    if (value !== undefined && value.kind !== 'nothing') given.set(name, value);
    else if (preset?.kind === 'string') given.set(name, { kind: 'text', value: preset.value });
  }
  return given;
}

/** An instance is called: a network predicts, a layer or wrapped function transforms. */
function called(machine: Machine, frame: Frame, call: Call, thing: Thing, given: Arguments): Value {
  const own = ownMethod(machine, thing, '__call__', given);
  if (own !== null) return own;
  if (thing.fits.length > 0) return thingMethod(machine, frame, call, thing, 'transform', given) ?? NOTHING;
  return passed(given, 0);
}

function listMethod(
  machine: Machine,
  frame: Frame,
  holder: Expression,
  list: Extract<Value, { kind: 'items' }>,
  name: string,
  given: Arguments,
): Value {
  const [first] = given.positional;
  switch (name) {
    case 'append':
    case 'add':
      if (first !== undefined && first.value.kind !== 'nothing' && list.items.length < 40)
        rebind(machine, frame, holder, itemsOf([...list.items, first.value]));
      return NOTHING;
    case 'items':
      return itemsOf(list.items.map((item, index) => itemsOf([text(list.keys?.[index]), item])));
    case 'values':
      return itemsOf(list.items);
    case 'get':
    case 'pop':
      return first?.value.kind === 'text' && list.keys !== null
        ? (list.items[list.keys.indexOf(first.value.value)] ?? NOTHING)
        : elementOf(list);
    case 'map':
    case 'filter':
    case 'shuffle':
    case 'copy':
    case 'select':
      return list;
    default:
      return NOTHING;
  }
}

function text(key: string | null | undefined): Value {
  return typeof key === 'string' ? { kind: 'text', value: key } : NOTHING;
}

export function dataIn(given: Arguments): Data[] {
  return given.positional.flatMap(({ value }) =>
    value.kind === 'data'
      ? [value]
      : value.kind === 'items'
        ? value.items.filter((item): item is Data => item.kind === 'data')
        : [],
  );
}
