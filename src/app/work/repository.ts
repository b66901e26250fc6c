import type { Parts } from '../parts.ts';
import type { Job } from '../queue/job.ts';
import { installation } from '../store/installations.ts';
import { deleteRepositories, upsertRepository } from '../store/repositories.ts';
import { type GitHubRepositoryAnswer, noteInstallation, repositoryData } from './known.ts';
import type { Outcome } from './outcome.ts';

/** Brings what is known of one repository up to date, as GitHub has it now. */
export async function repository(parts: Parts, job: Extract<Job, { kind: 'repository' }>): Promise<Outcome> {
  const { github, store } = parts;
  const gone: Outcome = {
    done: 'the repository is gone',
    keep: (t) => deleteRepositories(t, [job.repository]),
  };
  if (job.deleted) return gone;
  const api = await github.installation(job.installation);
  try {
    const { data } = await api.request('GET /repositories/{repository_id}', { repository_id: job.repository });
    if ((await installation(store, job.installation)) === undefined) await noteInstallation(parts, job.installation);
    const answer = data as GitHubRepositoryAnswer;
    return {
      done: `${answer.owner.login}/${answer.name}`,
      keep: (t) => upsertRepository(t, repositoryData(job.installation, answer)),
    };
  } catch (error) {
    // Moved to where the App is not installed, or deleted meanwhile.
    if ((error as { readonly status?: number }).status === 404) return gone;
    throw error;
  }
}
