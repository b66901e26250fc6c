import { mergeBaseOf } from '../../github/merge-base.ts';
import { postNote } from '../../github/sticky-comment.ts';
import type { AuditResult } from '../audit/task.ts';
import type { Octokit } from '../github/github.ts';
import type { Parts } from '../parts.ts';
import type { Job } from '../queue/job.ts';
import { beginCheck, completeCheck } from '../results/check-run.ts';
import { failedVerdict, verdictOf } from '../results/verdict.ts';
import { recordAudit } from '../store/audits.ts';
import { audited, inputsOf } from './audited.ts';
import { known } from './known.ts';
import { type Outcome, Unmendable } from './outcome.ts';

type PullJob = Extract<Job, { kind: 'pull' }>;

interface Pull {
  readonly state: string;
  readonly draft?: boolean;
  readonly head: { readonly sha: string };
  readonly base: { readonly sha: string };
}

/** Judges what the pull request does by now, keeps it, and says it in a comment and a check. */
export async function pull(parts: Parts, job: PullJob): Promise<Outcome> {
  const { github, store, policies, version } = parts;
  const { owner, repo, number } = job;
  const api = await github.installation(job.installation);
  const repository = await known(parts, job);
  const plan = await policies.planFor(repository);
  if (!plan.audit) return { done: 'the policy leaves the repository out' };
  const { data } = await api.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    owner,
    repo,
    pull_number: number,
  });
  const request = data as Pull;
  if (request.state !== 'open') return { done: 'the pull request is closed' };
  if (request.draft === true && !plan.results.drafts) return { done: 'the pull request is a draft' };
  const head = request.head.sha;
  const base = await mergeBaseOf(api as never, { owner, repo }, request.base.sha, head);
  const asked = { head, base, plan };
  const externalId = `pull:${number}:${inputsOf(asked, version, job.again)}`;
  const place = { owner, repo, sha: head, externalId };
  // The check is completed last: one that is complete says that nothing is left to do.
  const check = plan.results.check ? await beginCheck(api, place) : null;
  if (check?.isDone) return { done: 'nothing changed' };
  try {
    const result = await audited(parts, job, asked);
    await store.transaction((t) =>
      recordAudit(t, {
        repositoryId: job.repository,
        commit: head,
        branch: null,
        pullRequest: number,
        at: new Date(),
        reason: 'pull_request',
        report: result.report,
      }),
    );
    await comment(api, parts, job, result, plan.results.comment);
    if (check !== null) await completeCheck(api, place, check, verdictOf(result));
    return { done: `score ${result.report.score ?? 'none'}` };
  } catch (error) {
    if (error instanceof Unmendable && check !== null) {
      await completeCheck(api, place, check, failedVerdict(error.message));
    }
    throw error;
  }
}

async function comment(
  api: Octokit,
  { github }: Parts,
  { owner, repo, number }: PullJob,
  result: AuditResult,
  when: 'always' | 'changes' | 'never',
): Promise<void> {
  if (when === 'never') return;
  const create = when === 'always' || result.news;
  await postNote(api as never, { owner, repo, number }, result.note, await github.login(), create);
}
