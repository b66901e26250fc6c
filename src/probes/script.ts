import { scripts } from '../facts/scripts.ts';
import { finding } from '../finding.ts';
import type { Position, Probe } from '../model.ts';

interface Options {
  readonly packages?: readonly string[];
  readonly calls?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const script: Probe<Options> = {
  about:
    'code in R or Julia (scripts, R Markdown, Quarto, notebooks) that attaches one of these packages and, where both are given, calls one of these functions as well (`set.seed`, `caret::train`, `Random.seed!`)',
  options: {
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    properties: { packages: list, calls: list },
  },
  needs: ({ packages, calls }) => [{ reader: scripts, needles: packages ?? calls ?? [] }],
  run: (facts, { packages, calls }) => ({
    seen: facts.documents(scripts).flatMap(({ path, value }) => {
      const attached = packages === undefined ? null : first(packages, value.packages);
      const called = calls === undefined ? null : first(calls, value.calls);
      if (attached === undefined || called === undefined) return [];
      const [name, at] = called ?? attached ?? [];
      return name === undefined || at === undefined
        ? []
        : [finding(path, at, `${called === null ? 'uses' : 'calls'} ${name}`)];
    }),
  }),
};

function first(
  names: readonly string[],
  known: ReadonlyMap<string, Position>,
): readonly [string, Position] | undefined {
  const name = names.find((one) => known.has(one));
  const at = name === undefined ? undefined : known.get(name);
  return name === undefined || at === undefined ? undefined : [name, at];
}
