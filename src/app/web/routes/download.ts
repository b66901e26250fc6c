import type { Context } from 'hono';
import type { Env } from '../web.ts';

/** A text to be saved as a file. */
export function download(c: Context<Env>, type: string, name: string, body: string) {
  return c.body(body, 200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
  });
}
