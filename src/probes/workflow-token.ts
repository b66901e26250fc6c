import type { Permissions } from '../facts/ci.ts';
import { type Workflow, workflows } from '../facts/workflow.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const workflowToken: Probe<Options> = {
  about:
    'GitHub workflows by what their token may do: seen where permissions are stated, missing where a job is left to the default of the repository or is given everything',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples', 'vendored'],
  needs: () => [{ reader: workflows }],
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const { path, value } of facts.documents(workflows)) {
      if (value.kind !== 'workflow' || value.jobs.length === 0) continue;
      const wrong = wide(path, value);
      if (wrong.some(({ confidence }) => confidence !== 'hint')) missing.push(...wrong);
      else {
        missing.push(...wrong);
        seen.push(finding(path, { line: value.permissions?.line ?? 1, column: 1 }, 'states what its token may do'));
      }
    }
    return { seen, missing };
  },
};

function wide(path: string, { permissions, jobs, triggers }: Workflow): Finding[] {
  const at = (line: number) => ({ line, column: 1 });
  const found: Finding[] = [];
  // The permissions at the top count only for jobs that state none.
  const left = jobs.filter((job) => job.permissions === null);
  if (permissions !== null && givesAll(permissions) && left.length > 0) {
    found.push(finding(path, at(permissions.line), 'gives the token write access to everything'));
  }
  for (const job of jobs) {
    if (job.permissions !== null && givesAll(job.permissions)) {
      found.push(
        finding(path, at(job.permissions.line), `gives the token of job ${job.key} write access to everything`),
      );
    }
  }
  const [first] = left;
  if (permissions === null && first !== undefined) {
    // A workflow that is only called gets no more than its caller has.
    const called = triggers.size === 1 && triggers.has('workflow_call');
    const message = `says nothing about what the token of job ${first.key} may do, which leaves it to the settings of the repository`;
    found.push(finding(path, at(first.line), message, called ? 'hint' : 'certain'));
  }
  return found;
}

function givesAll({ grants }: Permissions): boolean {
  return grants.some(({ scope, access }) => scope === '*' && access === 'write');
}
