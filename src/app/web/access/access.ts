import { Fresh } from './fresh.ts';
import { GitHubUser, type ReadableInstallation } from './github-user.ts';

/** What somebody may see and do in one installation. */
export interface Grant {
  readonly repositoryIds: ReadonlySet<number>;
  /** May see everything of it that belongs to no single repository, and act on it. */
  readonly administers: boolean;
}

/** The signed-in person, as far as access depends on it. */
export interface Person {
  readonly sessionId: string;
  readonly userId: number;
  readonly token: string;
}

const mostGrants = 300;

/** GitHub's word on what people can read, asked with their own tokens and never older than `maxAge`. */
export class Access {
  readonly #apiUrl: string;
  readonly #installations: Fresh<readonly ReadableInstallation[]>;
  readonly #grants: Fresh<Grant>;

  /** @param maxAge in milliseconds */
  constructor(apiUrl: string, maxAge: number, now: () => number) {
    this.#apiUrl = apiUrl;
    this.#installations = new Fresh(maxAge, now);
    // A grant over thousands of repositories is a few hundred kilobytes.
    this.#grants = new Fresh(maxAge, now, mostGrants);
  }

  /** @throws TokenRejected, GitHubUnavailable */
  async installations(person: Person): Promise<readonly ReadableInstallation[]> {
    return await this.#installations.get(`${person.sessionId} `, () => this.#github(person).installations());
  }

  /** `null` for an installation that the person cannot read. @throws TokenRejected, GitHubUnavailable */
  async to(person: Person, installationId: number): Promise<Grant | null> {
    const readable = (await this.installations(person)).find(({ id }) => id === installationId);
    if (readable === undefined) return null;
    return await this.#grants.get(`${person.sessionId} ${installationId}`, async () => {
      const github = this.#github(person);
      const { account } = readable;
      const [ids, administers] = await Promise.all([
        github.repositoryIds(installationId),
        account.type === 'Organization' ? github.administers(account.login) : account.id === person.userId,
      ]);
      return { repositoryIds: new Set(ids), administers };
    });
  }

  forget(sessionId: string): void {
    this.#installations.forget(`${sessionId} `);
    this.#grants.forget(`${sessionId} `);
  }

  #github({ token }: Person): GitHubUser {
    return new GitHubUser(this.#apiUrl, token);
  }
}
