import type { MiddlewareHandler } from 'hono';

/** No script at all, style and pictures from here alone, no frame, no form that leads elsewhere. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer; pages are private unless a route says otherwise. */
export function headers(secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const set = (name: string, value: string): void => {
      if (!c.res.headers.has(name)) c.header(name, value);
    };
    set('Content-Security-Policy', policy);
    set('Cache-Control', 'private, no-store');
    set('Referrer-Policy', 'same-origin');
    set('X-Content-Type-Options', 'nosniff');
    set('X-Frame-Options', 'DENY');
    set('Cross-Origin-Opener-Policy', 'same-origin');
    set('Cross-Origin-Resource-Policy', 'same-origin');
    set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
    if (secure) set('Strict-Transport-Security', 'max-age=31536000');
  };
}
