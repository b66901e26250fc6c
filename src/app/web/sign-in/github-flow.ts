import * as oauth from 'oauth4webapi';

/** Where GitHub is, and who this app is there. */
export interface GitHubApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** `https://github.com`, or a server of one's own. */
  readonly webUrl: string;
  /** `https://api.github.com`, or `https://host/api/v3`. */
  readonly apiUrl: string;
}

/** What must come back unchanged from a sign-in under way. */
export interface Pending {
  readonly state: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** GitHub refused, or the answer does not belong to this sign-in. */
export class SignInRefused extends Error {}

/** The user flow of a GitHub App, with state and PKCE (RFC 7636). */
export function gitHubFlow(app: GitHubApp, callback: string) {
  const server: oauth.AuthorizationServer = {
    issuer: `${app.webUrl}/login/oauth`,
    authorization_endpoint: `${app.webUrl}/login/oauth/authorize`,
    token_endpoint: `${app.webUrl}/login/oauth/access_token`,
  };
  const client: oauth.Client = { client_id: app.clientId };
  const insecure = { [oauth.allowInsecureRequests]: app.webUrl.startsWith('http:') };
  return {
    /** The address to send the browser to, and what to keep until it comes back. */
    begin: async (returnTo: string): Promise<{ readonly url: string; readonly pending: Pending }> => {
      const pending = { state: oauth.generateRandomState(), verifier: oauth.generateRandomCodeVerifier(), returnTo };
      const url = new URL(`${app.webUrl}/login/oauth/authorize`);
      url.search = new URLSearchParams({
        client_id: app.clientId,
        redirect_uri: callback,
        state: pending.state,
        code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      }).toString();
      return { url: url.href, pending };
    },
    /** @throws SignInRefused */
    finish: async (
      answer: URLSearchParams,
      pending: Pending,
    ): Promise<{ readonly token: string; readonly seconds: number | null }> => {
      try {
        const checked = oauth.validateAuthResponse(server, client, answer, pending.state);
        const secret = oauth.ClientSecretPost(app.clientSecret);
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          secret,
          checked,
          callback,
          pending.verifier,
          { ...insecure, signal: () => AbortSignal.timeout(10_000) },
        );
        const { access_token: token, expires_in: seconds = null } = await oauth.processAuthorizationCodeResponse(
          server,
          client,
          response,
        );
        return { token, seconds };
      } catch (error) {
        throw new SignInRefused('GitHub did not confirm the sign-in', { cause: error });
      }
    },
  };
}

export type GitHubFlow = ReturnType<typeof gitHubFlow>;
