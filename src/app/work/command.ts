import { nearest } from '../../nearest.ts';
import { code } from '../../report/escape.ts';
import { builtInBook } from '../../surface/book.ts';
import { HELP, parseCommand } from '../commands/parse.ts';
import { reply } from '../commands/reply.ts';
import { waive } from '../commands/waive.ts';
import type { Octokit } from '../github/github.ts';
import type { Parts } from '../parts.ts';
import type { Job } from '../queue/job.ts';
import { known } from './known.ts';
import type { Outcome } from './outcome.ts';

type CommandJob = Extract<Job, { kind: 'command' }>;

/** Does what somebody with write access asks for in a comment; of anybody else nothing is said. */
export async function command(parts: Parts, job: CommandJob): Promise<Outcome> {
  const api = await parts.github.installation(job.installation);
  if (!(await mayWrite(api, job))) return { done: 'not for people without write access' };
  const asked = parseCommand(job.body);
  const answer = async (body: string, done: string): Promise<Outcome> => {
    await reply(api, job, await parts.github.login(), body);
    return { done };
  };
  const { installation, owner, repo, repository } = job;
  if (asked.name === 'help') return answer(`${asked.problem === '' ? '' : `${asked.problem}.\n\n`}${HELP}\n`, 'help');
  if (asked.name === 'audit') {
    const at = { installation, owner, repo, repository, delivery: null, again: `comment:${job.comment}` };
    const next: Job = job.isPull
      ? { ...at, kind: 'pull', number: job.number }
      : { ...at, kind: 'head', reason: 'request' };
    return { done: 'judged again', next: [next] };
  }
  const { rules } = await builtInBook();
  const rule = rules.find(({ id }) => id === asked.rule);
  if (rule === undefined) {
    const near = nearest(
      asked.rule,
      rules.map(({ id }) => id),
    );
    return answer(
      `There is no rule ${code(asked.rule)}${near === null ? '' : `; did you mean ${code(near)}?`}\n`,
      'no such rule',
    );
  }
  if (asked.name === 'explain') return answer(explained(rule), 'explained');
  const base = job.isPull ? await baseOf(api, job) : (await known(parts, job)).defaultBranch;
  try {
    const url = await waive(api, {
      ...asked,
      owner,
      repo,
      base,
      comment: job.comment,
      author: job.author,
      number: job.number,
    });
    return answer(
      url === null
        ? `${code(rule.id)} is waived already.\n`
        : `${url} waives ${code(rule.id)}. It counts once it is merged.\n`,
      'waived',
    );
  } catch (error) {
    if ((error as { readonly status?: number }).status !== undefined && !isForbidden(error)) throw error;
    if (!isForbidden(error) && !(error instanceof Error && error.message.includes('mistakes'))) throw error;
    const why = isForbidden(error) ? 'The App may not write contents' : (error as Error).message;
    const yaml = `waivers:\n  - rule: ${rule.id}\n    reason: ${JSON.stringify(asked.reason)}\n`;
    return answer(`${why}. Add this to \`.mlready.yml\` yourself:\n\n\`\`\`yaml\n${yaml}\`\`\`\n`, 'may not write');
  }
}

async function mayWrite(api: Octokit, { owner, repo, author }: CommandJob): Promise<boolean> {
  const { data } = await api.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
    owner,
    repo,
    username: author,
  });
  return data.permission === 'admin' || data.permission === 'write';
}

async function baseOf(api: Octokit, { owner, repo, number }: CommandJob): Promise<string> {
  const { data } = await api.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    owner,
    repo,
    pull_number: number,
  });
  return data.base.ref;
}

function explained(rule: Awaited<ReturnType<typeof builtInBook>>['rules'][number]): string {
  const severities = Object.entries(rule.severity).map(([profile, severity]) => `${profile}: ${severity}`);
  const fixes = rule.fix.map(({ say }) => `- ${say}`);
  const see = rule.see.map((address) => `- ${address}`);
  return [
    `**${rule.title}** (\`${rule.id}\`)`,
    rule.why,
    fixes.join('\n'),
    severities.join(' · '),
    see.join('\n'),
    '',
  ].join('\n\n');
}

function isForbidden(error: unknown): boolean {
  return (error as { readonly status?: number }).status === 403;
}
