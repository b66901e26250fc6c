import { globs } from '../facts/globs.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly paths: readonly string[];
  readonly except?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const file: Probe<Options> = {
  about: 'files by their path: globs; without a slash they match the name at any depth, `/name` only at the top',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['paths'],
    properties: { paths: list, except: list },
  },
  needs: () => [],
  run: (facts, { paths, except = [] }) => {
    const wanted = globs(paths);
    const unwanted = globs(except);
    return {
      seen: facts.files
        .filter(({ path, kind }) => kind !== 'submodule' && wanted(path) && !unwanted(path))
        .map(({ path }) => finding(path, null, 'is in the repository')),
    };
  },
};
