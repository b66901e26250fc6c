import type { Parts } from '../parts.ts';
import type { Job } from '../queue/job.ts';
import { BACKFILL, priorityOf } from '../queue/job.ts';
import { beginCheck, completeCheck } from '../results/check-run.ts';
import { failedVerdict, verdictOf } from '../results/verdict.ts';
import { recordAudit } from '../store/audits.ts';
import { repositoryProblem } from '../store/repositories.ts';
import { audited, inputsOf } from './audited.ts';
import { known } from './known.ts';
import { Later, type Outcome, Unmendable } from './outcome.ts';

type HeadJob = Extract<Job, { kind: 'head' }>;

/** Judges the tip of the default branch; a backfill does it quietly, a push with a check. */
export async function head(parts: Parts, job: HeadJob): Promise<Outcome> {
  const { github, policies, version, store } = parts;
  const { owner, repo } = job;
  if (priorityOf(job) === BACKFILL) {
    const from = github.budgets.backfillFrom(job.installation, new Date());
    if (from !== null) throw new Later(from, 'the installation keeps its last requests for pull requests');
  }
  const repository = await known(parts, job);
  const plan = await policies.planFor(repository);
  if (!plan.audit) return { done: 'the policy leaves the repository out' };
  if (repository.archived) return { done: 'the repository is archived' };
  const api = await github.installation(job.installation);
  const sha = await tip(api, owner, repo, repository.defaultBranch);
  if (sha === null) return { done: 'the repository is empty' };
  if (repository.commit === sha && job.again === undefined) return { done: 'nothing changed' };
  const asked = { head: sha, base: null, plan };
  const place = { owner, repo, sha, externalId: `head:${inputsOf(asked, version, job.again)}` };
  const check = job.reason !== 'backfill' && plan.results.check ? await beginCheck(api, place) : null;
  try {
    const result = await audited(parts, job, asked);
    if (check !== null) await completeCheck(api, place, check, verdictOf(result));
    return {
      done: `score ${result.report.score ?? 'none'}`,
      keep: async (t) => {
        await recordAudit(t, {
          repositoryId: job.repository,
          commit: sha,
          branch: repository.defaultBranch,
          pullRequest: null,
          at: new Date(),
          reason: job.reason,
          report: result.report,
        });
      },
    };
  } catch (error) {
    if (!(error instanceof Unmendable)) throw error;
    if (check !== null) await completeCheck(api, place, check, failedVerdict(error.message));
    await repositoryProblem(store, job.repository, error.message.split('\n', 1)[0] ?? '');
    throw error;
  }
}

/** The newest commit of a branch, or `null` where there is none. */
async function tip(
  api: Awaited<ReturnType<Parts['github']['installation']>>,
  owner: string,
  repo: string,
  branch: string,
): Promise<string | null> {
  try {
    const { data } = await api.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
      owner,
      repo,
      ref: `heads/${branch}`,
    });
    return data.object.sha;
  } catch (error) {
    const { status } = error as { readonly status?: number };
    // GitHub says 409 of a repository without a commit.
    if (status === 404 || status === 409) return null;
    throw error;
  }
}
