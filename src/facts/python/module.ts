import type { Position } from '../../model.ts';

/**
 * What is kept of a Python module or notebook once it was parsed: compact, in source order, with every name
 * resolved through the module's own imports and assignments. Nobody walks a syntax tree a second time.
 */
export interface Module {
  readonly path: string;
  readonly notebook: boolean;
  /** Dotted name by which the repository's own code imports it (`churn.data`); shortest first, from likely source roots. */
  readonly names: readonly string[];
  readonly docstring: boolean;
  /** Index 0 is the module itself. */
  readonly scopes: readonly Scope[];
  /**
   * Loops, branches, `with` and `try` around statements, in order; -1 stands for none. A function's body begins at -1
   * again, those of classes, lambdas and comprehensions go on in the block they stand in.
   */
  readonly blocks: readonly Block[];
  readonly imports: readonly Import[];
  /** In order of evaluation: an argument's call comes before the call that takes it. */
  readonly calls: readonly Call[];
  readonly assignments: readonly Assignment[];
  readonly returns: readonly {
    readonly value: Expression | null;
    readonly at: Position;
    readonly scope: number;
    readonly block: number;
  }[];
  readonly asserts: readonly {
    readonly test: Expression;
    readonly at: Position;
    readonly scope: number;
    readonly block: number;
  }[];
  readonly comparisons: readonly {
    readonly operator: string;
    readonly left: Expression;
    readonly right: Expression;
    readonly at: Position;
    readonly scope: number;
  }[];
  /** Expression statements that are neither call nor string, such as a bare name at the end of a cell, or `yield x`. */
  readonly shown: readonly { readonly value: Expression; readonly at: Position; readonly scope: number }[];
  /**
   * Every string literal outside docstrings, with the place of its use. Adjacent literals are one; fields of f-strings
   * stand as `{}`.
   */
  readonly strings: readonly {
    readonly value: string;
    readonly at: Position;
    readonly scope: number;
    readonly formatted: boolean;
  }[];
  /** Lines of a notebook's cells that are no Python: `!pip install x`, `%pip install x`, `%%bash` bodies, by line. */
  readonly commands: readonly { readonly text: string; readonly at: Position }[];
  /** Lines of code: neither blank nor comment only; in a notebook those of Python cells, without commands. */
  readonly lines: number;
  /** True under `if __name__ == "__main__":`. */
  readonly main: boolean;
}

export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'lambda' | 'comprehension';
  readonly name: string;
  /** Dotted within the module: `Trainer.fit`. */
  readonly qualified: string;
  readonly parent: number;
  readonly at: Position;
  readonly endLine: number;
  readonly docstring: boolean;
  readonly async: boolean;
  readonly parameters: readonly {
    readonly name: string;
    readonly annotation: string | null;
    readonly default: Expression | null;
    readonly kind: 'normal' | 'args' | 'kwargs';
  }[];
  readonly decorators: readonly Expression[];
  /** Base classes of a class. */
  readonly bases: readonly Expression[];
}

export interface Block {
  /**
   * `else` follows the block that it belongs to, as its sibling, and `elif` is an `else` with a test. Every further
   * item of a `with` is a block inside the one before; every `case` is a `match`.
   */
  readonly kind: 'for' | 'while' | 'if' | 'else' | 'with' | 'try' | 'except' | 'finally' | 'match';
  readonly parent: number;
  readonly scope: number;
  readonly at: Position;
  readonly endLine: number;
  /** What is looped over, tested, entered or matched. */
  readonly test: Expression | null;
}

export interface Import {
  /** `sklearn.model_selection` of `from sklearn.model_selection import train_test_split`; relative imports keep their dots. */
  readonly module: string;
  /** `train_test_split`, `*`, or `null` for a plain `import`. */
  readonly name: string | null;
  /** The local name that is bound. */
  readonly alias: string;
  readonly at: Position;
  readonly scope: number;
  /**
   * Inside `try` with an `except ImportError` (or wider), in such an `except`, or below a guard such as
   * `if is_available()`, `if sys.version_info >= (3, 11)` or `if IN_COLAB`.
   */
  readonly optional: boolean;
  /** Below `if TYPE_CHECKING:`. */
  readonly typing: boolean;
}

export interface Call {
  /** Its index in `Module.calls`. */
  readonly index: number;
  readonly callee: Expression;
  /**
   * Qualified name of what is called, or `null` where it cannot be told. `()` marks the result of a call and `[]` an
   * item or an unpacked part: `sklearn.preprocessing.StandardScaler().fit` for `scaler.fit` after
   * `scaler = StandardScaler()`, `pandas.read_csv()[].dropna`. Builtins stand for themselves: `print`. A function or class of the same module has no prefix but a leading dot: `.train`, `.Net().forward`.
   * A method that such a class inherits from a class of elsewhere is that one's: `torch.nn.Module().parameters` for
   * `self.parameters`. Something of the repository that was imported is qualified by its import: `churn.data.load`.
   */
  readonly qualified: string | null;
  readonly arguments: readonly { readonly value: Expression; readonly star: '' | '*' | '**' }[];
  readonly keywords: readonly { readonly name: string; readonly value: Expression }[];
  readonly at: Position;
  readonly scope: number;
  readonly block: number;
  /** True where the call's value is thrown away: it is a statement by itself. */
  readonly statement: boolean;
}

export interface Assignment {
  /**
   * Unpacked targets stay a sequence: `X_train, X_test = …`. Also targets of `for` and of comprehensions, `with … as`,
   * walrus, augmented assignment, and what a `case` captures (as `loop`). A name that is assigned is not resolved; an
   * attribute is what it names: `torch.backends.cudnn.deterministic`.
   */
  readonly target: Expression;
  readonly value: Expression;
  readonly kind: 'plain' | 'augmented' | 'loop' | 'with' | 'walrus' | 'annotated';
  readonly at: Position;
  readonly scope: number;
  readonly block: number;
}

export type Expression =
  | { readonly kind: 'name'; readonly name: string; readonly qualified: string | null; readonly at: Position }
  | {
      readonly kind: 'attribute';
      readonly base: Expression;
      readonly name: string;
      readonly qualified: string | null;
      readonly at: Position;
    }
  | {
      readonly kind: 'string';
      readonly value: string;
      readonly formatted: boolean;
      readonly parts?: readonly Expression[];
      readonly at: Position;
    }
  | { readonly kind: 'number'; readonly value: number; readonly at: Position }
  | { readonly kind: 'constant'; readonly value: true | false | null | '...'; readonly at: Position }
  | { readonly kind: 'call'; readonly call: number; readonly at: Position }
  | {
      readonly kind: 'sequence';
      readonly type: 'list' | 'tuple' | 'set';
      readonly items: readonly Expression[];
      readonly at: Position;
    }
  | {
      readonly kind: 'mapping';
      readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
      readonly at: Position;
    }
  | {
      readonly kind: 'subscript';
      readonly base: Expression;
      readonly index: readonly Expression[];
      readonly at: Position;
    }
  | { readonly kind: 'slice'; readonly parts: readonly (Expression | null)[]; readonly at: Position }
  | {
      readonly kind: 'operation';
      readonly operator: string;
      readonly operands: readonly Expression[];
      readonly at: Position;
    }
  /**
   * What flows through, without its shape: `comprehension` (elements, then what is looped over and tested),
   * `conditional` (then, test, else), `lambda` (its body), `await`, `walrus`, `yield`, `yield from`, `unpack` (`*x`),
   * `error` (what could not be read).
   */
  | { readonly kind: 'other'; readonly type: string; readonly parts: readonly Expression[]; readonly at: Position };
