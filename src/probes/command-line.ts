import { globs } from '../facts/globs.ts';
import { optionNeeds, options } from '../facts/options.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly flags?: readonly string[];
  readonly commands?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };
const perFile = 3;

export const commandLine: Probe<Options> = {
  about:
    'flags and subcommands that Python programs take on their command line, by name without dashes; `*` stands for part of one',
  options: { type: 'object', additionalProperties: false, properties: { flags: list, commands: list } },
  needs: () => optionNeeds,
  run: (facts, { flags = [], commands = [] }) => {
    const wanted = { flag: globs(flags), command: globs(commands) };
    return {
      seen: facts.documents(options).flatMap(({ path, value }) =>
        value
          .filter(
            ({ kind, name }) => (kind === 'flag' || kind === 'command') && wanted[kind](name.replaceAll('/', '_')),
          )
          .slice(0, perFile)
          .map(({ kind, name, line }) => finding(path, { line, column: 1 }, `takes the ${kind} ${name}`)),
      ),
    };
  },
};
