import { isMonotonous } from './placeholder.ts';
import type { Judgement, Rule } from './secret.ts';

const shape = /^(ey[A-Za-z0-9_-]{8,4000})\.(ey[A-Za-z0-9_/\\-]{10,8000})\.([A-Za-z0-9_/\\-]{0,2000})={0,2}$/;

/** JSON Web Tokens (RFC 7519), plain and wrapped once more in Base64 as Kubernetes does. */
export const jsonWebTokens: readonly Rule[] = [
  {
    kind: 'JSON Web Token',
    pattern:
      /(?<![A-Za-z0-9_.-])(ey[A-Za-z0-9_-]{8,4000}\.ey[A-Za-z0-9_/\\-]{10,8000}\.[A-Za-z0-9_/\\-]{0,2000}={0,2})/g,
    judge: (value) => judgeToken(value),
  },
  {
    kind: 'JSON Web Token',
    pattern: /(?<![A-Za-z0-9_+/-])(ZXlK[A-Za-z0-9+/_-]{40,12000}={0,2})/g,
    judge: (value) => judgeToken(decode(value)),
  },
];

/**
 * A signed token whose header and claims can be read is certain. One whose parts cannot be read is likely if they look
 * drawn. An unsigned token opens nothing, the `anon` key of Supabase is made to be public, and a token that was valid
 * for an hour at most is void by now: hints. The example of jwt.io stands for nothing.
 */
function judgeToken(token: string): Judgement | null {
  const [, first = '', second = '', signature = ''] = shape.exec(token) ?? [];
  if (first === '') return null;
  const header = record(first);
  const claims = record(second);
  if (claims?.name === 'John Doe' && claims.sub === '1234567890' && Object.keys(claims).length <= 5) return null;
  if (header?.alg === 'none') return { confidence: 'hint', note: 'unsigned' };
  if (signature.length < 10 || (signature.length >= 20 && isMonotonous(signature))) return null;
  if (header === null || claims === null) return [first, second].every(isMixed) ? { confidence: 'likely' } : null;
  if (claims.role === 'anon') return { confidence: 'hint', note: 'a key made to be public' };
  if (isShortLived(claims)) return { confidence: 'hint', note: 'valid for an hour at most when it was issued' };
  return { confidence: 'certain' };
}

/** Links to files of GitHub and others carry tokens that were void long before anybody committed them. */
function isShortLived({ exp, nbf, iat }: Record<string, unknown>): boolean {
  const start = nbf ?? iat;
  return typeof exp === 'number' && typeof start === 'number' && exp - start <= 3600;
}

function isMixed(part: string): boolean {
  return /[0-9]/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part) && !isMonotonous(part);
}

function record(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(decode(part));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.assign(Object.create(null), value)
      : null;
  } catch {
    return null;
  }
}

function decode(part: string): string {
  try {
    return atob(part.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''));
  } catch {
    return '';
  }
}
