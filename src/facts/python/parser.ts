import { overwhelms } from './limits.ts';
import { ParseOptions, Parser, type Ranges, type Token } from './pyright.js';
import type { Node } from './syntax.ts';

export interface Attempt {
  readonly statements: readonly Node[];
  readonly tokens: Ranges<Token>;
  /** Whether there was any syntax error, be it ever so small. */
  readonly faulty: boolean;
}

/**
 * Runs Pyright's parser once: the only place that would change for another one, beside the shapes of nodes.
 * Gives `null` for a text that is beyond it, such as one that is nested too deeply.
 */
export function attempt(text: string): Attempt | null {
  if (overwhelms(text)) return null;
  let faulty = false;
  const sink = {
    addError() {
      faulty = true;
    },
  };
  try {
    // The last argument only keeps it from hashing the text.
    const { parserOutput, tokenizerOutput } = new Parser().parseSourceFile(text, new ParseOptions(), sink, 0);
    return { statements: parserOutput.parseTree.d.statements, tokens: tokenizerOutput.tokens, faulty };
  } catch {
    // The stack's RangeError or an assertion of the parser's own: either way it cannot read this text.
    return null;
  }
}
