import { ProbotOctokit } from 'probot';
import type { Headers } from './budget.ts';

/** A request that takes longer than this is given up. */
const TIMEOUT = 120_000;

type Options = ConstructorParameters<typeof ProbotOctokit>[0] & { readonly throttle?: object };

/**
 * Probot's Octokit, without its patience: a limit comes back as an error at once, for the job is put off and others go
 * on. Only reading is tried again by itself; whether a write arrived is looked up first.
 * @param heard is told the headers of every answer, and the installation that asked
 */
export function octokitClass(
  throttle: boolean,
  heard: (installation: number | null, headers: Headers) => void,
): typeof ProbotOctokit {
  const Base = ProbotOctokit.defaults(((given: Options) => ({
    ...given,
    retry: { retries: 2 },
    throttle: throttle
      ? { ...given.throttle, enabled: true, onRateLimit: () => false, onSecondaryRateLimit: () => false }
      : { enabled: false },
  })) as never);
  return class extends Base {
    constructor(...[options]: ConstructorParameters<typeof ProbotOctokit>) {
      super(options);
      const { installationId = null } = ((options as Options)?.auth ?? {}) as { installationId?: number | null };
      this.hook.before('request', (request) => {
        request.request = { signal: AbortSignal.timeout(TIMEOUT), ...request.request };
        if (request.method !== 'GET') request.request.retries = 0;
      });
      this.hook.after('request', ({ headers }) => heard(installationId, headers as Headers));
      this.hook.error('request', (error) => {
        const { response } = error as { response?: { headers?: Headers } };
        if (response?.headers !== undefined) heard(installationId, response.headers);
        throw error;
      });
    }
  } as typeof ProbotOctokit;
}
