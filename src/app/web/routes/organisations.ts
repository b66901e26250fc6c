import type { Context } from 'hono';
import { installation } from '../../store/installations.ts';
import type { Organisation } from '../data/organisation.ts';
import type { Env, Web } from '../web.ts';
import { NotFound, readable, sessionNeeded } from './guard.ts';

/** Every account that the signed-in person can read something of, by name. */
export async function organisationsOf(c: Context<Env>, web: Web): Promise<readonly Organisation[]> {
  const session = sessionNeeded(c);
  const found: Organisation[] = [];
  for (const { id } of await web.access.installations({ ...session, sessionId: session.id })) {
    const known = await installation(web.store, id);
    if (known === undefined) continue;
    try {
      found.push((await readable(c, web, known.account)).organisation);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
  }
  return found.sort((a, b) => (a.account.toLowerCase() < b.account.toLowerCase() ? -1 : 1));
}
