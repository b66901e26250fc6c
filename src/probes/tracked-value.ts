import { trackedNeed, trackedValuesOf } from '../facts/tracked-values.ts';
import { trainingOf } from '../facts/training.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

interface Options {
  readonly what: 'parameters' | 'metrics' | 'account';
}

const mostPlaces = 3;
const said = { parameters: 'logs parameters', metrics: 'logs metrics', account: 'names' };

export const trackedValue: Probe<Options> = {
  about:
    'what runs of an experiment tracker are told: parameters, metrics, or, as a literal in the code, an account or server that belongs to one person or team',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['what'],
    properties: { what: { enum: ['parameters', 'metrics', 'account'] } },
  },
  needs: () => [trackedNeed],
  run: (facts, { what }) => {
    const all = trackedValuesOf(facts);
    const seen = all
      .filter((one) => one.what === what)
      .map(({ path, at, how, confidence }) =>
        finding(path, at, `${said[what]}${what === 'account' ? ` ${how}` : ` by ${how}`}`, confidence),
      );
    if (seen.length > 0 || what === 'account') return { seen };
    const places = [...all.filter((one) => one.what !== 'account'), ...trainingOf(facts)];
    const first = new Map<string, Finding>();
    for (const { path, at } of places)
      if (!first.has(path)) first.set(path, finding(path, at, `no ${what} are logged`));
    return { seen, missing: [...first.values()].slice(0, mostPlaces) };
  },
};
