import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, getSignedCookie, setCookie, setSignedCookie } from 'hono/cookie';
import { deleteSession, keepSession, session as storedSession } from '../../store/sessions.ts';
import { seal, unseal } from '../security/box.ts';
import { type Theme, themeOf } from '../theme.ts';
import type { Env, Session, Web } from '../web.ts';
import type { Pending } from './github-flow.ts';

const tenMinutes = 600;
const year = 365 * 24 * 3600;

/** The `__Host-` prefix binds a cookie to this host, this whole host and TLS. */
function name(web: Web, plain: string): string {
  return web.secure ? `__Host-${plain}` : plain;
}

function options({ secure }: Web, maxAge: number) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge } as const;
}

function idOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Begins a session: the cookie holds a random secret under a signature, the store its hash and the encrypted token. */
export async function beginSession(
  c: Context<Env>,
  web: Web,
  user: { readonly id: number; readonly login: string },
  token: string,
  seconds: number,
): Promise<void> {
  const secret = randomBytes(32).toString('base64url');
  const id = idOf(secret);
  await keepSession(web.store, {
    id,
    userId: user.id,
    login: user.login,
    token: seal(web.keys.box, token, id),
    expiresAt: new Date(web.now().getTime() + seconds * 1000),
  });
  await setSignedCookie(c, name(web, 'mlready'), secret, web.keys.cookie, options(web, seconds));
}

/** The session of a request, or null. */
export async function sessionOf(c: Context<Env>, web: Web): Promise<Session | null> {
  const secret = await getSignedCookie(c, web.keys.cookie, name(web, 'mlready'));
  if (!secret) return null;
  const id = idOf(secret);
  const stored = await storedSession(web.store, id, web.now());
  if (stored === undefined) return null;
  const token = unseal(web.keys.box, stored.token, id);
  return token === null ? null : { id, userId: stored.userId, login: stored.login, token };
}

export async function endSession(c: Context<Env>, web: Web, { id }: Session): Promise<void> {
  web.access.forget(id);
  await deleteSession(web.store, id);
  deleteCookie(c, name(web, 'mlready'), options(web, 0));
}

/** Keeps what must come back from GitHub, sealed, in the browser that goes there. */
export function keepPending(c: Context<Env>, web: Web, pending: Pending): void {
  const sealed = seal(web.keys.box, JSON.stringify(pending), 'sign-in').toString('base64url');
  setCookie(c, name(web, 'mlready-sign-in'), sealed, options(web, tenMinutes));
}

/** The sign-in under way in this browser, which ends by this. */
export function takePending(c: Context<Env>, web: Web): Pending | null {
  const sealed = getCookie(c, name(web, 'mlready-sign-in'));
  deleteCookie(c, name(web, 'mlready-sign-in'), options(web, 0));
  if (sealed === undefined) return null;
  const text = unseal(web.keys.box, Buffer.from(sealed, 'base64url'), 'sign-in');
  return text === null ? null : (JSON.parse(text) as Pending);
}

export function themeFrom(c: Context<Env>, web: Web): Theme {
  return themeOf(getCookie(c, name(web, 'mlready-theme')));
}

export function keepTheme(c: Context<Env>, web: Web, theme: Theme): void {
  setCookie(c, name(web, 'mlready-theme'), theme, options(web, year));
}
