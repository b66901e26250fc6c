import { annotationsOf } from '../../github/annotations.ts';
import { isRefusal, RefusalError } from '../../github/api-error.ts';
import { type Judged, judge } from '../../github/judge.ts';
import { linksTo } from '../../github/links.ts';
import { isNews, noteOf } from '../../github/note.ts';
import { reasonsOf } from '../../github/reasons.ts';
import { remoteRevisions } from '../../github/revisions/remote.ts';
import type { Report, RuleBook } from '../../model.ts';
import { SourceError } from '../../source/error.ts';
import type { GitHubApi } from '../../source/remote/api.ts';
import { builtInBook } from '../../surface/book.ts';
import { UsageError } from '../../surface/exit.ts';
import { limitIn } from '../github/budget.ts';
import { organisationOf } from '../policy/organisation.ts';
import { KEPT_FILE } from '../policy/plan.ts';
import type { AuditProblem, AuditResult, AuditTask } from './task.ts';

/** A pull request has so many marks at most; more are read by nobody. */
const ROOM = { error: 100, warning: 100 };

let book: Promise<RuleBook> | null = null;

/** Judges a commit, or what a change does to it, through GitHub's API. Never rejects. */
export async function audit(
  given: GitHubApi,
  task: AuditTask,
): Promise<{ readonly result: AuditResult } | { readonly problem: AuditProblem }> {
  const { api, hindrance } = watched(given);
  const { owner, repo, head, base, plan } = task;
  const remarks: string[] = [];
  try {
    book ??= builtInBook();
    const organisation = await organisationOf(plan, await book, (line) => remarks.push(line));
    const judged = withoutPolicyNotices(
      await judge(
        { revisions: remoteRevisions(api, { owner, repo }), head, base },
        repo,
        { path: '', config: null, baseline: null, profile: null, organisation },
        { date: task.date, version: task.version },
        (line) => remarks.push(line),
      ),
    );
    // A report with holes that only a bad moment tore is not kept.
    const problem = hindrance();
    if (problem !== null) return { problem };
    const link = linksTo(task.server, `${owner}/${repo}`, head, '');
    const shown = { path: '', name: '' };
    const result: AuditResult = {
      report: judged.report,
      scoreChange: judged.comparison?.scoreChange ?? null,
      compared: judged.comparison !== null,
      news: isNews(judged),
      note: noteOf(judged, link, shown),
      annotations: plan.results.annotations ? annotationsOf(judged, '', ROOM) : [],
      reasons: reasonsOf(judged, plan.gate),
      remarks: [...new Set(remarks)],
    };
    return { result };
  } catch (error) {
    return { problem: hindrance() ?? problemOf(error) };
  }
}

/** What is odd about the organisation's waivers is not for each of its repositories to mend. */
function withoutPolicyNotices(judged: Judged): Judged {
  const own = <T extends { readonly notices: Report['notices'] }>(of: T): T => ({
    ...of,
    notices: of.notices.filter(({ path }) => path !== KEPT_FILE),
  });
  const { report, comparison } = judged;
  return { ...judged, report: own(report), comparison: comparison === null ? null : own(comparison) };
}

/** The API, and whatever it answered that says nothing of the repository itself. */
function watched(given: GitHubApi): { readonly api: GitHubApi; readonly hindrance: () => AuditProblem | null } {
  let hindrance: AuditProblem | null = null;
  return {
    hindrance: () => hindrance,
    api: {
      ...(given.graphql === undefined ? {} : { graphql: given.graphql.bind(given) }),
      request: async (route, parameters) => {
        if (hindrance?.kind === 'limit') throw new Error(hindrance.message);
        try {
          return await given.request(route, parameters);
        } catch (error) {
          const problem = hindranceOf(error);
          // An archive that cannot be had is made up for, blob by blob.
          if (problem !== null && (problem.kind === 'limit' || !route.includes('/tarball/'))) hindrance ??= problem;
          throw error;
        }
      },
    },
  };
}

function hindranceOf(error: unknown): AuditProblem | null {
  const until = limitIn(error, new Date());
  if (until !== null) return { kind: 'limit', message: 'GitHub refuses more requests for now', until };
  const status = (error as { readonly status?: number }).status ?? 500;
  return status >= 500 ? { kind: 'again', message: messageOf(error) } : null;
}

function problemOf(error: unknown): AuditProblem {
  if (error instanceof UsageError) return { kind: 'content', message: error.lines.join('\n') };
  if (error instanceof SourceError) return { kind: 'content', message: error.message };
  if (error instanceof RefusalError || isRefusal(error)) return { kind: 'refused', message: messageOf(error) };
  return hindranceOf(error) ?? { kind: 'again', message: messageOf(error) };
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
