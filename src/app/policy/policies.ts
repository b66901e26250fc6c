import { createHash } from 'node:crypto';
import type { Problem } from '../../model.ts';
import type { Parts } from '../parts.ts';
import type { Queries, Store } from '../store/database.ts';
import type { Repository } from '../store/schema.ts';
import { keepSetting, setting } from '../store/settings.ts';
import { type Fetched, fetchPolicy, POLICY_REPOSITORY } from './fetch.ts';
import { freePlan, KEPT_FILE, type Plan } from './plan.ts';
import { readPolicy } from './read.ts';

const KEY = 'policy';

/** What is kept of a policy: the last one without mistakes counts, while a later one is being mended. */
interface Kept {
  /** The commit that was looked at last. */
  readonly commit: string | null;
  readonly problems: readonly Problem[];
  readonly good: Pick<Fetched, 'text' | 'rules'>;
}

const nothing: Kept = { commit: null, problems: [], good: { text: null, rules: [] } };

export interface Refreshed {
  /** Where the policy was looked for; `null` without a `.github` repository. */
  readonly commit: string | null;
  readonly text: string | null;
  readonly problems: readonly Problem[];
  /** Whether other plans follow from it than before. */
  readonly changed: boolean;
  /** Stands for what it says. */
  readonly digest: string;
  /** Lets it count; to be written together with the jobs that follow from it. */
  keep(queries: Queries): Promise<void>;
}

/** The policies of all organisations. */
export class Policies {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** What the policy of its organisation means for a repository. */
  async planFor({ installationId, name, topics }: Repository): Promise<Plan> {
    const { good } = await this.#kept(installationId);
    if (good.text === null) return freePlan;
    const policy = readPolicy(good.text, KEPT_FILE);
    return 'problems' in policy ? freePlan : policy.planFor({ name, topics }, good.rules);
  }

  /** Looks at the policy of an organisation as it is now. Rejects with the error of the API. */
  async refresh({ github }: Pick<Parts, 'github'>, installation: number, owner: string): Promise<Refreshed> {
    const api = await github.installation(installation);
    const before = await this.#kept(installation);
    let fetched: Fetched | null = null;
    try {
      const { data: repository } = await api.request('GET /repos/{owner}/{repo}', { owner, repo: POLICY_REPOSITORY });
      const { data: tip } = await api.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
        owner,
        repo: POLICY_REPOSITORY,
        ref: `heads/${repository.default_branch}`,
      });
      fetched = await fetchPolicy(api, owner, tip.object.sha);
    } catch (error) {
      const { status } = error as { readonly status?: number };
      if (status !== 404 && status !== 409) throw error;
    }
    const { commit = null, text = null, rules = [], problems = [] } = fetched ?? {};
    const good = problems.length > 0 ? before.good : { text, rules };
    const kept: Kept = { commit, problems, good };
    const digest = digestOf(good);
    return {
      commit,
      text,
      problems,
      changed: digest !== digestOf(before.good),
      digest,
      keep: (queries) => keepSetting(queries, installation, KEY, kept),
    };
  }

  async #kept(installation: number): Promise<Kept> {
    return ((await setting(this.#store, installation, KEY)) as Kept | undefined) ?? nothing;
  }
}

function digestOf({ text, rules }: Kept['good']): string {
  return createHash('sha256')
    .update(JSON.stringify([text, rules]))
    .digest('hex')
    .slice(0, 16);
}
