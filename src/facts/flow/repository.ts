import { packageOf, startedBelow } from '../python/dotted.ts';
import type { Module } from '../python/module.ts';
import type { Definition } from './values.ts';

/** The modules of a repository by the names under which they are imported. */
export class Repository {
  readonly #byName = new Map<string, Module>();
  readonly #top = new Map<Module, Map<string, number>>();
  readonly #known = new Map<string, Definition | null>();

  constructor(modules: readonly Module[]) {
    for (const module of modules) {
      for (const name of module.names) if (!this.#byName.has(name)) this.#byName.set(name, module);
      this.#top.set(module, new Map());
    }
  }

  /** The function or class that a qualified name stands for in a module. */
  named(from: Module, qualified: string | null): Definition | null {
    if (qualified === null || qualified.length > 200 || qualified.includes('(') || qualified.includes('[')) return null;
    const key = `${from.path} ${qualified}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      found = this.#find(from, qualified);
      this.#known.set(key, found);
    }
    return found;
  }

  /** What a bare name stands for that may come from one of the modules that are imported with `*`. */
  starred(from: Module, name: string, depth = 0): Definition | null {
    const key = `${from.path} * ${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // Modules that import each other end here.
    this.#known.set(key, null);
    let found: Definition | null = null;
    for (const one of from.imports) {
      if (one.name !== '*' || depth > 4) continue;
      const plain = one.module.replace(/^\.+/, '');
      for (const base of startedBelow(plain, packageOf(from.path))) {
        const module = this.#byName.get(base);
        if (module === undefined || module === from) continue;
        found ??= this.#within(module, [name]) ?? this.starred(module, name, depth + 1);
      }
    }
    this.#known.set(key, found);
    return found;
  }

  /** The scope of what a scope of a module defines under a name. */
  defined(module: Module, scope: number, name: string): number | null {
    let names = this.#top.get(module);
    if (names === undefined) {
      names = new Map();
      this.#top.set(module, names);
    }
    if (names.size === 0)
      for (const [index, one] of module.scopes.entries())
        if (one.kind === 'function' || one.kind === 'class') names.set(`${one.parent} ${one.name}`, index);
    return names.get(`${scope} ${name}`) ?? null;
  }

  #find(from: Module, qualified: string): Definition | null {
    if (qualified.startsWith('.')) return this.#within(from, qualified.slice(1).split('.'));
    const parts = qualified.split('.');
    for (let size = Math.min(parts.length - 1, 8); size >= 1; size--) {
      for (const name of startedBelow(parts.slice(0, size).join('.'), packageOf(from.path))) {
        const module = this.#byName.get(name);
        if (module === undefined || module === from) continue;
        const found = this.#within(module, parts.slice(size));
        if (found !== null) return found;
        const through = parts.length - size === 1 ? this.#reexported(module, parts.at(-1) ?? '') : null;
        if (through !== null) return through;
      }
    }
    return null;
  }

  #within(module: Module, path: readonly string[]): Definition | null {
    let scope = 0;
    for (const name of path) {
      const next = this.defined(module, scope, name);
      if (next === null) return null;
      scope = next;
    }
    return scope === 0 ? null : { kind: 'definition', module, scope, closure: null, self: null };
  }

  /** What a package's `__init__` only passes on. */
  #reexported(module: Module, name: string): Definition | null {
    for (const one of module.imports) {
      if (one.alias !== name || one.name === null) continue;
      const plain = one.module.replace(/^\.+/, '');
      const base = one.module.startsWith('.') ? `${packageOf(module.path)}.${plain}`.replace(/^\./, '') : plain;
      const target = this.#byName.get(base);
      if (target !== undefined && target !== module) return this.#within(target, [one.name]);
    }
    return null;
  }
}
