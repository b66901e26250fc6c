import type { Reader } from '../model.ts';
import { nameOf } from './patterns.ts';

/** Names in capitals that a file for people or for deployment mentions, such as `OPENAI_API_KEY`. */
export const variableLists: Reader<ReadonlySet<string>> = {
  kind: 'variable-lists',
  cap: 'text',
  textOnly: true,
  matches: (path) => {
    const name = nameOf(path);
    if (path.startsWith('.github/workflows/') || /\.(?:py|ipynb|[cm]?[jt]sx?)$/i.test(name)) return false;
    return (
      /\.(?:md|mdx|rst|markdown|ya?ml|tf|tfvars|toml|env)$/i.test(name) ||
      /^readme(?:\.\w+)?$/i.test(name) ||
      /^\.?env(?:rc)?(?:[._-][\w.-]+)?$/i.test(name) ||
      /^[\w.-]+\.env(?:\.[\w.-]+)?$/i.test(name) ||
      /^(?:(?:docker|container)file|makefile)/i.test(name) ||
      /\.(?:sh|bash)$/i.test(name) ||
      /\.(?:example|sample|template|dist)$/i.test(name)
    );
  },
  parse: ({ text }) => ({ value: new Set(text.match(/(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{2,80}(?![A-Za-z0-9_])/g) ?? []) }),
};
