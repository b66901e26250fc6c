import { manifest } from '../facts/dependencies/manifest.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly names: readonly string[];
}

export const dependency: Probe<Options> = {
  about: 'declared dependencies by distribution name',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['names'],
    properties: { names: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  needs: () => [{ reader: manifest }],
  run: (facts, { names }) => {
    const wanted = new Set(names);
    return {
      seen: facts
        .documents(manifest)
        .flatMap(({ path, value }) =>
          value.dependencies
            .filter(({ name }) => wanted.has(name))
            .map(({ name, line }) => finding(path, { line, column: 1 }, `declares ${name}`)),
        ),
    };
  },
};
