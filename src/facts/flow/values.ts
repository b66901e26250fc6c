import type { Step } from '../../model.ts';
import type { Module } from '../python/module.ts';
import type { Family } from './families.ts';
import { type Role, type Rows, type Split, unionRows } from './rows.ts';

/** Something learned its state from rows. */
export interface Fit {
  readonly at: Step;
  /** What people call it: `StandardScaler`. */
  readonly name: string;
  readonly family: Family;
  readonly rows: Rows;
  readonly unresolved: number;
  readonly origin: readonly Step[];
}

/** A state that went into data, or into one column of it. */
export interface Learned {
  readonly fit: Fit;
  readonly column: string | null;
  /** Only on one of several branches. */
  readonly maybe: boolean;
}

export interface Data {
  readonly kind: 'data';
  readonly rows: Rows;
  readonly learned: readonly Learned[];
  /** The one column that it is, where that is known. */
  readonly column: string | null;
  /** From where it was read on, in order. */
  readonly origin: readonly Step[];
  /** How many calls on its way could not be resolved. */
  readonly unresolved: number;
  /** What made it as a prediction. */
  readonly predicted: Training | null;
  /** In the order of time. */
  readonly ordered: boolean;
  /** By the values of a column. */
  readonly grouped: boolean;
  /** Nothing is known of it but that it is used as data. */
  readonly opaque: boolean;
  /** A parameter: nobody knows what is passed. */
  readonly given: boolean;
}

/** One fit of a model, and where it was judged. */
export interface Training {
  readonly at: Step;
  readonly data: Data;
  readonly text: string;
  readonly model: string | null;
  readonly judged: {
    readonly at: Step;
    readonly data: Data;
    readonly text: string;
    readonly into: string;
    scored: boolean;
  }[];
}

export interface Thing {
  readonly kind: 'thing';
  /** Qualified name of the class, `null` where it is unknown. */
  readonly type: string | null;
  /** A class of the repository. */
  readonly own: Definition | null;
  readonly attributes: Map<string, Value>;
  /** Steps of a pipeline, or what is wrapped. */
  readonly parts: readonly Thing[];
  /** `true` for keyword arguments that say so, such as `shuffle`. */
  readonly flags: ReadonlySet<string>;
  fits: readonly Fit[];
  trainings: readonly Training[];
}

export interface Definition {
  readonly kind: 'definition';
  readonly module: Module;
  readonly scope: number;
  /** Values of the function around it. */
  readonly closure: ReadonlyMap<string, Value> | null;
  readonly self: Thing | null;
}

export type Value =
  | Data
  | Thing
  | Definition
  | { readonly kind: 'items'; readonly items: readonly Value[]; readonly keys: readonly (string | null)[] | null }
  /** Numbers of rows that a splitter gives. */
  | { readonly kind: 'numbers'; readonly split: Split; readonly role: Role }
  | { readonly kind: 'folds'; readonly split: Split }
  /** A figure worked out from rows, or what a fitted thing tells. */
  | { readonly kind: 'figure'; readonly fits: readonly Fit[] }
  | { readonly kind: 'method'; readonly of: Thing; readonly name: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'nothing' };

/** A column whose name is only known to be that of the target. */
export const TARGET = '<target>';
export const NOTHING: Value = { kind: 'nothing' };
const mostLearned = 32;
const mostStatistics = 4;
const mostItems = 40;

export function dataOf(rows: Rows, more: Partial<Omit<Data, 'kind' | 'rows'>> = {}): Data {
  return {
    kind: 'data',
    rows,
    learned: [],
    column: null,
    origin: [],
    unresolved: 0,
    predicted: null,
    ordered: false,
    grouped: false,
    opaque: false,
    given: false,
    ...more,
  };
}

export function thingOf(type: string | null, more: Partial<Omit<Thing, 'kind' | 'type'>> = {}): Thing {
  return {
    kind: 'thing',
    type,
    own: null,
    attributes: new Map(),
    parts: [],
    flags: new Set(),
    fits: [],
    trainings: [],
    ...more,
  };
}

export function itemsOf(items: readonly Value[], keys: readonly (string | null)[] | null = null): Value {
  return { kind: 'items', items: items.slice(0, mostItems), keys };
}

export function learnedWith(learned: readonly Learned[], fits: readonly Fit[], column: string | null): Learned[] {
  return mergedLearned([learned, fits.map((fit) => ({ fit, column, maybe: false }))]);
}

/** All of them once; statistics, which are only advice, must not crowd out the rest. */
export function mergedLearned(lists: readonly (readonly Learned[])[]): Learned[] {
  const all: Learned[] = [];
  let statistics = 0;
  for (const list of lists) {
    for (const one of list) {
      const isStatistic = one.fit.family === 'statistic';
      if (all.length >= mostLearned || (isStatistic && statistics >= mostStatistics)) continue;
      if (all.some((other) => other.fit === one.fit && other.column === one.column)) continue;
      all.push(one);
      if (isStatistic) statistics++;
    }
  }
  return all;
}

/** Columns side by side: the rows of the first. */
export function beside(parts: readonly Data[]): Data | null {
  const known = parts.filter(({ opaque }) => !opaque);
  const [first] = known.length > 0 ? known : parts;
  if (first === undefined) return null;
  return {
    ...first,
    column: null,
    predicted: null,
    learned: mergedLearned(parts.map(({ learned }) => learned)),
    unresolved: Math.max(...parts.map(({ unresolved }) => unresolved)),
  };
}

/** Rows one below the other. */
export function stacked(parts: readonly Data[]): Data | null {
  const [first] = parts;
  if (first === undefined) return null;
  return {
    ...first,
    rows: unionRows(parts.map(({ rows }) => rows)),
    predicted: null,
    learned: mergedLearned(parts.map(({ learned }) => learned)),
    origin: parts.find(({ origin }) => origin.length > 0)?.origin ?? [],
    unresolved: Math.max(...parts.map(({ unresolved }) => unresolved)),
  };
}

/** What a name holds after one of two branches. */
export function joined(before: Value | undefined, after: Value | undefined): Value | undefined {
  if (before === after || before === undefined) return after;
  if (after === undefined || after.kind === 'nothing') return before;
  if (before.kind === 'data' && after.kind === 'data') {
    if (before.rows !== after.rows) return after;
    const both = (one: Learned, others: readonly Learned[]): Learned =>
      others.some(({ fit }) => fit === one.fit) ? one : { ...one, maybe: true };
    return {
      ...after,
      learned: mergedLearned([
        after.learned.map((one) => both(one, before.learned)),
        before.learned.map((one) => both(one, after.learned)),
      ]),
    };
  }
  if (before.kind === 'items' && after.kind === 'items' && before.items.length === after.items.length) {
    return itemsOf(
      after.items.map((item, index) => joined(before.items[index], item) ?? NOTHING),
      after.keys,
    );
  }
  return after;
}
