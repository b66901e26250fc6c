import { isHyperParameter } from '../facts/hyper-parameters.ts';
import { optionNeeds, options } from '../facts/options.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly by: readonly ('flag' | 'module' | 'file' | 'environment' | 'framework')[];
}

const perFile = 3;

export const hyperParameter: Probe<Options> = {
  about:
    'hyper-parameters that can be set without touching the code that trains: flags of a command line, modules and classes made for settings, settings files (YAML, JSON, TOML, gin), variables of the environment, and frameworks that make every value settable',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['by'],
    properties: {
      by: { type: 'array', minItems: 1, items: { enum: ['flag', 'module', 'file', 'environment', 'framework'] } },
    },
  },
  needs: () => optionNeeds,
  run: (facts, { by }) => ({
    seen: facts.documents(options).flatMap(({ path, value }) =>
      value
        .filter(
          ({ kind, name }) =>
            kind !== 'command' && by.includes(kind) && (kind === 'framework' || isHyperParameter(name)),
        )
        .slice(0, perFile)
        .map(({ kind, name, line }) =>
          finding(path, { line, column: 1 }, kind === 'framework' ? `sets parameters by ${name}` : `sets ${name}`),
        ),
    ),
  }),
};
