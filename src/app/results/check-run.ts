import type { Annotation } from '../../github/annotations.ts';
import { line } from '../../report/neutral.ts';
import { CHECK, RERUN } from '../events.ts';
import type { Octokit } from '../github/github.ts';

/** GitHub takes so many annotations a request. */
const BATCH = 50;
const LONGEST_SUMMARY = 65_000;
const LONGEST_MESSAGE = 4_000;

/** The commit of a repository that a check is about. */
export interface CheckPlace {
  readonly owner: string;
  readonly repo: string;
  readonly sha: string;
  /** Says what was judged by what; a check that has it already is taken up again instead of made anew. */
  readonly externalId: string;
}

export interface Verdict {
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  /** A page with more. */
  readonly url?: string;
}

/** A check as GitHub has it. */
export interface CheckRun {
  readonly id: number;
  readonly isDone: boolean;
  /** Annotations that it has already. */
  readonly annotations: number;
}

interface Answer {
  readonly id: number;
  readonly status: string;
  readonly external_id?: string | null;
  readonly output?: { readonly annotations_count?: number };
}

/** The check with the same external id, if there is one. Rejects with the error of the API. */
export async function findCheck(api: Octokit, { owner, repo, sha, externalId }: CheckPlace): Promise<CheckRun | null> {
  for (let page = 1; page <= 10; page++) {
    const { data } = await api.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      owner,
      repo,
      ref: sha,
      check_name: CHECK,
      filter: 'all',
      per_page: 100,
      page,
    });
    const runs = data.check_runs as readonly Answer[];
    const found = runs.find(({ external_id }) => external_id === externalId);
    if (found !== undefined) return checkOf(found);
    if (runs.length < 100) return null;
  }
  return null;
}

/** Begins a check, or takes up the one that an interrupted attempt began. Rejects with the error of the API. */
export async function beginCheck(api: Octokit, place: CheckPlace): Promise<CheckRun> {
  const found = await findCheck(api, place);
  if (found !== null) return found;
  const { owner, repo, sha, externalId } = place;
  const { data } = await api.request('POST /repos/{owner}/{repo}/check-runs', {
    owner,
    repo,
    name: CHECK,
    head_sha: sha,
    external_id: externalId,
    status: 'in_progress',
    started_at: new Date().toISOString(),
  });
  return checkOf(data as Answer);
}

/** Completes a check, its annotations in batches; those that it has already are not sent again. */
export async function completeCheck(
  api: Octokit,
  { owner, repo }: CheckPlace,
  check: CheckRun,
  verdict: Verdict,
): Promise<void> {
  if (check.isDone) return;
  const rest = verdict.annotations.slice(check.annotations).map(annotationOf);
  const output = { title: verdict.title.slice(0, 200), summary: verdict.summary.slice(0, LONGEST_SUMMARY) };
  for (let start = 0; start === 0 || start < rest.length; start += BATCH) {
    const isLast = start + BATCH >= rest.length;
    await api.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      owner,
      repo,
      check_run_id: check.id,
      output: { ...output, annotations: rest.slice(start, start + BATCH) },
      ...(verdict.url === undefined ? {} : { details_url: verdict.url }),
      ...(isLast
        ? {
            status: 'completed' as const,
            conclusion: verdict.conclusion,
            completed_at: new Date().toISOString(),
            actions: [{ label: 'Re-run', description: 'Judge this commit again', identifier: RERUN }],
          }
        : {}),
    });
  }
}

function annotationOf({ level, message, at }: Annotation) {
  return {
    path: at.file,
    start_line: at.startLine,
    end_line: at.startLine,
    annotation_level: level === 'error' ? ('failure' as const) : ('warning' as const),
    title: line(at.title).slice(0, 255),
    message: message.slice(0, LONGEST_MESSAGE),
  };
}

function checkOf({ id, status, output }: Answer): CheckRun {
  return { id, isDone: status === 'completed', annotations: output?.annotations_count ?? 0 };
}
