import type { Context, MiddlewareHandler } from 'hono';
import type { Env, Web } from '../web.ts';
import { isTokenFor } from './keys.ts';

/**
 * Refuses what changes something and was not sent by a page of ours: by the browser's own word on where it comes from,
 * and for those who are signed in by a token that only our pages know.
 */
export function ownForms(web: Web): MiddlewareHandler<Env> {
  const origin = new URL(web.publicUrl).origin;
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return await next();
    if (c.req.method !== 'POST') return c.text('Method not allowed\n', 405);
    const site = c.req.header('sec-fetch-site');
    const from = c.req.header('origin');
    const own = site === undefined ? from === origin : site === 'same-origin' || (site === 'none' && from === origin);
    if (!own || (from !== undefined && from !== origin)) return c.text('This form is not of this site.\n', 403);
    const session = c.get('session');
    if (session !== null) {
      const token = await field(c, 'csrf');
      if (!isTokenFor(web.keys.form, session.id, token))
        return c.text('This form is too old. Load the page again.\n', 403);
    }
    return await next();
  };
}

/** One field of a posted form. */
export async function field(c: Context<Env>, key: string): Promise<string | undefined> {
  const value = (await c.req.parseBody())[key];
  return typeof value === 'string' ? value : undefined;
}
