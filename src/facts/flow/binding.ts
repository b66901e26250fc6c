import type { Expression } from '../python/module.ts';
import { asData, evaluate, lookup } from './evaluate.ts';
import { type Frame, type Machine, stepAt } from './machine.ts';
import { roleOfName } from './names.ts';
import { partRows, type Role, type Rows, rootsOf, type Split } from './rows.ts';
import { type Data, type Learned, mergedLearned, NOTHING, type Value } from './values.ts';

/** Carries out `target = value`. `from` is what was evaluated; `adds` where it is `+=`. */
export function assignTo(
  machine: Machine,
  frame: Frame,
  target: Expression,
  value: Value,
  from: Expression,
  adds: boolean,
): void {
  switch (target.kind) {
    case 'name':
      if (value.kind === 'nothing' && adds) return;
      if (value.kind === 'data' && isCut(frame, from)) named(value.rows, target.name);
      frame.names.set(target.name, value);
      break;
    case 'sequence':
      unpack(machine, frame, target.items, value, from);
      break;
    case 'attribute': {
      const base = evaluate(machine, frame, target.base);
      if (base.kind === 'thing') base.attributes.set(target.name, value);
      else if (base.kind === 'data') write(machine, frame, target.base, base, target.name, value);
      break;
    }
    case 'subscript':
      assignItem(machine, frame, target, value);
      break;
    case 'other':
      for (const part of target.parts) assignTo(machine, frame, part, NOTHING, from, adds);
  }
}

/** Whether an expression itself takes some of the rows: `frame[:800]`, `frame[mask].drop(…)`. */
function isCut(frame: Frame, from: Expression, depth = 0): boolean {
  if (depth > 6) return false;
  if (from.kind === 'subscript') return true;
  if (from.kind === 'attribute') return isCut(frame, from.base, depth + 1);
  if (from.kind === 'sequence') return from.items.some((item) => isCut(frame, item, depth + 1));
  const callee = from.kind === 'call' ? frame.program.module.calls[from.call]?.callee : undefined;
  return callee?.kind === 'attribute' && isCut(frame, callee.base, depth + 1);
}

/** A slice is for what its name says; one of several sources put together is the unlabelled part of a competition. */
function named(rows: Rows, name: string): void {
  if ((rows.kind !== 'slice' && rows.kind !== 'mask') || rows.role !== null) return;
  if (rootsOf(rows).size === 1) rows.role = roleOfName(name);
}

function assignItem(
  machine: Machine,
  frame: Frame,
  target: Extract<Expression, { kind: 'subscript' }>,
  value: Value,
): void {
  // `df.loc[:, "age"] = …` writes to `df`.
  const holder =
    target.base.kind === 'attribute' && /^(?:i?loc|ix|at|iat)$/.test(target.base.name) ? target.base.base : target.base;
  let base = evaluate(machine, frame, holder);
  // What was empty before holds the rows that are put into it.
  if (base.kind === 'nothing' && holder.kind === 'name' && value.kind === 'data')
    base = { ...value, learned: [], column: null, predicted: null };
  else if (base.kind === 'nothing' && holder.kind === 'name' && value.kind === 'figure')
    base = asData(machine, frame, base, holder) ?? NOTHING;
  const last = target.index.at(-1);
  const index = last?.kind === 'sequence' && last.type === 'tuple' ? last.items.at(-1) : last;
  const key = index === undefined ? NOTHING : evaluate(machine, frame, index);
  if (base.kind === 'data') {
    write(machine, frame, holder, base, key.kind === 'text' ? key.value : null, value);
  } else if (key.kind === 'text') {
    if (base.kind === 'thing') base.attributes.set(key.value, value);
    else if (base.kind === 'items' && base.keys !== null) {
      const at = base.keys.indexOf(key.value);
      const items = at < 0 ? [...base.items, value] : base.items.map((item, place) => (place === at ? value : item));
      const keys = at < 0 ? [...base.keys, key.value] : base.keys;
      if (items.length <= 40) rebind(machine, frame, holder, { kind: 'items', items, keys });
    }
  }
}

/** A column of data gets a value: what went into it is now in the data. */
function write(
  machine: Machine,
  frame: Frame,
  holder: Expression,
  data: Data,
  column: string | null,
  value: Value,
): void {
  const brought: readonly Learned[] =
    value.kind === 'data'
      ? value.learned
      : value.kind === 'figure'
        ? value.fits.map((fit) => ({ fit, column: null, maybe: false }))
        : [];
  const kept = column === null ? data.learned : data.learned.filter((one) => one.column !== column);
  const learned = mergedLearned([kept, brought.map((one) => ({ ...one, column: column ?? one.column }))]);
  rebind(machine, frame, holder, { ...data, learned, predicted: null });
}

/** Puts a changed value where the expression that holds it stands. */
export function rebind(machine: Machine, frame: Frame, holder: Expression, value: Value, depth = 0): void {
  if (depth > 4) return;
  if (holder.kind === 'name') {
    if (frame.names.has(holder.name) || lookup(frame, holder.name) === undefined) frame.names.set(holder.name, value);
    else
      for (const names of frame.outer)
        if (names.has(holder.name)) (names as Map<string, Value>).set(holder.name, value);
  } else if (holder.kind === 'attribute') {
    const base = evaluate(machine, frame, holder.base);
    if (base.kind === 'thing') base.attributes.set(holder.name, value);
    else if (base.kind === 'data' && value.kind === 'data')
      write(machine, frame, holder.base, base, holder.name, value);
  } else if (holder.kind === 'subscript') {
    assignItem(machine, frame, holder, value);
  }
}

function unpack(machine: Machine, frame: Frame, targets: readonly Expression[], value: Value, from: Expression): void {
  const set = (target: Expression, one: Value): void => assignTo(machine, frame, target, one, from, false);
  if (value.kind === 'items') {
    const star = targets.findIndex((target) => target.kind === 'other' && target.type === 'unpack');
    for (const [index, target] of targets.entries()) {
      if (star >= 0 && index >= star) set(target, NOTHING);
      else set(target, value.items[index] ?? NOTHING);
    }
    return;
  }
  if (value.kind === 'figure') {
    for (const target of targets) set(target, value);
    return;
  }
  const roles = targets.map((target) => (target.kind === 'name' ? roleOfName(target.name) : null));
  const isSplit = roles.includes('train') && roles.some((role) => role === 'test' || role === 'validation');
  const data = value.kind === 'data' ? value : null;
  if (data === null || !isSplit || from.kind !== 'call') {
    for (const target of targets) set(target, data === null ? NOTHING : { ...data, column: null, predicted: null });
    return;
  }
  const resolved = /^numpy\.(?:array_)?split$/.test(calledBy(frame, from));
  // A split of which only the names tell.
  const split: Split = {
    at: stepAt(
      frame.program.module,
      from.at,
      resolved ? 'the rows are split' : 'the rows are split by a call that is not resolved',
    ),
    kind: 'named',
    unresolved: resolved ? 0 : 1,
    ordered: false,
    trained: null,
    judged: null,
  };
  machine.leaks.split(data, split, 0, frame.program.targets);
  for (const [index, target] of targets.entries()) {
    const role: Role | null = roles[index] ?? null;
    set(
      target,
      role === null
        ? { ...data, predicted: null }
        : { ...data, predicted: null, rows: partRows(data.rows, split, role) },
    );
  }
}

function calledBy(frame: Frame, from: Expression): string {
  return from.kind === 'call' ? (frame.program.module.calls[from.call]?.qualified ?? '') : '';
}
