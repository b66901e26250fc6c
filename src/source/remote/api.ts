/** What of an Octokit the source uses; every Octokit of Actions and of Probot is one. */
export interface GitHubApi {
  request(route: string, parameters: Readonly<Record<string, unknown>>): Promise<{ readonly data: unknown }>;
  graphql?(query: string, variables: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** A repository on GitHub. */
export interface GitHubRepository {
  readonly owner: string;
  readonly repo: string;
}
