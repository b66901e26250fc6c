import { unreadable } from '../src/github/api-error.ts';
import type { Located } from '../src/github/judge.ts';
import { mergeBaseOf } from '../src/github/merge-base.ts';
import { remoteRevisions } from '../src/github/revisions/remote.ts';
import type { Revisions } from '../src/github/revisions.ts';
import type { GitHubApi } from '../src/source/remote/api.ts';
import type { Subject } from './event.ts';
import { Clone } from './revisions/local.ts';

/**
 * Finds the commits: in the clone on the runner as far as it has them, else by a fetch into it, else through the API. The
 * merge base is the clone's only where its history is whole.
 * @param log is told what was tried, a line each
 * @throws RefusalError for a token that may not read
 */
export async function locate(
  subject: Subject,
  workspace: string,
  api: GitHubApi,
  log: (message: string) => void,
): Promise<Located> {
  const { head, owner, repo } = subject;
  const remote = remoteRevisions(api, { owner, repo });
  const clone = subject.from === 'api' ? null : await Clone.in(workspace);
  if (clone === null) return { revisions: remote, head, base: await baseOf(subject, null, api, log) };
  const base = await baseOf(subject, clone, api, log);
  const wanted = [head, ...(base === null ? [] : [base])];
  const missing = await clone.missing(wanted);
  if (missing.length > 0) {
    const problem = await clone.fetch(missing);
    if (problem !== null) log(`git fetch of ${missing.map(short).join(', ')}: ${problem}`);
  }
  const there = missing.length === 0 || (await clone.missing(wanted)).length === 0;
  if (!there) return { revisions: remote, head, base };
  for (const commit of wanted) {
    if (await clone.holds(commit)) continue;
    if (await readable(remote, head)) return { revisions: remote, head, base };
    log('the clone does not hold every file, and the API cannot be read: what is missing is unknown');
    break;
  }
  return { revisions: clone.revisions(), head, base };
}

async function baseOf(
  subject: Subject,
  clone: Clone | null,
  api: GitHubApi,
  log: (message: string) => void,
): Promise<string | null> {
  const { base, head, diverged, owner, repo } = subject;
  if (base === null || !diverged) return base;
  const here = clone !== null && (await clone.missing([base, head])).length === 0;
  if (here && !(await clone.isShallow())) return clone.mergeBase(base, head);
  try {
    return await mergeBaseOf(api, { owner, repo }, base, head);
  } catch (error) {
    const found = here ? await clone.mergeBase(base, head) : null;
    if (found === null) throw unreadable(error);
    log(`the merge base could not be asked for (${(error as Error).message}); taken from the shallow clone`);
    return found;
  }
}

async function readable(revisions: Revisions, commit: string): Promise<boolean> {
  const source = await revisions.open(commit, '');
  return source.entries().then(
    () => true,
    () => false,
  );
}

function short(commit: string): string {
  return commit.slice(0, 7);
}
