import { api } from '../facts/python/api.ts';
import type { Expression, Module } from '../facts/python/module.ts';
import { python } from '../facts/python/reader.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

interface Options {
  readonly names: readonly string[];
}

export const use: Probe<Options> = {
  about:
    'what Python code calls, decorates with or derives from, by qualified name as in `call`; an import alone is no use',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['names'],
    properties: { names: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  needs: ({ names }) => [{ reader: python, needles: [...new Set(names.map(needle))] }],
  run: (facts, { names }) => {
    const pattern = api(names);
    const matches = (name: string | null): name is string => name !== null && pattern.matches(name);
    return {
      seen: facts
        .documents(python)
        .flatMap(({ path, value }): Finding[] => [
          ...value.calls
            .filter(({ qualified }) => matches(qualified))
            .map(({ at, qualified }) => finding(path, at, `uses ${shorten(qualified ?? '')}`)),
          ...value.scopes.flatMap(({ decorators, bases }) =>
            [...decorators, ...bases]
              .filter((one) => matches(nameOf(one, value)))
              .map((one) => finding(path, one.at, `uses ${shorten(nameOf(one, value) ?? '')}`)),
          ),
        ]),
    };
  },
};

/** Every literal part of the name stands somewhere in a module that uses it. */
function needle(name: string): string {
  const parts = name
    .replaceAll('()', '')
    .split('.')
    .filter((part) => part !== '' && !part.includes('*'));
  return parts.map((part, index) => (index === 0 && !name.startsWith('*') ? `<${part}` : part)).join('&&');
}

function nameOf(expression: Expression, { calls }: Module): string | null {
  if (expression.kind === 'name' || expression.kind === 'attribute') return expression.qualified;
  // `Base[Row]` and `flow(name="train")`
  if (expression.kind === 'subscript') return nameOf(expression.base, { calls } as Module);
  return expression.kind === 'call' ? (calls[expression.call]?.qualified ?? null) : null;
}

function shorten(qualified: string): string {
  const segments = qualified.replaceAll('()', '').split('.');
  return segments.length <= 4 ? segments.join('.') : `${segments[0]}.….${segments.slice(-2).join('.')}`;
}
