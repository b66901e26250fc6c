import type { Position, Reader } from '../model.ts';
import { nameOf } from './patterns.ts';

/** What is kept of a file of TypeScript or JavaScript that uses a library of machine learning. */
export interface JavascriptModule {
  readonly imports: readonly { readonly module: string; readonly at: Position }[];
  /** Calls of what was imported: `@huggingface/transformers.pipeline`, `openai.default().chat.completions.create`. */
  readonly calls: readonly JavascriptCall[];
}

export interface JavascriptCall {
  readonly qualified: string;
  readonly arguments: readonly JavascriptValue[];
  readonly at: Position;
}

export type JavascriptValue =
  | { readonly kind: 'string'; readonly text: string }
  /** `open`: something is spread into it. */
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, JavascriptValue>; readonly open: boolean }
  | { readonly kind: 'other' };

/** More than people write by hand. */
const longest = 300_000;

/** The parser is loaded with the first file that a probe's needles let through: most repositories never need it. */
export const javascript: Reader<JavascriptModule> = {
  kind: 'javascript',
  cap: 'text',
  textOnly: true,
  matches: (path) => /\.[cm]?[jt]sx?$/.test(path) && !/\.(?:min|bundle|config)\.[cm]?js$|\.d\.ts$/.test(nameOf(path)),
  parse: async ({ path, text }) => {
    if (text.length > longest) return null;
    const { moduleOf } = await import('./javascript/module.ts');
    return { value: moduleOf(path, text) };
  },
};
