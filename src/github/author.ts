/** What of an Octokit tells whose token it has. */
export interface ViewerApi {
  graphql(query: string): Promise<unknown>;
}

/** Who the token of a workflow writes as. */
const WORKFLOW = 'github-actions[bot]';

/**
 * The login under which a token writes comments: of a person, an app, or the workflow's own bot where GitHub does not
 * tell. Never rejects.
 */
export async function authorOf(api: ViewerApi): Promise<string> {
  try {
    const { viewer } = (await api.graphql('query { viewer { login } }')) as { viewer: { login: string } };
    return viewer.login;
  } catch {
    return WORKFLOW;
  }
}
