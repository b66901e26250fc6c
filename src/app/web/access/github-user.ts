/** The token is not valid (any more): the person has to sign in again. */
export class TokenRejected extends Error {}

/** GitHub could not be asked; whoever depends on the answer gets none. */
export class GitHubUnavailable extends Error {}

export interface ReadableInstallation {
  readonly id: number;
  readonly account: { readonly id: number; readonly login: string; readonly type: string };
}

const perPage = 100;
const mostPages = 1000;
const atOnce = 8;

/** What GitHub says to a person's token. */
export class GitHubUser {
  readonly #apiUrl: string;
  readonly #token: string;

  constructor(apiUrl: string, token: string) {
    this.#apiUrl = apiUrl;
    this.#token = token;
  }

  async user(): Promise<{ readonly id: number; readonly login: string }> {
    const user = await this.#get<{ id: number; login: string }>('/user');
    if (user === null) throw new TokenRejected('GitHub knows no user of this token');
    return { id: user.id, login: user.login };
  }

  /** Installations of the app with at least one repository that the person can read. */
  async installations(): Promise<readonly ReadableInstallation[]> {
    return await this.#all<ReadableInstallation>('/user/installations', 'installations');
  }

  /** Ids of the repositories of an installation that the person can read; none where there is no access. */
  async repositoryIds(installationId: number): Promise<readonly number[]> {
    const path = `/user/installations/${installationId}/repositories`;
    return (await this.#all<{ readonly id: number }>(path, 'repositories')).map(({ id }) => id);
  }

  /** Whether the person administers an organisation. */
  async administers(organisation: string): Promise<boolean> {
    const path = `/user/memberships/orgs/${encodeURIComponent(organisation)}`;
    const membership = await this.#get<{ role?: string; state?: string }>(path);
    return membership?.role === 'admin' && membership.state === 'active';
  }

  /** All pages: the first says how many there are, the others come a few at once. */
  async #all<T>(path: string, key: string): Promise<readonly T[]> {
    const page = async (number: number) =>
      await this.#get<{ total_count: number } & Record<string, unknown>>(`${path}?per_page=${perPage}&page=${number}`);
    const first = await page(1);
    if (first === null) return [];
    const pages: T[][] = [itemsOf<T>(first, key)];
    const count = Math.min(mostPages, Math.ceil(first.total_count / perPage));
    for (let next = 2; next <= count; next += atOnce) {
      const numbers = Array.from({ length: Math.min(atOnce, count - next + 1) }, (_, index) => next + index);
      pages.push(...(await Promise.all(numbers.map(page))).map((one) => itemsOf<T>(one, key)));
    }
    return pages.flat();
  }

  /** `null` where GitHub says no. */
  async #get<T>(path: string): Promise<T | null> {
    let response: Response;
    try {
      response = await fetch(`${this.#apiUrl}${path}`, {
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${this.#token}`,
          'user-agent': 'mlready',
          'x-github-api-version': '2022-11-28',
        },
        redirect: 'error',
        signal: AbortSignal.timeout(10_000),
      });
      if (response.ok) return (await response.json()) as T;
    } catch (error) {
      throw new GitHubUnavailable('GitHub did not answer', { cause: error });
    }
    await response.body?.cancel();
    if (response.status === 401) throw new TokenRejected('GitHub rejected the token');
    const limited = response.headers.get('x-ratelimit-remaining') === '0' || response.headers.has('retry-after');
    if ((response.status === 403 && !limited) || response.status === 404) return null;
    throw new GitHubUnavailable(`GitHub answered ${response.status}`);
  }
}

function itemsOf<T>(page: Record<string, unknown> | null, key: string): T[] {
  const items = page?.[key];
  return Array.isArray(items) ? (items as T[]) : [];
}
