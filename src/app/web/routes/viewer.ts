import type { Context } from 'hono';
import type { Viewer } from '../parts/page.tsx';
import type { Env, Web } from '../web.ts';

/** Who looks at what. */
export function viewerOf(c: Context<Env>, web: Web): Viewer {
  const { pathname, search } = new URL(c.req.url);
  const path = c.req.method === 'GET' ? pathname + search : '/';
  return { web, session: c.get('session') ?? null, theme: c.get('theme') ?? 'system', path };
}
