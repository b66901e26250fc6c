import { modelLoadNeed, modelLoadsOf } from '../facts/model-versions.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly version?: 'stated' | 'latest' | 'any';
}

export const modelVersion: Probe<Options> = {
  about:
    'places where Python code loads a model from a file, registry or store: seen are those that state a version, stage, alias, run or revision, missing those that take the latest or name none. With `version` only those that are so, with `any` all of them',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { version: { enum: ['stated', 'latest', 'any'] } },
  },
  needs: () => [modelLoadNeed],
  run: (facts, { version }) => {
    const all = modelLoadsOf(facts);
    const told = {
      stated: 'states the version it loads',
      latest: 'loads whatever is latest',
      open: 'loads a model without a version',
    };
    if (version !== undefined)
      return {
        seen: all
          .filter((one) => version === 'any' || one.version === version)
          .map((one) => finding(one.path, one.at, told[one.version])),
      };
    const found = (stated: boolean) =>
      all
        .filter((one) => (one.version === 'stated') === stated)
        .map((one) => finding(one.path, one.at, told[one.version]));
    return { seen: found(true), missing: found(false).slice(0, 5) };
  },
};
