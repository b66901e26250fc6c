import { pageNeed } from '../facts/documents/pages.ts';
import { resultNeed, resultsOf } from '../facts/documents/results.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly front?: boolean;
}

export const metricValue: Probe<Options> = {
  about: 'values of metrics in tables, sentences and shown output of the README and of the documents that it leads to',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { front: { type: 'boolean', description: 'Only the README and what it links to.' } },
  },
  in: ['code', 'docs', 'examples'],
  needs: ({ front = false }) => (front ? [pageNeed] : [pageNeed, resultNeed]),
  run: (facts, { front = false }) => ({
    seen: resultsOf(facts, front ? 1 : undefined).map(({ path, line, what }) =>
      finding(path, { line, column: 1 }, what),
    ),
  }),
};
