import type { Parts } from '../parts.ts';
import type { Job } from '../queue/job.ts';
import { beginCheck, completeCheck } from '../results/check-run.ts';
import { failedVerdict, verdictOf } from '../results/verdict.ts';
import { audited, inputsOf } from './audited.ts';
import { known } from './known.ts';
import { type Outcome, Unmendable } from './outcome.ts';

/** Judges a group of a merge queue; only its check counts. */
export async function group(parts: Parts, job: Extract<Job, { kind: 'group' }>): Promise<Outcome> {
  const plan = await parts.policies.planFor(await known(parts, job));
  if (!plan.audit || !plan.results.check) return { done: 'the policy wants no check' };
  const asked = { head: job.head, base: job.base, plan };
  const api = await parts.github.installation(job.installation);
  const { owner, repo } = job;
  const externalId = `group:${job.head}..${job.base}:${inputsOf(asked, parts.version, job.again)}`;
  const place = { owner, repo, sha: job.head, externalId };
  const check = await beginCheck(api, place);
  if (check.isDone) return { done: 'nothing changed' };
  try {
    const result = await audited(parts, job, asked);
    await completeCheck(api, place, check, verdictOf(result));
    return { done: `score ${result.report.score ?? 'none'}` };
  } catch (error) {
    if (error instanceof Unmendable) await completeCheck(api, place, check, failedVerdict(error.message));
    throw error;
  }
}
