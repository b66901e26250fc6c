/** Headers of an answer of GitHub's. */
export type Headers = Readonly<Record<string, string | number | undefined>>;

/** Requests that an installation has left. */
export interface Budget {
  readonly limit: number;
  readonly remaining: number;
  readonly reset: Date;
}

/** GitHub refuses more requests for a while. */
export class RateLimited extends Error {
  readonly until: Date;

  constructor(until: Date) {
    super(`GitHub wants no more requests until ${until.toISOString()}`);
    this.until = until;
  }
}

/** What of an installation's requests pull requests and people keep for themselves. */
const RESERVE = 0.2;

/** What is known of every installation's requests, and which installations wait. */
export class Budgets {
  readonly #known = new Map<number, Budget>();
  readonly #resting = new Map<number, Date>();

  /** Takes note of an answer. */
  heard(installation: number, headers: Headers): void {
    const budget = budgetIn(headers);
    if (budget !== null) this.#known.set(installation, budget);
  }

  of(installation: number): Budget | undefined {
    return this.#known.get(installation);
  }

  all(): ReadonlyMap<number, Budget> {
    return this.#known;
  }

  rest(installation: number, until: Date): void {
    const before = this.#resting.get(installation);
    if (before === undefined || before < until) this.#resting.set(installation, until);
  }

  /** Installations that GitHub refuses at the moment. */
  resting(now: Date): readonly number[] {
    for (const [installation, until] of this.#resting) if (until <= now) this.#resting.delete(installation);
    return [...this.#resting.keys()];
  }

  /** When work that is not urgent may go on; `null` for at once. */
  backfillFrom(installation: number, now: Date): Date | null {
    const budget = this.#known.get(installation);
    if (budget === undefined || budget.reset <= now || budget.remaining >= budget.limit * RESERVE) return null;
    return budget.reset;
  }
}

function budgetIn(headers: Headers): Budget | null {
  // Searches and GraphQL have budgets of their own.
  if ((headers['x-ratelimit-resource'] ?? 'core') !== 'core') return null;
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
    Number(headers[`x-ratelimit-${name}`]),
  );
  if (!limit || remaining === undefined || !reset || Number.isNaN(remaining)) return null;
  return { limit, remaining, reset: new Date(reset * 1000) };
}

/**
 * Until when GitHub refuses, by what it answered; `null` for an error of another kind. A limit that names no time lasts a
 * minute, as GitHub's documentation asks for.
 */
export function limitIn(error: unknown, now: Date): Date | null {
  const { status, response, message } = (error ?? {}) as {
    readonly status?: number;
    readonly message?: string;
    readonly response?: { readonly headers?: Headers };
  };
  if (status !== 403 && status !== 429) return null;
  const headers = response?.headers ?? {};
  const seconds = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && Number.isFinite(seconds)) {
    return new Date(now.getTime() + Math.min(Math.max(seconds, 1), 3600) * 1000);
  }
  if (String(headers['x-ratelimit-remaining']) === '0') {
    const reset = Number(headers['x-ratelimit-reset']) * 1000;
    return new Date(Math.min(Math.max(reset || 0, now.getTime() + 1000), now.getTime() + 3_900_000));
  }
  return status === 429 || /rate limit/i.test(message ?? '') ? new Date(now.getTime() + 60_000) : null;
}
