import type { Position } from '../../model.ts';
import type { Block, Call, Expression, Import, Module, Scope } from './module.ts';
import { type Mutable, Names } from './names.ts';
import type { Places } from './places.ts';

type List<Key extends keyof Module> = Module[Key] extends readonly (infer Item)[] ? Item[] : never;

/** A module while it is being read: what was found so far, and where the walk stands. */
export class Draft {
  readonly scopes: Scope[] = [];
  readonly blocks: Mutable<Block>[] = [];
  readonly imports: Import[] = [];
  readonly calls: Call[] = [];
  readonly assignments: List<'assignments'> = [];
  readonly returns: List<'returns'> = [];
  readonly asserts: List<'asserts'> = [];
  readonly comparisons: List<'comparisons'> = [];
  readonly shown: List<'shown'> = [];
  readonly strings: List<'strings'> = [];
  readonly names: Names;
  /** Dotted package for relative imports. */
  readonly package: string;
  /** Last line of the module, or of its last cell. */
  endLine = 0;
  main = false;
  docstring = false;

  scope = 0;
  block = -1;
  /** Below `if TYPE_CHECKING:`. */
  typing = false;
  /** Inside something that makes an import optional. */
  optional = false;
  /** In an `except` or `else` branch of the scope. */
  fallback = false;
  #text = '';
  #offset = 0;
  #places: Places;

  constructor(places: Places, within: string) {
    this.#places = places;
    this.package = within;
    this.names = new Names(this.scopes, this.calls);
    this.enter({
      kind: 'module',
      name: '',
      qualified: '',
      at: { line: 1, column: 1 },
      endLine: 0,
      docstring: false,
      async: false,
      parameters: [],
      decorators: [],
      bases: [],
    });
  }

  /** Call when everything is read. */
  finish(): void {
    const [module] = this.scopes;
    if (module !== undefined) this.scopes[0] = { ...module, endLine: this.endLine };
    this.names.resolve();
  }

  /** What is read next: a piece of `text` whose nodes count from `offset`. */
  turn(text: string, offset: number, places: Places): void {
    this.#text = text;
    this.#offset = offset;
    this.#places = places;
  }

  at(offset: number): Position {
    return this.#places.at(this.#offset + offset);
  }

  line(offset: number): number {
    return this.#places.line(this.#offset + offset);
  }

  /** Source text of a node, as a string that does not keep the whole file in memory. */
  text(node: { readonly start: number; readonly length: number }): string {
    const start = this.#offset + node.start;
    return ` ${this.#text.slice(start, start + Math.min(node.length, 200))}`.slice(1);
  }

  /** Adds a scope below the current one and makes it current; gives the one to return to. */
  enter(scope: Omit<Scope, 'parent'>): number {
    const before = this.scope;
    this.scopes.push({ ...scope, parent: this.scopes.length === 0 ? -1 : before });
    this.scope = this.scopes.length - 1;
    this.names.enter();
    return before;
  }

  /** Adds a block inside the current one; the walk is not in it yet. */
  open(kind: Block['kind'], at: Position, endLine: number, test: Expression | null): number {
    this.blocks.push({ kind, parent: this.block, scope: this.scope, at, endLine, test });
    return this.blocks.length - 1;
  }

  /** Back to the module itself, after something could not be read to its end. */
  reset(): void {
    this.scope = 0;
    this.block = -1;
    this.typing = false;
    this.optional = false;
    this.fallback = false;
  }

  /** Dotted name of something called `name` that is defined in the current scope. */
  qualify(name: string): string {
    const { qualified } = this.scopes[this.scope] as Scope;
    return qualified === '' || qualified.length > 200 ? name : `${qualified}.${name}`;
  }
}
