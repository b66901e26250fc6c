import { add, type Bound, latest, telling } from './bindings.ts';
import { BUILTINS } from './builtins.ts';
import { Classes } from './classes.ts';
import type { Call, Expression, Scope } from './module.ts';
import { Qualified } from './qualified.ts';

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
export type NameExpression = Mutable<Extract<Expression, { kind: 'name' }>>;
export type AttributeExpression = Mutable<Extract<Expression, { kind: 'attribute' }>>;

type Waiting = NameExpression | AttributeExpression | Mutable<Call>;

/** Expressions that wait for their names to be known; columns, since there are very many. */
class Queue {
  readonly expressions: Waiting[] = [];
  readonly scopes: number[] = [];
  readonly times: number[] = [];
}

/**
 * Every name of a module and what it stands for. Uses are collected during the walk and resolved afterwards:
 * first what runs when the module is loaded, in order, then function bodies, which see the module as it ends up.
 */
export class Names {
  readonly classes: Classes;
  readonly #scopes: readonly Scope[];
  readonly #calls: readonly Call[];
  readonly #tables: (Map<string, Bound[]> | undefined)[] = [];
  /** Per scope: how many functions it lies in. */
  readonly #depths: number[] = [];
  readonly #globals = new Map<number, Map<string, number>>();
  readonly #stars: { readonly module: string; readonly time: number }[] = [];
  readonly #waiting: Queue[] = [];
  readonly #qualified = new Qualified();
  #time = 0;
  /** Whether a value was asked for before it was resolved. */
  #missed = false;

  constructor(scopes: readonly Scope[], calls: readonly Call[]) {
    this.#scopes = scopes;
    this.#calls = calls;
    this.classes = new Classes(this);
  }

  /** Call right after a scope was added. */
  enter(): void {
    const index = this.#tables.length;
    const { kind, parent } = this.#scopes[index] as Scope;
    this.#tables.push(undefined);
    const outer = this.#depths[parent] ?? 0;
    this.#depths.push(deferred(kind) ? outer + 1 : outer);
  }

  declare(scope: number, name: string, kind: 'global' | 'nonlocal'): void {
    const table = this.#globals.get(scope) ?? new Map<string, number>();
    this.#globals.set(scope, table);
    table.set(name, kind === 'global' ? 0 : this.#outer(scope, name));
  }

  /** Binds an import, or a function or class of the module itself. */
  define(scope: number, name: string, qualified: string, how: 'import' | 'definition', fallback: boolean): void {
    const home = this.#home(scope, name);
    this.#add(home, name, { time: ++this.#time, scope, how, qualified, value: null, items: 0, type: null, fallback });
  }

  /** Binds a parameter that is the instance, or the class, a method belongs to. */
  self(scope: number, name: string, qualified: string | null): void {
    const bound: Bound = {
      time: ++this.#time,
      scope,
      how: 'value',
      qualified,
      value: null,
      items: 0,
      type: null,
      fallback: false,
    };
    this.#add(scope, name, bound);
  }

  /** Binds what an expression evaluates to, or an instance of the annotated class. */
  bind(
    scope: number,
    name: string,
    value: Expression | null,
    items: number,
    type: Expression | null,
    fallback: boolean,
  ): void {
    const home = this.#home(scope, name);
    this.#add(home, name, { time: ++this.#time, scope, how: 'value', qualified: null, value, items, type, fallback });
  }

  /** `self.x = value` in a method. */
  member(
    scope: number,
    base: string,
    name: string,
    value: Expression | null,
    items: number,
    type: Expression | null,
  ): void {
    const bound: Bound = {
      time: ++this.#time,
      scope,
      how: 'value',
      qualified: null,
      value,
      items,
      type,
      fallback: false,
    };
    this.classes.member(scope, base, name, bound);
  }

  star(module: string): void {
    // Two are enough to know that nobody knows where a name comes from.
    if (this.#stars.length < 2 && this.#stars[0]?.module !== module) this.#stars.push({ module, time: ++this.#time });
  }

  /** Has an expression resolved later. A target of an assignment is what it names, not what it holds. */
  wait(expression: Waiting, scope: number, target = false): void {
    const depth = this.#depths[scope] as number;
    let queue = this.#waiting[depth];
    if (queue === undefined) queue = this.#waiting[depth] = new Queue();
    queue.expressions.push(expression);
    queue.scopes.push(target ? ~scope : scope);
    queue.times.push(this.#time);
  }

  /** Fills in `qualified` everywhere. A second round knows what is set further down or further in. */
  resolve(): void {
    this.#round();
    if (this.#missed) this.#round();
  }

  #round(): void {
    for (const queue of this.#waiting) {
      // A depth without any expression of its own is a hole.
      if (queue === undefined) continue;
      const { expressions, scopes, times } = queue;
      for (let index = 0; index < expressions.length; index++) {
        const expression = expressions[index] as Waiting;
        const scope = scopes[index] as number;
        const time = times[index] as number;
        if ('callee' in expression) expression.qualified = this.result(expression.callee);
        else if (expression.kind === 'name') expression.qualified = this.#lookup(expression.name, scope, time);
        else {
          const base = this.result(expression.base);
          if (base === null) expression.qualified = null;
          else if (scope < 0) expression.qualified = this.attribute(base, expression.name);
          else expression.qualified = this.classes.attribute(base, expression.name, scope, time);
        }
      }
    }
  }

  /** The qualified name of what an expression evaluates to. */
  result(expression: Expression): string | null {
    switch (expression.kind) {
      case 'name':
      case 'attribute':
        return expression.qualified;
      case 'call': {
        const called = (this.#calls[expression.call] as Call).qualified;
        return called === null ? null : this.#qualified.called(called);
      }
      case 'subscript': {
        const base = this.result(expression.base);
        return base === null ? null : this.#qualified.item(base);
      }
      case 'other':
        return this.#through(expression.type, expression.parts);
      default:
        return null;
    }
  }

  valueOf({ qualified, value, type, items }: Bound): string | null {
    if (qualified !== null) return qualified;
    const result = value === null ? null : this.result(value);
    if (result !== null) return this.#unpack(result, items);
    const annotation = type ? this.result(type) : null;
    return annotation === null || !isClass(annotation) ? null : this.#qualified.called(annotation);
  }

  /** What a binding is worth at some place in the code. */
  valueAt(bound: Bound, scope: number, time: number): string | null {
    const value = this.valueOf(bound);
    if (value === null) {
      const ahead = (this.#depths[bound.scope] ?? 0) - (this.#depths[scope] ?? 0);
      if (ahead > 0 || (ahead === 0 && bound.time > time)) this.#missed = true;
    }
    return value;
  }

  /** Bindings of a scope's own name. */
  own(scope: number, name: string): readonly Bound[] | undefined {
    return this.#tables[scope]?.get(name);
  }

  parent(scope: number): number {
    return this.#scopes[scope]?.parent ?? -1;
  }

  isClass(scope: number): boolean {
    return this.#scopes[scope]?.kind === 'class';
  }

  attribute(base: string, name: string): string | null {
    return this.#qualified.attribute(base, name);
  }

  #unpack(value: string, items: number): string | null {
    let item: string | null = value;
    for (let depth = 0; depth < items && item !== null; depth++) item = this.#qualified.item(item);
    return item;
  }

  #home(scope: number, name: string): number {
    return this.#globals.size === 0 ? scope : (this.#globals.get(scope)?.get(name) ?? scope);
  }

  #add(scope: number, name: string, bound: Bound): void {
    let table = this.#tables[scope];
    if (table === undefined) table = this.#tables[scope] = new Map();
    const bounds = table.get(name);
    if (bounds !== undefined) add(bounds, bound);
    else table.set(name, telling(bound) ? [bound] : []);
  }

  #through(type: string, parts: readonly Expression[]): string | null {
    const [first, , last] = parts;
    if (first === undefined) return null;
    if (type === 'await' || type === 'walrus') return this.result(first);
    if (type !== 'conditional' || last === undefined) return null;
    if (last.kind === 'constant') return this.result(first);
    const other = this.result(last);
    return first.kind === 'constant' || other === this.result(first) ? other : null;
  }

  #lookup(name: string, from: number, when: number): string | null {
    let time = when;
    for (let scope = from; scope !== -1; ) {
      const { kind, parent } = this.#scopes[scope] as Scope;
      const home = this.#home(scope, name);
      if (home !== scope) {
        scope = home;
        time = Number.POSITIVE_INFINITY;
        continue;
      }
      const bounds = kind === 'class' && scope !== from ? undefined : this.#tables[scope]?.get(name);
      if (bounds !== undefined) {
        const bound = latest(bounds, time);
        if (bound !== undefined) return this.valueAt(bound, from, when);
        if (deferred(kind) || bounds.length === 0) return null;
      }
      if (deferred(kind)) time = Number.POSITIVE_INFINITY;
      scope = parent;
    }
    if (BUILTINS.has(name)) return name;
    const [star, ...more] = this.#stars.filter((entry) => entry.time <= time);
    return star === undefined || more.length > 0 || this.#tables[0]?.has(name)
      ? null
      : this.attribute(star.module, name);
  }

  /** The function around `scope` that has a name of its own. */
  #outer(scope: number, name: string): number {
    for (let at = this.parent(scope); at > 0; at = this.parent(at)) {
      if (!this.isClass(at) && this.#tables[at]?.has(name)) return at;
    }
    return 0;
  }
}

/** Whether an annotation can name a class of a library or of the repository. */
function isClass(annotation: string): boolean {
  return !BUILTINS.has(annotation) && !/[)\]]$|^(?:typing|typing_extensions|collections\.abc)\./.test(annotation);
}

function deferred(kind: Scope['kind']): boolean {
  return kind === 'function' || kind === 'lambda';
}
