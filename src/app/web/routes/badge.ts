import { type Context, Hono } from 'hono';
import { badge as badgeOf } from '../../../report/badge.tsx';
import { repositoryNamed } from '../../store/repositories.ts';
import type { Repository } from '../../store/schema.ts';
import { shieldAnswer } from '../data/answers.ts';
import { isTokenFor, tokenFor } from '../security/keys.ts';
import type { Env, Web } from '../web.ts';
import { NotFound } from './guard.ts';

const headers = {
  'Cache-Control': 'public, max-age=300',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': "default-src 'none'",
};

/** Badges, for everybody where the repository is public, else for whoever has its signed address. */
export function badge(web: Web): Hono<Env> {
  const app = new Hono<Env>();
  const shown = async (c: Context<Env>, owner: string, name: string): Promise<Repository> => {
    const repository = await repositoryNamed(web.store, owner, name);
    const allowed =
      repository !== undefined &&
      (!repository.private || isTokenFor(web.keys.badge, String(repository.id), c.req.query('token')));
    if (!allowed) throw new NotFound();
    return repository;
  };

  app.get('/badge/:owner/:file{.+\\.svg}', async (c) => {
    const { grade, score } = await shown(c, c.req.param('owner'), c.req.param('file').slice(0, -4));
    const svg = badgeOf({ grade, score });
    return c.body(svg, 200, { ...headers, 'Content-Type': 'image/svg+xml; charset=utf-8' });
  });

  app.get('/badge/:owner/:file{.+\\.json}', async (c) => {
    const { grade, score } = await shown(c, c.req.param('owner'), c.req.param('file').slice(0, -5));
    return c.json(shieldAnswer(grade, score), 200, { ...headers, 'Access-Control-Allow-Origin': '*' });
  });
  return app;
}

/** The address of a repository's badge; of a private one it is signed. */
export function badgeAddress(
  { publicUrl, keys }: Pick<Web, 'publicUrl' | 'keys'>,
  { id, owner, name, private: secret }: Pick<Repository, 'id' | 'owner' | 'name' | 'private'>,
): string {
  const token = secret ? `?token=${tokenFor(keys.badge, String(id))}` : '';
  return `${publicUrl}/badge/${encodeURIComponent(owner)}/${encodeURIComponent(name)}.svg${token}`;
}
