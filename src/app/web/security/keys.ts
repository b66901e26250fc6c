import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Keys for one purpose each, all from the one secret of the service. */
export interface Keys {
  /** Signs cookies. */
  readonly cookie: string;
  /** Encrypts tokens at rest and the state of a sign-in under way. */
  readonly box: Buffer;
  readonly form: Buffer;
  readonly badge: Buffer;
}

/** @throws when the secret is too short to protect anything */
export function keysFrom(secret: string): Keys {
  if (secret.length < 16) throw new Error('the secret of the dashboard must have at least 16 characters');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'mlready', purpose, 32));
  return {
    cookie: derive('cookie').toString('base64'),
    box: derive('box'),
    form: derive('form'),
    badge: derive('badge'),
  };
}

/** A short proof that whoever names `subject` was given it by this service. */
export function tokenFor(key: Buffer, subject: string): string {
  return createHmac('sha256', key).update(subject).digest('base64url').slice(0, 32);
}

export function isTokenFor(key: Buffer, subject: string, token: unknown): boolean {
  if (typeof token !== 'string') return false;
  const [expected, given] = [Buffer.from(tokenFor(key, subject)), Buffer.from(token)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
