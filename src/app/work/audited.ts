import { createHash } from 'node:crypto';
import type { AuditResult } from '../audit/task.ts';
import { RateLimited } from '../github/budget.ts';
import type { Parts } from '../parts.ts';
import type { Plan } from '../policy/plan.ts';
import type { At } from '../queue/job.ts';
import { Unmendable } from './outcome.ts';

/** The commits to judge, and by what. */
export interface Asked {
  readonly head: string;
  readonly base: string | null;
  readonly plan: Plan;
}

/** Judges on a thread. @throws RateLimited, Unmendable, or an Error for what may go well later */
export async function audited(parts: Parts, at: At, asked: Asked): Promise<AuditResult> {
  const { github, pool, settings, version, metrics } = parts;
  const token = await github.token(at.installation);
  const stop = metrics.auditTime.startTimer();
  const { result, problem, headers } = await pool.run({
    api: settings.api,
    server: settings.server,
    token,
    owner: at.owner,
    repo: at.repo,
    date: new Date().toISOString().slice(0, 10),
    version,
    ...asked,
  });
  stop();
  if (headers !== null) github.budgets.heard(at.installation, headers);
  if (result !== undefined) return result;
  if (problem?.until !== undefined) throw new RateLimited(problem.until);
  const message = problem?.message ?? 'the audit gave no result';
  throw problem?.kind === 'content' || problem?.kind === 'refused' ? new Unmendable(message) : new Error(message);
}

/** Stands for everything that decides the result of an audit. */
export function inputsOf({ head, base, plan }: Asked, version: string, again: string | undefined): string {
  const text = JSON.stringify([head, base, plan, version, again ?? '']);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
