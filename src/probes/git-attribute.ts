import { attributes } from '../facts/attributes.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly name: string;
  readonly value: string;
}

const text = { type: 'string', minLength: 1 };

export const gitAttribute: Probe<Options> = {
  about: 'lines of `.gitattributes` that give an attribute a value, whether or not a file matches them',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'value'],
    properties: { name: text, value: text },
  },
  in: ['code', 'tests', 'docs', 'examples'],
  needs: () => [{ reader: attributes }],
  run: (facts, { name, value }) => ({
    seen: facts
      .documents(attributes)
      .flatMap(({ path, value: { lines } }) =>
        lines
          .filter((line) => line.attributes.get(name) === value)
          .map(({ line }) => finding(path, { line, column: 1 }, `sets ${name} to ${value}`)),
      ),
  }),
};
