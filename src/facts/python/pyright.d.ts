import type { ModuleNode } from './syntax.ts';

/**
 * The few declarations of Pyright's parser that we use. Its own ones pull in half a language server,
 * which would slow down type checking and does not pass our strict flags.
 */
export interface Token {
  readonly type: number;
  readonly start: number;
  readonly length: number;
  /** Only on string tokens. */
  readonly flags?: number;
}

export interface Ranges<T> {
  readonly count: number;
  getItemAt(index: number): T;
}

export interface Sink {
  addError(message: unknown, range: unknown): void;
}

export class ParseOptions {}

export class Parser {
  parseSourceFile(
    text: string,
    options: ParseOptions,
    sink: Sink,
    contentHash: unknown,
  ): {
    readonly parserOutput: { readonly parseTree: ModuleNode };
    readonly tokenizerOutput: { readonly tokens: Ranges<Token> };
  };
}
