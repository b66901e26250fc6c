import type { Trigger, Workflow, WorkflowJob, WorkflowStep } from '../workflow.ts';
import { narrower, type Reach, reachOf } from './outsider.ts';

/** What only somebody of the project can do to an issue or pull request. */
const projectsOwn = new Set([
  'labeled',
  'unlabeled',
  'assigned',
  'unassigned',
  'milestoned',
  'demilestoned',
  'locked',
  'unlocked',
  'pinned',
  'unpinned',
  'transferred',
]);
const strangersEvents = ['pull_request', 'pull_request_target', 'issues', 'issue_comment', 'fork'];

/** Whether a stranger can bring an event about. */
export function triggerReach(event: string, trigger: Trigger, files: ReadonlyMap<string, Workflow>): Reach {
  if (trigger.types.length > 0 && trigger.types.every((type) => projectsOwn.has(type))) return 'gated';
  if (event !== 'workflow_run') return 'anybody';
  const after = [...files.values()].filter(({ name }) => name !== null && trigger.workflows.includes(name));
  const known =
    trigger.workflows.length > 0 && trigger.workflows.every((name) => after.some((one) => one.name === name));
  if (known && !after.some(({ triggers }) => strangersEvents.some((one) => triggers.has(one)))) return 'nobody';
  // A fork may have a branch of that name, too.
  return trigger.branches.length > 0 && trigger.branches.every((name) => !name.includes('*')) ? 'gated' : 'anybody';
}

/** Whether each job can run for a stranger, by its own condition and those of the jobs it needs. */
export function jobReaches(file: Workflow, event: string): ReadonlyMap<string, Reach> {
  const jobs = new Map(file.jobs.map((job) => [job.key, job]));
  const known = new Map<string, Reach>();
  const reach = (job: WorkflowJob, depth: number): Reach => {
    const before = known.get(job.key);
    if (before !== undefined) return before;
    let found = narrower(reachOf(job.condition, event), job.environment ? 'gated' : 'anybody');
    known.set(job.key, found);
    // Such a job runs whatever became of those before it.
    if (/\b(?:always|failure|cancelled)\s*\(/i.test(job.condition ?? '') || depth > 100) return found;
    for (const key of job.needs) {
      const needed = jobs.get(key);
      if (needed === undefined) continue;
      found = narrower(found, reach(needed, depth + 1));
      if (needed.steps.some(checksRights)) found = narrower(found, 'gated');
    }
    known.set(job.key, found);
    return found;
  };
  for (const job of file.jobs) reach(job, 0);
  return known;
}

/** A step that asks whether whoever started the run may. */
export function checksRights({ uses, run, with: given }: WorkflowStep): boolean {
  const text = [uses, run, given.get('script')].map((one) => one?.text ?? '').join('\n');
  return /permission|collaborator|member|author_association|authori[sz]e|maintainer/i.test(text);
}
