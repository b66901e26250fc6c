import type { Assignment, Call, Expression, Module } from '../python/module.ts';

/** Strings that an expression of a setup.py comes to, and files that it reads them from. */
export interface Values {
  readonly items: readonly { readonly text: string; readonly line: number }[];
  readonly files: readonly string[];
  /** False where a part is computed in a way that cannot be read. */
  readonly complete: boolean;
}

const nothing: Values = { items: [], files: [], complete: true };
const unreadable: Values = { items: [], files: [], complete: false };
const maximumOfSteps = 5_000;
const list = /\.(?:txt|in|pip)$/i;
const containers = new Set(['list', 'tuple', 'set', 'sorted', 'frozenset', 'filter', 'map']);
const transparent = new Set(['split', 'splitlines', 'strip', 'read', 'readlines', 'read_text', 'open', 'keys', 'copy']);

function joined(parts: readonly Values[]): Values {
  return {
    items: parts.flatMap((part) => part.items),
    files: parts.flatMap((part) => part.files),
    complete: parts.every((part) => part.complete),
  };
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Reads literal values out of a setup.py, following names, concatenation and the ways in which people read requirements files. */
export class SetupValues {
  readonly #module: Module;
  readonly #assigned = new Map<string, Assignment[]>();
  readonly #grown = new Map<string, Call[]>();
  readonly #open = new Set<string>();
  #scope: number;
  #steps = 0;

  /** `scope` is where the expressions stand that are asked for. */
  constructor(module: Module, scope: number) {
    this.#module = module;
    this.#scope = scope;
    for (const assignment of module.assignments) {
      const { target } = assignment;
      const base = target.kind === 'subscript' ? target.base : target;
      if (base.kind === 'name') push(this.#assigned, base.name, assignment);
    }
    for (const call of module.calls) {
      const { callee } = call;
      if (callee.kind !== 'attribute' || callee.base.kind !== 'name') continue;
      if (callee.name === 'append' || callee.name === 'extend') push(this.#grown, callee.base.name, call);
    }
  }

  /** Strings of a list, a string, or whatever they are put together from. */
  strings(expression: Expression): Values {
    this.#steps += 1;
    if (this.#steps > maximumOfSteps) return unreadable;
    switch (expression.kind) {
      case 'string':
        if (expression.formatted) return unreadable;
        return { ...nothing, items: [{ text: expression.value, line: expression.at.line }] };
      case 'sequence':
        return joined(expression.items.map((item) => this.strings(item)));
      case 'operation':
        return expression.operator === '+' ? joined(expression.operands.map((part) => this.strings(part))) : unreadable;
      case 'constant':
        return expression.value === null ? nothing : unreadable;
      case 'name':
        return this.#guarded(expression.name, () => this.#named(expression.name));
      case 'subscript':
        return this.#element(expression.base, expression.index);
      case 'call':
        return this.#called(this.#module.calls[expression.call]);
      case 'other': {
        const { files } = joined(expression.parts.map((part) => this.strings(part)));
        return { items: [], files, complete: files.length > 0 };
      }
      default:
        return unreadable;
    }
  }

  /** Entries of a dictionary, with what is put into it later; `null` for keys that are computed. */
  entries(expression: Expression): { readonly key: string | null; readonly value: Expression }[] {
    this.#steps += 1;
    if (this.#steps > maximumOfSteps) return [{ key: null, value: expression }];
    if (expression.kind === 'mapping') {
      this.#steps += expression.entries.length;
      return expression.entries.map(({ key, value }) => ({
        key: key?.kind === 'string' && !key.formatted ? key.value : null,
        value,
      }));
    }
    if (expression.kind === 'call') {
      const call = this.#module.calls[expression.call];
      if (call?.callee.kind === 'name' && call.callee.name === 'dict' && call.arguments.length === 0) {
        return call.keywords.map(({ name, value }) => ({ key: name, value }));
      }
    }
    if (expression.kind !== 'name' || this.#open.has(expression.name)) return [{ key: null, value: expression }];
    this.#open.add(expression.name);
    const found = this.#visible(expression.name).flatMap(({ target, value }) => {
      if (target.kind !== 'subscript') return this.entries(value);
      const [index] = target.index;
      return [{ key: index?.kind === 'string' && !index.formatted ? index.value : null, value }];
    });
    this.#open.delete(expression.name);
    return found.length > 0 ? found : [{ key: null, value: expression }];
  }

  #guarded(key: string, read: () => Values): Values {
    if (this.#open.has(key)) return nothing;
    this.#open.add(key);
    const values = read();
    this.#open.delete(key);
    return values;
  }

  /** Assignments to a name in the scope at hand, else in the module. */
  #visible(name: string): readonly Assignment[] {
    const all = this.#assigned.get(name) ?? [];
    this.#steps += all.length / 100;
    const local = all.filter(({ scope }) => scope === this.#scope);
    return local.length > 0 ? local : all.filter(({ scope }) => scope === 0);
  }

  #named(name: string): Values {
    const assignments = this.#visible(name).filter(({ target }) => target.kind === 'name');
    if (assignments.length === 0) return unreadable;
    const plain = assignments.filter(({ kind }) => kind === 'plain' || kind === 'annotated').length;
    const grown = (this.#grown.get(name) ?? []).flatMap((call) =>
      call.arguments.map(({ value }) => this.strings(value)),
    );
    const values = joined([...assignments.map(({ value }) => this.strings(value)), ...grown]);
    return plain > 1 ? { ...values, complete: false } : values;
  }

  #element(base: Expression, index: readonly Expression[]): Values {
    const [key] = index;
    if (key?.kind !== 'string' || base.kind !== 'name') return unreadable;
    return this.#guarded(`${base.name}[${key.value}]`, () => {
      const found = this.entries(base).filter((entry) => entry.key === key.value);
      return found.length === 0 ? unreadable : joined(found.map(({ value }) => this.strings(value)));
    });
  }

  #called(call: Call | undefined): Values {
    if (!call) return unreadable;
    const { callee } = call;
    const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
    const files = this.#files(call);
    if (files.length > 0) return { ...nothing, files };
    if (callee.kind === 'attribute' && transparent.has(name)) {
      const values = this.strings(callee.base);
      if (name !== 'split' && name !== 'splitlines') return values;
      return {
        ...values,
        items: values.items.flatMap(({ text, line }) =>
          text.split('\n').map((part, at) => ({ text: part.trim(), line: line + at })),
        ),
      };
    }
    const last = call.arguments.at(-1);
    if (containers.has(name) && last) return this.strings(last.value);
    return call.qualified?.startsWith('.') ? this.#guarded(`${name}()`, () => this.#returned(name)) : unreadable;
  }

  /** Requirements files that a call names, whatever it is called: `open`, `Path`, `os.path.join` or a helper. */
  #files(call: Call): string[] {
    return call.arguments.flatMap(({ value }) => {
      const literal = value.kind === 'name' ? this.#literal(value.name) : value;
      if (literal?.kind === 'string' && !literal.formatted) return list.test(literal.value) ? [literal.value] : [];
      const inner = literal?.kind === 'call' ? this.#module.calls[literal.call] : undefined;
      this.#steps += 1;
      if (!inner || this.#steps > maximumOfSteps) return [];
      const parts = inner.arguments.flatMap(({ value: part }) =>
        part.kind === 'string' && !part.formatted ? [part.value] : [],
      );
      const path = parts.join('/');
      return list.test(path) ? [path] : [];
    });
  }

  #literal(name: string): Expression | undefined {
    const assignments = this.#visible(name);
    return assignments.length === 1 ? assignments[0]?.value : undefined;
  }

  /** What a function of the same file returns, or the files that it opens. */
  #returned(name: string): Values {
    this.#steps += this.#module.calls.length / 100;
    const scope = this.#module.scopes.findIndex(({ kind, qualified }) => kind === 'function' && qualified === name);
    if (scope < 0) return unreadable;
    const files = this.#module.calls.filter((call) => call.scope === scope).flatMap((call) => this.#files(call));
    if (files.length > 0) return { ...nothing, files };
    const returns = this.#module.returns.filter((entry) => entry.scope === scope);
    const outer = this.#scope;
    this.#scope = scope;
    const parts = returns.map(({ value }) => (value ? this.strings(value) : nothing));
    this.#scope = outer;
    return parts.length === 0 ? unreadable : joined(parts);
  }
}
