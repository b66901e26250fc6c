import type { Expression } from '../python/module.ts';
import { assignTo } from './binding.ts';
import { callOf } from './calls.ts';
import { lastName } from './families.ts';
import { chosen } from './frames.ts';
import { elementOf, type Frame, type Machine, written } from './machine.ts';
import { roleOfName } from './names.ts';
import { placeKey } from './program.ts';
import { maskRows, partRows, type Rows, rootRows, sliceRows } from './rows.ts';
import { beside, type Data, dataOf, type Fit, itemsOf, learnedWith, NOTHING, TARGET, type Value } from './values.ts';

/** What an expression holds. Calls in it are carried out on the way. */
export function evaluate(machine: Machine, frame: Frame, expression: Expression): Value {
  machine.step();
  const inner = (one: Expression): Value => evaluate(machine, frame, one);
  switch (expression.kind) {
    case 'name':
      return lookup(frame, expression.name) ?? NOTHING;
    case 'attribute':
      return attributeOf(machine, frame, expression);
    case 'call':
      return callOf(machine, frame, expression.call);
    case 'subscript':
      return subscriptOf(machine, frame, expression);
    case 'string':
      for (const part of expression.parts ?? []) inner(part);
      return { kind: 'text', value: expression.value };
    case 'constant':
      return typeof expression.value === 'boolean' ? { kind: 'flag', value: expression.value } : NOTHING;
    case 'sequence':
      return itemsOf(expression.items.slice(0, 60).map(inner));
    case 'mapping': {
      const entries = expression.entries.slice(0, 60);
      return itemsOf(
        entries.map(({ value }) => inner(value)),
        entries.map(({ key }) => (key?.kind === 'string' ? key.value : null)),
      );
    }
    case 'operation':
      return negated(expression.operator, expression.operands.map(inner));
    case 'other':
      return otherOf(machine, frame, expression);
    default:
      return NOTHING;
  }
}

export function lookup(frame: Frame, name: string): Value | undefined {
  const own = frame.names.get(name);
  if (own !== undefined) return own;
  for (const names of frame.outer) {
    const value = names.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** What is used as data, however little is known of it. A name that nobody assigned is data from then on. */
export function asData(machine: Machine, frame: Frame, value: Value, expression: Expression | undefined): Data | null {
  if (value.kind === 'data') return value;
  if (value.kind === 'items') {
    const parts = value.items.filter((item): item is Data => item.kind === 'data');
    return parts.length > 0 && value.keys === null && parts.length === value.items.length ? beside(parts) : null;
  }
  if (value.kind === 'thing' && value.own !== null && value.trainings.length === 0) {
    // A data set of the repository's own holds its rows in attributes.
    const held = [...value.attributes.values()].filter((one): one is Data => one.kind === 'data');
    return beside(held);
  }
  if (value.kind === 'figure') return dataOf(rootRows(), { learned: learnedWith([], value.fits, null), opaque: true });
  if (value.kind !== 'nothing' || expression === undefined) return null;
  if (expression.kind === 'name') {
    const data = { ...opaqueData(expression.name), given: frame.scope > 0 };
    place(frame, expression.name, data);
    return data;
  }
  if (expression.kind === 'attribute') {
    const data = opaqueData(expression.name);
    const base = evaluate(machine, frame, expression.base);
    if (base.kind === 'thing') base.attributes.set(expression.name, data);
    return data;
  }
  return expression.kind === 'call' || expression.kind === 'subscript' ? opaqueData('') : null;
}

/** Writes to where the name lives, so that whoever asks next finds the same. */
function place(frame: Frame, name: string, value: Value): void {
  const isLocal =
    frame.scope === 0 || frame.program.module.scopes[frame.scope]?.parameters.some((one) => one.name === name);
  const module = frame.outer.at(-1);
  if (isLocal || module === undefined) frame.names.set(name, value);
  else (module as Map<string, Value>).set(name, value);
}

export function opaqueData(name: string): Data {
  return dataOf(rootRows(roleOfName(name)), { opaque: true });
}

/** Whether a name stands for what some code made, rather than for a module, function or class. */
function isValue(qualified: string | null): boolean {
  return qualified === null || /[()[\]]/.test(qualified);
}

const dataAttributes =
  /^(?:values|T|iloc|loc|ix|at|iat|data|array|str|dt|cat|sparse|real|flat|A|index|rdd|na|write|numpy|features|frame|codes)$/;
const plainAttributes =
  /^(?:shape|columns|dtypes?|size|ndim|empty|name|schema|feature_names|target_names|DESCR|nbytes)$/;

function attributeOf(machine: Machine, frame: Frame, expression: Extract<Expression, { kind: 'attribute' }>): Value {
  const { name } = expression;
  let base = evaluate(machine, frame, expression.base);
  if (base.kind === 'nothing' && isValue(expression.qualified) && dataAttributes.test(name))
    base = asData(machine, frame, base, expression.base) ?? NOTHING;
  switch (base.kind) {
    case 'data': {
      if (dataAttributes.test(name)) return base;
      if (plainAttributes.test(name)) return NOTHING;
      return columnOf(base, name);
    }
    case 'thing': {
      const known = base.attributes.get(name);
      if (known !== undefined) return known;
      if (base.fits.length > 0 && /^(?:\w+_|support|mean_|scores_)$/.test(name))
        return { kind: 'figure', fits: base.fits };
      return base.type !== null || base.own !== null ? { kind: 'method', of: base, name } : NOTHING;
    }
    case 'items': {
      const index = base.keys?.indexOf(name) ?? -1;
      return index >= 0 ? (base.items[index] ?? NOTHING) : NOTHING;
    }
    case 'figure':
      return base;
    default:
      return machine.repository.named(frame.program.module, expression.qualified) ?? NOTHING;
  }
}

function subscriptOf(machine: Machine, frame: Frame, expression: Extract<Expression, { kind: 'subscript' }>): Value {
  const { module } = frame.program;
  let base = evaluate(machine, frame, expression.base);
  const indices = expression.index.map((one) => evaluate(machine, frame, one));
  const [index] = indices;
  const [first] = expression.index;
  if (base.kind === 'nothing' && expression.base.kind === 'name' && isValue(expression.base.qualified))
    base = asData(machine, frame, base, expression.base) ?? NOTHING;
  if (base.kind === 'method' && base.of.type === null)
    base = asData(machine, frame, NOTHING, expression.base) ?? NOTHING;
  if (base.kind === 'items') {
    if (index?.kind === 'text' && base.keys !== null) return base.items[base.keys.indexOf(index.value)] ?? NOTHING;
    if (first?.kind === 'number') return base.items.at(first.value) ?? NOTHING;
    return first?.kind === 'slice' ? base : elementOf(base);
  }
  if (base.kind === 'thing')
    return base.parts.at(-1) ?? base.attributes.get(index?.kind === 'text' ? index.value : '') ?? NOTHING;
  if (base.kind === 'figure') return base;
  // `np.c_[a, b]`
  if (first !== undefined && base.kind === 'nothing') {
    const parts = indices
      .flatMap((one) => (one.kind === 'items' ? one.items : [one]))
      .filter((one) => one.kind === 'data');
    return beside(parts) ?? NOTHING;
  }
  if (base.kind !== 'data') return NOTHING;
  const located = expression.base.kind === 'attribute' && /^(?:i?loc|ix)$/.test(expression.base.name);
  return selected(base, expression.index, indices, located, module, machine);
}

/** Rows and columns of data that an index takes. */
function selected(
  data: Data,
  index: readonly Expression[],
  values: readonly Value[],
  located: boolean,
  module: Frame['program']['module'],
  machine: Machine,
): Data {
  const parts =
    index.length === 1 && index[0]?.kind === 'sequence' && index[0].type === 'tuple' ? index[0].items : index;
  const each = parts.length === index.length ? values : itemsIn(values[0]);
  if (parts.length > 1 || located) {
    const [row, ...columns] = parts;
    let result = row === undefined ? data : rowsBy(data, row, each[0] ?? NOTHING, module, machine);
    for (const [place, column] of columns.entries()) result = columnsBy(result, column, each[place + 1] ?? NOTHING);
    return result;
  }
  const [only] = parts;
  const value = values[0] ?? NOTHING;
  if (only === undefined) return data;
  if (only.kind === 'string' || value.kind === 'text' || value.kind === 'figure') return columnsBy(data, only, value);
  if (only.kind === 'sequence' && value.kind === 'items' && value.items.every(({ kind }) => kind === 'text'))
    return columnsBy(data, only, value);
  return rowsBy(data, only, value, module, machine);
}

function itemsIn(value: Value | undefined): readonly Value[] {
  return value?.kind === 'items' ? value.items : value === undefined ? [] : [value];
}

function columnsBy(data: Data, index: Expression, value: Value): Data {
  if (value.kind === 'figure') return chosen(data, value.fits);
  const name = value.kind === 'text' ? value.value : index.kind === 'string' ? index.value : null;
  if (name !== null) return columnOf(data, name);
  if (value.kind === 'items' && value.items.length > 0 && value.items.every(({ kind }) => kind === 'text')) {
    const names = new Set(value.items.map((item) => (item.kind === 'text' ? item.value : '')));
    return {
      ...data,
      predicted: null,
      learned: data.learned.filter(({ column }) => column === null || names.has(column)),
    };
  }
  return data;
}

/** One column; one whose name tells what it is for has rows of its own where nothing else is known. */
function columnOf(data: Data, name: string): Data {
  const role = data.opaque ? roleOfName(name) : null;
  return {
    ...data,
    rows:
      role === null ? data.rows : maskRows({ ...rootRows(role), parent: data.rows, depth: data.rows.depth + 1 }, name),
    column: name,
    predicted: null,
    learned: data.learned.filter(({ column }) => column === null || column === name),
  };
}

function rowsBy(
  data: Data,
  index: Expression,
  value: Value,
  module: Frame['program']['module'],
  machine: Machine,
): Data {
  const among = (rows: Rows): Data => ({ ...data, rows, predicted: null });
  if (value.kind === 'numbers') return machine.leaks.parted(among(partRows(data.rows, value.split, value.role)));
  if (value.kind === 'figure') return chosen(data, value.fits);
  if (value.kind === 'data') {
    // Numbers of rows that were split themselves: `X[train_index]`.
    for (let at: Rows | null = value.rows; at !== null; at = at.parent) {
      if (
        at.kind === 'part' &&
        at.split !== null &&
        at.role !== null &&
        at.parent !== data.rows &&
        !within(data.rows, at)
      )
        return machine.leaks.parted(among(partRows(data.rows, at.split, at.role)));
    }
    if (index.kind === 'name' || index.kind === 'operation') return among(maskRows(data.rows, keyOf(index, module)));
    return among(maskRows(data.rows, keyOf(index, module)));
  }
  switch (index.kind) {
    case 'slice': {
      const [from, to] = index.parts;
      if ((from ?? null) === null && (to ?? null) === null) return data;
      const text = (part: Expression | null | undefined): string =>
        part === null || part === undefined || (part.kind === 'number' && part.value === 0)
          ? ''
          : written(part, module) || '?';
      return among(sliceRows(data.rows, text(from), text(to)));
    }
    case 'operation':
      return among(maskRows(data.rows, keyOf(index, module)));
    case 'number':
      // One row is a sample to look at.
      return among(maskRows(data.rows, `row ${index.value}`));
    case 'name':
      // The name of a column, of several, or a mask: most often columns.
      return targetLike.test(index.name) ? { ...data, column: TARGET, predicted: null } : data;
    case 'attribute':
      return targetLike.test(index.name) ? { ...data, column: TARGET, predicted: null } : data;
    default:
      return data;
  }
}

const targetLike = /(?:^|_)(?:target|label|y|outcome)(?:_|$)/i;

function within(rows: Rows, part: Rows): boolean {
  for (let at: Rows | null = rows; at !== null; at = at.parent) if (at === part) return true;
  return false;
}

function keyOf(index: Expression, module: Frame['program']['module']): string {
  return written(index, module) || `${index.at.line}:${index.at.column}`;
}

function negated(operator: string, values: readonly Value[]): Value {
  const [only] = values;
  return operator === 'not' && only?.kind === 'flag' ? { kind: 'flag', value: !only.value } : combined(values);
}

/** What arithmetic gives: data with whatever went into it. */
function combined(values: readonly Value[]): Value {
  const parts = values.filter((one): one is Data => one.kind === 'data');
  const fits: Fit[] = values.flatMap((one) => (one.kind === 'figure' ? [...one.fits] : []));
  const data = beside(parts);
  if (data !== null)
    return fits.length === 0 ? data : { ...data, learned: learnedWith(data.learned, fits, data.column) };
  if (fits.length > 0) return { kind: 'figure', fits: fits.slice(0, 4) };
  // `[a] + [b]`
  const lists = values.filter((one) => one.kind === 'items');
  return lists.length === values.length && lists.length > 0 ? itemsOf(lists.flatMap(({ items }) => items)) : NOTHING;
}

function otherOf(machine: Machine, frame: Frame, expression: Extract<Expression, { kind: 'other' }>): Value {
  const { type, parts } = expression;
  switch (type) {
    case 'comprehension':
      return comprehended(machine, frame, expression);
    case 'conditional': {
      const [yes, test, no] = parts.map((part) => evaluate(machine, frame, part));
      if (test?.kind === 'figure' && yes?.kind === 'nothing') return test;
      return yes !== undefined && yes.kind !== 'nothing' ? yes : (no ?? NOTHING);
    }
    case 'lambda': {
      const scope = frame.program.inner.get(placeKey(expression.at, 'lambda'));
      const names = frame.program.module.scopes[scope ?? -1]?.parameters.map(({ name }) => name) ?? [];
      const [body] = apart(frame, names, () => parts.map((part) => evaluate(machine, frame, part)));
      return body?.kind === 'figure' ? body : NOTHING;
    }
    case 'yield':
    case 'yield from': {
      frame.yields = true;
      for (const part of parts) frame.results.push(evaluate(machine, frame, part));
      return NOTHING;
    }
    default: {
      const values = parts.map((part) => evaluate(machine, frame, part));
      return values[0] ?? NOTHING;
    }
  }
}

/** A list made of what is looped over. Texts one by one are the rows that they were taken from. */
function comprehended(machine: Machine, frame: Frame, expression: Extract<Expression, { kind: 'other' }>): Value {
  const scope = frame.program.inner.get(placeKey(expression.at, 'comprehension'));
  const loops = scope === undefined ? [] : (frame.program.loops[scope] ?? []);
  const names = loops.flatMap(({ target }) =>
    (target.kind === 'sequence' ? target.items : [target]).flatMap((one) => (one.kind === 'name' ? [one.name] : [])),
  );
  return apart(frame, names, () => {
    let rows: Rows | null = null;
    for (const { target, value } of loops) {
      const source = evaluate(machine, frame, value);
      if (source.kind === 'data') rows ??= source.rows;
      assignTo(machine, frame, target, elementOrData(source), value, false);
    }
    const [element, second] = expression.parts.map((part) => evaluate(machine, frame, part));
    if (element === undefined) return NOTHING;
    if (element.kind === 'data') return rows === null ? element : { ...element, rows };
    if (element.kind === 'thing' || element.kind === 'items') return itemsOf([element]);
    if (second?.kind === 'thing') return itemsOf([second]);
    return second?.kind === 'data' ? second : NOTHING;
  });
}

/** Evaluates something with names of its own, and puts back what these held outside. */
function apart<T>(frame: Frame, names: readonly string[], run: () => T): T {
  const before = names.map((name) => frame.names.get(name));
  for (const name of names) frame.names.set(name, NOTHING);
  const result = run();
  for (const [index, name] of names.entries()) {
    const value = before[index];
    if (value === undefined) frame.names.delete(name);
    else frame.names.set(name, value);
  }
  return result;
}

function elementOrData(value: Value): Value {
  return value.kind === 'data' ? value : elementOf(value);
}

/** The last name of what is called, for people. */
export function calledName(qualified: string): string {
  return lastName(qualified);
}
