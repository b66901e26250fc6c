import { ci } from '../facts/ci.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly uses: readonly string[];
}

export const ciAction: Probe<Options> = {
  about: 'actions, reusable workflows, orbs and tasks that CI uses, by name without version',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['uses'],
    properties: { uses: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  needs: () => [{ reader: ci }],
  run: (facts, { uses }) => {
    const wanted = new Set(uses.map((name) => name.toLowerCase()));
    return {
      seen: facts.documents(ci).flatMap(({ path, value }) =>
        value.jobs
          .filter(({ disabled }) => !disabled)
          // A job may be a workflow of others as a step may be an action of theirs.
          .flatMap((job) => [job, ...job.steps])
          .filter(({ uses, disabled }) => !disabled && wanted.has(uses?.split('@')[0]?.toLowerCase() ?? ''))
          .map(({ uses, line }) => finding(path, { line, column: 1 }, `uses ${uses}`)),
      ),
    };
  },
};
