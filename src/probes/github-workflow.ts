import { workflows } from '../facts/workflow.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const githubWorkflow: Probe<Options> = {
  about: 'workflows of GitHub Actions that have a job which can run',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples', 'vendored'],
  needs: () => [{ reader: workflows }],
  run: (facts) => ({
    seen: facts
      .documents(workflows)
      .filter(({ value }) => value.kind === 'workflow' && value.jobs.length > 0)
      .map(({ path }) => finding(path, null, 'is a workflow')),
  }),
};
