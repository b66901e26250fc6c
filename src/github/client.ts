import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

/** A job that waits longer than this for GitHub's patience is better started again later. In seconds. */
const LONGEST_WAIT = 90;
const MOST_RETRIES = 2;

export type Client = ReturnType<typeof getOctokit>;

/**
 * GitHub's REST and GraphQL API with a workflow's token, at the server that `GITHUB_API_URL` names. Server errors and
 * both kinds of rate limit are tried again after the time that GitHub asks for, as long as that is bearable.
 * @param warn is told of every wait
 */
export function clientOf(token: string, warn: (message: string) => void): Client {
  const mayRetry = (seconds: number, count: number, what: string): boolean => {
    const bearable = seconds <= LONGEST_WAIT && count < MOST_RETRIES;
    warn(`GitHub's ${what} is reached; ${bearable ? `trying again in ${seconds} seconds` : 'giving up'}`);
    return bearable;
  };
  return getOctokit(
    token,
    {
      userAgent: 'mlready',
      throttle: {
        fallbackSecondaryRateRetryAfter: 10,
        onRateLimit: (seconds: number, _options: unknown, _client: unknown, count: number) =>
          mayRetry(seconds, count, 'rate limit'),
        onSecondaryRateLimit: (seconds: number, _options: unknown, _client: unknown, count: number) =>
          mayRetry(seconds, count, 'secondary rate limit'),
      },
    },
    retry as Parameters<typeof getOctokit>[2] & object,
    throttling as Parameters<typeof getOctokit>[2] & object,
  );
}

/** The same for single questions: without the second that GitHub wants between a query and a comment. */
export function questionsOf(token: string): Pick<Client, 'graphql'> {
  return getOctokit(token, { userAgent: 'mlready' }, retry as Parameters<typeof getOctokit>[2] & object);
}
