import type { Parts } from '../parts.ts';
import { POLICY_FILE, POLICY_REPOSITORY } from '../policy/fetch.ts';
import type { Refreshed } from '../policy/policies.ts';
import type { Job } from '../queue/job.ts';
import { beginCheck, completeCheck, type Verdict } from '../results/check-run.ts';
import type { Outcome } from './outcome.ts';

/** Reads the organisation's policy, says in a check what is wrong with it, and judges everything anew by another one. */
export async function policy(parts: Parts, job: Extract<Job, { kind: 'policy' }>): Promise<Outcome> {
  const { installation, owner } = job;
  const refreshed = await parts.policies.refresh(parts, installation, owner);
  const { commit, changed, digest } = refreshed;
  if (commit !== null && (refreshed.text !== null || changed)) {
    const api = await parts.github.installation(installation);
    const externalId = `policy:${commit}:${digest}${job.again === undefined ? '' : `:${job.again}`}`;
    const place = { owner, repo: POLICY_REPOSITORY, sha: commit, externalId };
    await completeCheck(api, place, await beginCheck(api, place), verdictOf(refreshed));
  }
  const next: Job[] = changed ? [{ kind: 'sync', installation, again: `policy:${digest}`, delivery: null }] : [];
  const { problems } = refreshed;
  const { keep } = refreshed;
  return {
    keep,
    done: problems.length > 0 ? `${problems.length} problems` : changed ? 'changed' : 'nothing changed',
    next,
  };
}

function verdictOf({ text, problems }: Refreshed): Verdict {
  if (text === null) {
    return {
      conclusion: 'success',
      title: 'There is no policy',
      summary: 'Every repository decides by itself.',
      annotations: [],
    };
  }
  if (problems.length === 0) {
    return { conclusion: 'success', title: 'The policy is valid', summary: 'It counts from now on.', annotations: [] };
  }
  return {
    conclusion: 'failure',
    title: problems.length === 1 ? 'The policy has 1 problem' : `The policy has ${problems.length} problems`,
    summary: `The last policy without a problem goes on to count.\n\n${problems
      .map(({ file, line, message }) => `    ${file}${line === null ? '' : `:${line}`}: ${message}`)
      .join('\n')}`,
    annotations: problems.map(({ file, line, message }) => ({
      level: 'error' as const,
      message,
      at: { title: 'Policy of mlready', file: file || POLICY_FILE, startLine: line ?? 1 },
    })),
  };
}
