import type { Queries } from './database.ts';

export interface SessionData {
  /** SHA-256 of what the cookie holds: whoever reads the table cannot sign in by it. */
  readonly id: string;
  readonly userId: number;
  readonly login: string;
  /** Encrypted. */
  readonly token: Uint8Array;
  readonly expiresAt: Date;
}

export async function keepSession({ db }: Queries, session: SessionData): Promise<void> {
  await db.insertInto('sessions').values(session).execute();
}

/** A session that has not expired at `now`. */
export async function session({ db }: Queries, id: string, now: Date): Promise<SessionData | undefined> {
  return await db
    .selectFrom('sessions')
    .select(['id', 'userId', 'login', 'token', 'expiresAt'])
    .where('id', '=', id)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
}

export async function deleteSession({ db }: Queries, id: string): Promise<void> {
  await db.deleteFrom('sessions').where('id', '=', id).execute();
}

export async function deleteExpiredSessions({ db }: Queries, now: Date): Promise<void> {
  await db.deleteFrom('sessions').where('expiresAt', '<=', now).execute();
}
