import { pythonImports } from '../facts/python/imports.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

interface Options {
  readonly modules: readonly string[];
}

export const importProbe: Probe<Options> = {
  about: 'imports of Python modules; a package stands for its submodules',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['modules'],
    properties: { modules: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[A-Za-z_][\\w.]*$' } } },
  },
  needs: () => [{ reader: pythonImports }],
  run: (facts, { modules }) => {
    const wanted = new Set(modules);
    return {
      seen: facts.documents(pythonImports).flatMap(({ path, value }) => {
        const first = new Map<string, Finding>();
        for (const { module, at } of value) {
          const match = within(module, wanted);
          if (match !== null && !first.has(match)) first.set(match, finding(path, at, `imports ${match}`));
        }
        return [...first.values()];
      }),
    };
  },
};

/** The wanted module that this one is, or is part of. */
function within(module: string, wanted: ReadonlySet<string>): string | null {
  for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    if (wanted.has(name)) return name;
  }
  return null;
}
