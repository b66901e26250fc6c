import type { Context } from 'hono';
import { installation, installationOf } from '../../store/installations.ts';
import { rowsOf } from '../../store/overview.ts';
import { repositoryNamed } from '../../store/repositories.ts';
import { ruleSets } from '../../store/rule-set.ts';
import type { Installation, Repository } from '../../store/schema.ts';
import type { Organisation } from '../data/organisation.ts';
import type { Env, Session, Web } from '../web.ts';

/** There is nothing here for whoever asks: it does not exist, or it is not theirs to know of. */
export class NotFound extends Error {}

/** Nobody is signed in, and the page is for those who are. */
export class SignInNeeded extends Error {}

export function sessionNeeded(c: Context<Env>): Session {
  const session = c.get('session');
  if (session === null) throw new SignInNeeded();
  return session;
}

/** An organisation as the signed-in person can read it. @throws SignInNeeded, NotFound and what Access throws */
export async function readable(
  c: Context<Env>,
  web: Web,
  account: string,
): Promise<{ readonly session: Session; readonly installation: Installation; readonly organisation: Organisation }> {
  const session = sessionNeeded(c);
  const person = { ...session, sessionId: session.id };
  // Asked before anything is looked up, so that what is there and what is not take the same way.
  await web.access.installations(person);
  const found = await installationOf(web.store, account);
  if (found === undefined) throw new NotFound();
  const grant = await web.access.to(person, found.id);
  if (grant === null) throw new NotFound();
  const rows = (await rowsOf(web.store, found.id)).filter(({ id }) => grant.repositoryIds.has(id));
  // Whoever reads nothing of it learns nothing of it, not even that it is there.
  if (rows.length === 0 && !grant.administers) throw new NotFound();
  const ids = [...new Set(rows.flatMap(({ ruleSet }) => (ruleSet === null ? [] : [ruleSet])))];
  return {
    session,
    installation: found,
    organisation: {
      account: found.account,
      rows,
      active: rows.filter(({ archived }) => !archived),
      ruleSets: await ruleSets(web.store, ids),
      administers: grant.administers,
    },
  };
}

/** The same for those who administer it; for all others there is no such page. */
export async function administered(c: Context<Env>, web: Web, account: string) {
  const all = await readable(c, web, account);
  if (!all.organisation.administers) throw new NotFound();
  return all;
}

/** A repository that the signed-in person can read. @throws SignInNeeded, NotFound and what Access throws */
export async function readableRepository(
  c: Context<Env>,
  web: Web,
  owner: string,
  name: string,
): Promise<{
  readonly session: Session;
  readonly repository: Repository;
  readonly installation: Installation;
  readonly administers: boolean;
}> {
  const session = sessionNeeded(c);
  const person = { ...session, sessionId: session.id };
  await web.access.installations(person);
  const repository = await repositoryNamed(web.store, owner, name);
  if (repository === undefined) throw new NotFound();
  const grant = await web.access.to(person, repository.installationId);
  if (grant === null || !grant.repositoryIds.has(repository.id)) throw new NotFound();
  const found = await installation(web.store, repository.installationId);
  if (found === undefined) throw new NotFound();
  return { session, repository, installation: found, administers: grant.administers };
}
