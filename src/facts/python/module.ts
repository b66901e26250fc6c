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
  /** Loops, branches, `with` and `try` around statements; -1 stands for none. */
  readonly blocks: readonly Block[];
  readonly imports: readonly Import[];
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
  /** Expression statements that are neither call nor string, such as a bare name at the end of a cell. */
  readonly shown: readonly { readonly value: Expression; readonly at: Position; readonly scope: number }[];
  /** Every string literal outside docstrings, f-string parts included, with the place of its use. */
  readonly strings: readonly {
    readonly value: string;
    readonly at: Position;
    readonly scope: number;
    readonly formatted: boolean;
  }[];
  /** Lines of a notebook's cells that are no Python: `!pip install x`, `%pip install x`, `%%bash` bodies, by line. */
  readonly commands: readonly { readonly text: string; readonly at: Position }[];
  /** Lines of code: neither blank nor comment only. */
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
  /** Inside `try` with an `except ImportError` (or wider), or below a guard such as `if is_available()`. */
  readonly optional: boolean;
  /** Below `if TYPE_CHECKING:`. */
  readonly typing: boolean;
}

export interface Call {
  /** Its index in `Module.calls`. */
  readonly index: number;
  readonly callee: Expression;
  /**
   * Qualified name of what is called, or `null` where it cannot be told. `()` marks the result of a call:
   * `sklearn.preprocessing.StandardScaler().fit` for `scaler.fit` after `scaler = StandardScaler()`,
   * `pandas.read_csv().dropna`. A function or class of the same module has no prefix but a leading dot: `.train`, `.Net().forward`.
   * Something of the repository that was imported is qualified by its import: `churn.data.load`.
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
  /** Unpacked targets stay a sequence: `X_train, X_test = …`. Also `for` targets, `with … as`, walrus and augmented assignment. */
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
  /** Comprehensions, conditional expressions, lambdas, await, yield: what flows through them, without their shape. */
  | { readonly kind: 'other'; readonly type: string; readonly parts: readonly Expression[]; readonly at: Position };
