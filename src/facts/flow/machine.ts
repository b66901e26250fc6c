import type { Position, Step } from '../../model.ts';
import type { Assignment, Block, Expression, Module } from '../python/module.ts';
import { assignTo } from './binding.ts';
import { evaluate } from './evaluate.ts';
import type { Leaks } from './leaks.ts';
import { type Program, programOf, type Statement } from './program.ts';
import type { Repository } from './repository.ts';
import { type Definition, itemsOf, joined, NOTHING, type Thing, type Value } from './values.ts';

/** A function, or a module, while it is gone through. */
export interface Frame {
  readonly program: Program;
  readonly scope: number;
  readonly names: Map<string, Value>;
  /** Around it: the function that it is defined in, then its module. */
  readonly outer: readonly ReadonlyMap<string, Value>[];
  readonly self: Thing | null;
  readonly results: Value[];
  /** Whether it gives its results one by one. */
  yields: boolean;
}

/** Ends the walk of one module when it takes too long. */
class Exhausted extends Error {}

/** So many calls into functions of the repository may stand one in the other. */
const deepest = 6;

/** Goes through programs in order and keeps what every name holds. */
export class Machine {
  readonly repository: Repository;
  readonly leaks: Leaks;
  /** Functions that were gone through in some call, as `path:scope`. */
  readonly visited = new Set<string>();
  /** The name that is about to get the value of what is evaluated. */
  into = '';
  readonly #active: string[] = [];
  readonly #modules = new Map<Module, ReadonlyMap<string, Value>>();
  #left: number;
  #total: number;

  constructor(repository: Repository, leaks: Leaks, perModule = 60_000, inAll = 1_500_000) {
    this.repository = repository;
    this.leaks = leaks;
    this.#left = perModule;
    this.#total = inAll;
    this.#perModule = perModule;
  }

  readonly #perModule: number;

  /** Counts one step. @throws where there were too many, which ends the walk of the module */
  step(): void {
    if (--this.#left < 0 || --this.#total < 0) throw new Exhausted();
  }

  /** Runs something with a fresh budget; gives whether it came to its end. */
  bounded(run: () => void): boolean {
    this.#left = Math.min(this.#perModule, this.#total);
    this.#active.length = 0;
    try {
      run();
      return true;
    } catch (error) {
      // Deep expressions can exhaust the stack as well.
      if (error instanceof Exhausted || error instanceof RangeError) return false;
      throw error;
    }
  }

  /** The names of a module once its top level ran. */
  moduleNames(module: Module): ReadonlyMap<string, Value> {
    const known = this.#modules.get(module);
    if (known !== undefined) return known;
    const program = programOf(module);
    const names = new Map<string, Value>();
    // What is asked for while it runs sees what is there by then.
    this.#modules.set(module, names);
    const frame: Frame = { program, scope: 0, names, outer: [], self: null, results: [], yields: false };
    this.run(frame);
    return names;
  }

  /** Runs the body of a scope. */
  run(frame: Frame): void {
    for (const [name, scope] of frame.program.definitions[frame.scope] ?? []) {
      const closure = frame.scope === 0 ? null : frame.names;
      frame.names.set(name, { kind: 'definition', module: frame.program.module, scope, closure, self: null });
    }
    const list = frame.program.statements[frame.scope] ?? [];
    this.#sequence(frame, list, 0, list.length, -1);
  }

  /** Calls a function of the repository with values for its parameters; `null` where it cannot be gone through. */
  call(definition: Definition, given: ReadonlyMap<string, Value>, self: Thing | null): Value | null {
    const { module, scope } = definition;
    const key = `${module.path}:${scope}`;
    if (this.#active.length >= deepest || this.#active.includes(key)) return null;
    this.step();
    this.visited.add(key);
    const program = programOf(module);
    const own = module.scopes[scope];
    if (own === undefined) return null;
    const outer =
      definition.closure === null ? [this.moduleNames(module)] : [definition.closure, this.moduleNames(module)];
    const frame: Frame = { program, scope, names: new Map(given), outer, self, results: [], yields: false };
    const [first] = own.parameters;
    if (self !== null && first !== undefined && !frame.names.has(first.name)) frame.names.set(first.name, self);
    this.#active.push(key);
    this.run(frame);
    this.#active.pop();
    return frame.results.reduce<Value | undefined>((before, after) => joined(before, after), undefined) ?? NOTHING;
  }

  #sequence(frame: Frame, list: readonly Statement[], from: number, to: number, block: number): void {
    const { blocks } = frame.program.module;
    for (let index = from; index < to; ) {
      const statement = list[index] as Statement;
      const child = childOf(blocks, block, statement.block);
      if (child === block) {
        this.#execute(frame, statement);
        index++;
        continue;
      }
      let end = index + 1;
      while (end < to && childOf(blocks, block, (list[end] as Statement).block) === child) end++;
      const next = end < to ? childOf(blocks, block, (list[end] as Statement).block) : block;
      index = this.#branch(frame, list, index, end, to, child, next, block);
    }
  }

  /** Runs one block and the `else` blocks that follow it; gives where to go on. */
  #branch(
    frame: Frame,
    list: readonly Statement[],
    from: number,
    end: number,
    to: number,
    child: number,
    next: number,
    parent: number,
  ): number {
    const { blocks } = frame.program.module;
    const { kind } = blocks[child] as Block;
    if (kind === 'with' || kind === 'finally' || kind === 'try') {
      this.#sequence(frame, list, from, end, child);
      return end;
    }
    const known = kind === 'if' ? this.#test(frame, blocks[child] as Block) : null;
    const before = new Map(frame.names);
    if (known !== false) this.#sequence(frame, list, from, end, child);
    if (kind !== 'if') {
      merge(before, frame.names);
      return end;
    }
    let outcome = new Map(frame.names);
    let at = end;
    let branch = next;
    let whole = known === true;
    let never = known === false;
    while (branch !== parent && blocks[branch]?.kind === 'else' && at < to) {
      const own = blocks[branch] as Block;
      let stop = at + 1;
      while (stop < to && childOf(blocks, parent, (list[stop] as Statement).block) === branch) stop++;
      replace(frame.names, before);
      const holds = known === true ? false : this.#test(frame, own);
      if (holds !== false) {
        this.#sequence(frame, list, at, stop, branch);
        const now = new Map(frame.names);
        if (!never) merge(outcome, now);
        outcome = now;
        never = false;
      }
      whole ||= own.test === null;
      at = stop;
      branch = at < to ? childOf(blocks, parent, (list[at] as Statement).block) : parent;
    }
    replace(frame.names, outcome);
    if (!whole) merge(before, frame.names);
    return at;
  }

  /** Whether a test holds, where that is plain. */
  #test(frame: Frame, { test }: Block): boolean | null {
    if (test === null) return null;
    const value = evaluate(this, frame, test);
    return value.kind === 'flag' ? value.value : null;
  }

  #execute(frame: Frame, statement: Statement): void {
    this.step();
    switch (statement.kind) {
      case 'assign':
        this.#assign(frame, statement.of);
        break;
      case 'call':
        evaluate(this, frame, { kind: 'call', call: statement.of.index, at: statement.at });
        break;
      case 'return':
        if (statement.value !== null) frame.results.push(evaluate(this, frame, statement.value));
        break;
      case 'shown':
        evaluate(this, frame, statement.value);
    }
  }

  #assign(frame: Frame, { target, value, kind }: Assignment): void {
    this.into = target.kind === 'name' ? target.name : '';
    const result = evaluate(this, frame, value);
    this.into = '';
    if (kind === 'augmented') {
      const old = evaluate(this, frame, target);
      if (old.kind === 'data' && result.kind !== 'data' && result.kind !== 'figure') return;
    }
    assignTo(this, frame, target, kind === 'loop' ? elementOf(result) : result, value, kind === 'augmented');
  }
}

/** What a loop variable holds. */
export function elementOf(value: Value): Value {
  if (value.kind === 'folds')
    return itemsOf([
      { kind: 'numbers', split: value.split, role: 'train' },
      { kind: 'numbers', split: value.split, role: 'test' },
    ]);
  if (value.kind === 'thing') {
    const folds = value.attributes.get('folds');
    return folds?.kind === 'folds' ? elementOf(folds) : NOTHING;
  }
  if (value.kind === 'items') {
    const [first, ...rest] = value.items;
    if (first === undefined) return NOTHING;
    // Of a list of estimators any stands for the others; of parts of data none does.
    if (first.kind === 'items' || first.kind === 'thing') return first;
    return rest.length === 0 ? first : NOTHING;
  }
  return NOTHING;
}

/** The block directly below `parent` in which a statement of block `at` lies; `parent` itself where it lies in that. */
function childOf(blocks: readonly Block[], parent: number, at: number): number {
  let child = at;
  for (let hops = 0; child !== parent && child >= 0 && hops < 200; hops++) {
    const above = blocks[child]?.parent ?? -1;
    if (above === parent) return child;
    child = above;
  }
  return parent;
}

function merge(before: ReadonlyMap<string, Value>, names: Map<string, Value>): void {
  for (const [name, value] of before) {
    const after = names.get(name);
    if (after === value) continue;
    const both = joined(value, after);
    if (both !== undefined) names.set(name, both);
  }
}

function replace(names: Map<string, Value>, by: ReadonlyMap<string, Value>): void {
  names.clear();
  for (const [name, value] of by) names.set(name, value);
}

export function stepAt(module: Module, at: Position, message: string): Step {
  const { line, column, cell } = at;
  return { path: module.path, line, column, ...(cell === undefined ? {} : { cell }), message };
}

/** A short text of an expression, by which two of them are compared; empty for what is too long. */
export function written(expression: Expression, module: Module, depth = 0): string {
  if (depth > 5) return '';
  const inner = (one: Expression): string => written(one, module, depth + 1);
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'attribute':
      return `${inner(expression.base)}.${expression.name}`;
    case 'number':
      return String(expression.value);
    case 'string':
      return `"${expression.value.slice(0, 40)}"`;
    case 'constant':
      return String(expression.value);
    case 'operation':
      return expression.operands.length === 1
        ? `${expression.operator}${inner(expression.operands[0] as Expression)}`
        : expression.operands.map(inner).join(` ${expression.operator} `);
    case 'subscript':
      return `${inner(expression.base)}[${expression.index.map(inner).join(',')}]`;
    case 'call': {
      const call = module.calls[expression.call];
      return call === undefined
        ? ''
        : `${inner(call.callee)}(${call.arguments.map(({ value }) => inner(value)).join(',')})`;
    }
    case 'sequence':
      return `[${expression.items.slice(0, 8).map(inner).join(',')}]`;
    case 'slice':
      return expression.parts.map((part) => (part === null ? '' : inner(part))).join(':');
    default:
      return '';
  }
}
