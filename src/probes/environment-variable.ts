import { environmentNeedles, environmentReads, ownVariables } from '../facts/environment-reads.ts';
import { api } from '../facts/python/api.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly least?: number;
  readonly names?: readonly string[];
}

export const environmentVariable: Probe<Options> = {
  about:
    "variables of the environment that the repository's own code asks for; those of the system, of launchers, of libraries and of CI do not count",
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      names: {
        type: 'array',
        minItems: 1,
        items: { type: 'string', minLength: 1 },
        description: 'Only variables of these names; `*` stands for anything.',
      },
      least: { type: 'integer', minimum: 1, description: 'Nothing is seen where fewer are asked for; 1 where absent.' },
    },
  },
  needs: () => [{ reader: environmentReads, needles: environmentNeedles }],
  run: (facts, { least = 1, names }) => {
    const wanted = names === undefined ? null : api(names);
    const own = [...ownVariables(facts)].filter(([name]) => wanted === null || wanted.matches(name));
    if (own.length < least) return { seen: [] };
    return { seen: own.map(([name, { path, at }]) => finding(path, at, `reads ${name}`)) };
  },
};
