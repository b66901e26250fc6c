import { add, type Bound, latest } from './bindings.ts';
import type { Expression } from './module.ts';
import type { Names } from './names.ts';

/** How many values, bases of a class, and classes in all are tried for one attribute. */
const MOST_VALUES = 8;
const MOST_BASES = 16;
const MOST_CLASSES = 32;
/** Bases that bring no behaviour of their own. */
const EMPTY_BASES = new Set(['object', 'abc.ABC', 'typing.Generic', 'typing.Protocol', 'typing_extensions.Protocol']);

interface Class {
  readonly scope: number;
  readonly instance: string;
  readonly bases: readonly Expression[];
  /** Of `self.x = …` in its methods. */
  readonly members: Map<string, Bound[]>;
}

/** The classes of a module and what their attributes stand for. */
export class Classes {
  readonly #names: Names;
  /** By `.Net()`. */
  readonly #byInstance = new Map<string, Class>();
  readonly #byScope = new Map<number, Class>();
  /** Method scope → the name of its first parameter and its class. */
  readonly #selves = new Map<number, { readonly name: string; readonly of: Class }>();

  constructor(names: Names) {
    this.#names = names;
  }

  define(scope: number, qualified: string, bases: readonly Expression[]): void {
    const entry = { scope, instance: `.${qualified}()`, bases, members: new Map() };
    this.#byInstance.set(entry.instance, entry);
    this.#byScope.set(scope, entry);
  }

  /** Makes `name` the instance within a method; gives what it stands for. */
  method(scope: number, classScope: number, name: string, onClass: boolean): string | null {
    const of = this.#byScope.get(classScope);
    if (of === undefined) return null;
    this.#selves.set(scope, { name, of });
    return onClass ? of.instance.slice(0, -2) : of.instance;
  }

  member(scope: number, base: string, name: string, bound: Bound): void {
    const members = this.#around(scope, base)?.members;
    if (members === undefined) return;
    const bounds = members.get(name) ?? [];
    members.set(name, bounds);
    add(bounds, bound);
  }

  /** What `base.name` stands for, where `base` is a qualified name. */
  attribute(base: string, name: string, scope: number, time: number): string | null {
    if (!base.startsWith('.')) return this.#names.attribute(base, name);
    const entry = this.#byInstance.get(base) ?? this.#byInstance.get(`${base}()`);
    const found = entry === undefined ? undefined : this.#find(entry, base, name, scope, time, new Set());
    return found === undefined ? this.#names.attribute(base, name) : found;
  }

  /** `undefined` where neither the class nor a base that is known has the attribute. */
  #find(
    entry: Class,
    base: string,
    name: string,
    scope: number,
    time: number,
    seen: Set<Class>,
  ): string | null | undefined {
    const members = entry.members.get(name);
    if (members !== undefined && members.length > 0) return this.#member(members, scope, time);
    const bounds = this.#names.own(entry.scope, name);
    const bound = bounds === undefined ? undefined : latest(bounds, Number.POSITIVE_INFINITY);
    if (bound !== undefined)
      return bound.how === 'definition' ? this.#names.attribute(base, name) : this.#names.valueOf(bound);
    if (bounds !== undefined || members !== undefined) return null;
    if (seen.has(entry) || seen.size >= MOST_CLASSES) return undefined;
    seen.add(entry);
    return this.#inherited(entry, base, name, scope, time, seen);
  }

  #inherited(
    entry: Class,
    base: string,
    name: string,
    scope: number,
    time: number,
    seen: Set<Class>,
  ): string | null | undefined {
    const foreign: string[] = [];
    const mark = base.endsWith('()') ? '()' : '';
    for (const expression of entry.bases.slice(0, MOST_BASES)) {
      const qualified = this.#names.result(expression)?.replace(/\[\]$/, '') ?? null;
      if (qualified === null) return undefined;
      const own = this.#byInstance.get(`${qualified}()`);
      if (own === undefined) {
        if (!EMPTY_BASES.has(qualified)) foreign.push(qualified);
      } else if (own !== entry) {
        const found = this.#find(own, `${qualified}${mark}`, name, scope, time, seen);
        if (found !== undefined) return found;
      }
    }
    // With several foreign bases nobody knows which of them it comes from.
    return foreign.length === 1 ? this.#names.attribute(`${foreign[0]}${mark}`, name) : undefined;
  }

  /** The last one set before in the same method, else the last one whose value is known. */
  #member(bounds: readonly Bound[], scope: number, time: number): string | null {
    const before = latest(bounds, time);
    if (before !== undefined && before.scope === scope) return this.#names.valueOf(before);
    for (let index = bounds.length - 1, tries = 0; index >= 0 && tries < MOST_VALUES; index--, tries++) {
      const value = this.#names.valueAt(bounds[index] as Bound, scope, time);
      if (value !== null) return value;
    }
    return null;
  }

  #around(scope: number, base: string): Class | undefined {
    for (let at = scope; at > 0; at = this.#names.parent(at)) {
      const self = this.#selves.get(at);
      if (self !== undefined) return self.name === base ? self.of : undefined;
    }
    return undefined;
  }
}
