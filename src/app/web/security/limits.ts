import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Who asks, as far as the connection tells. */
export type ClientAddress = (c: Context) => string;

/** The peer of the connection, where the app runs on Node; behind a proxy the caller of the app knows better. */
export const peerAddress: ClientAddress = (c) => {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? 'unknown';
};

/** The address that the given number of proxies before the app saw: the last ones of `X-Forwarded-For` are theirs. */
export function forwardedAddress(proxies: number): ClientAddress {
  return (c) => {
    const seen = (c.req.header('x-forwarded-for') ?? '').split(',').map((one) => one.trim());
    return seen.at(-proxies) || peerAddress(c);
  };
}

/** At most `points` requests in `seconds`, by whom `keyOf` names; the next gets 429 and is told how long to wait. */
export function limit(keyOf: (c: Context) => string, points: number, seconds: number): MiddlewareHandler {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (c, next) => {
    try {
      await limiter.consume(keyOf(c));
    } catch (reached) {
      if (!(reached instanceof RateLimiterRes)) throw reached;
      c.header('Retry-After', String(Math.ceil(reached.msBeforeNext / 1000)));
      return c.text('Too many requests. Please wait a little.\n', 429);
    }
    return await next();
  };
}
