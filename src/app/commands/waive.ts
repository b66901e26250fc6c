import type { Octokit } from '../github/github.ts';
import { withWaiver } from './waiver.ts';

/** Where a waiver goes, and why. */
export interface Waive {
  readonly owner: string;
  readonly repo: string;
  /** The branch whose configuration decides. */
  readonly base: string;
  readonly rule: string;
  readonly reason: string;
  /** Names the branch, so that trying again finds it. */
  readonly comment: number;
  /** Who asked. */
  readonly author: string;
  readonly number: number;
}

const NAMES = ['.mlready.yml', '.mlready.yaml'];

/**
 * Opens a pull request that waives a rule in the configuration, or finds the one that a former attempt opened.
 * @returns its address, or `null` where the rule is waived already @throws Error with a message for people, or the API's
 */
export async function waive(api: Octokit, asked: Waive): Promise<string | null> {
  const { owner, repo, base, rule, reason, comment, author, number } = asked;
  const branch = `mlready/waive-${rule.replace(/[^a-z0-9]+/gi, '-')}-${comment}`;
  const { data: tip } = await api.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
    owner,
    repo,
    ref: `heads/${base}`,
  });
  const before = await configuration(api, owner, repo, base);
  const text = withWaiver(before.text, before.path, rule, reason);
  if (text === null) return null;
  try {
    await api.request('POST /repos/{owner}/{repo}/git/refs', {
      owner,
      repo,
      ref: `refs/heads/${branch}`,
      sha: tip.object.sha,
    });
  } catch (error) {
    // It is there already, from an attempt that was interrupted.
    if ((error as { readonly status?: number }).status !== 422) throw error;
  }
  const there = await configuration(api, owner, repo, branch);
  if (there.text !== text) {
    await api.request('PUT /repos/{owner}/{repo}/contents/{path}', {
      owner,
      repo,
      path: before.path,
      branch,
      message: `Waive ${rule}\n\n${reason}`,
      content: Buffer.from(text, 'utf8').toString('base64'),
      ...(there.sha === null ? {} : { sha: there.sha }),
    });
  }
  const { data: open } = await api.request('GET /repos/{owner}/{repo}/pulls', {
    owner,
    repo,
    head: `${owner}:${branch}`,
    state: 'all',
  });
  const [found] = open;
  if (found !== undefined) return found.html_url;
  const { data: made } = await api.request('POST /repos/{owner}/{repo}/pulls', {
    owner,
    repo,
    head: branch,
    base,
    title: `Waive ${rule}`,
    body: `${reason}\n\nAsked for by @${author} in #${number}.`,
  });
  return made.html_url;
}

interface Found {
  readonly path: string;
  readonly text: string;
  readonly sha: string | null;
}

async function configuration(api: Octokit, owner: string, repo: string, ref: string): Promise<Found> {
  for (const path of NAMES) {
    try {
      const { data } = await api.request('GET /repos/{owner}/{repo}/contents/{path}', { owner, repo, path, ref });
      const { content, sha } = data as { readonly content: string; readonly sha: string };
      return { path, text: Buffer.from(content, 'base64').toString('utf8'), sha };
    } catch (error) {
      if ((error as { readonly status?: number }).status !== 404) throw error;
    }
  }
  return { path: NAMES[0] ?? '', text: '', sha: null };
}
