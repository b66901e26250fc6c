import { pythonWords } from '../facts/python/words.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly names: readonly string[];
}

export const word: Probe<Options> = {
  about:
    'names (`feature_importances_`) and dotted pairs of names (`logger.info`) that stand in Python code, outside comments and strings; told without resolving them',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['names'],
    properties: {
      names: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)?$' } },
    },
  },
  needs: ({ names }) => [{ reader: pythonWords, needles: names }],
  run: (facts, { names }) => ({
    seen: facts.documents(pythonWords).flatMap(({ path, value }) => {
      const name = names.find((one) => value.has(one));
      const at = name === undefined ? undefined : value.get(name);
      return name === undefined || at === undefined ? [] : [finding(path, at, `uses ${name}`)];
    }),
  }),
};
