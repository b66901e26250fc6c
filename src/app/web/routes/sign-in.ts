import { Hono } from 'hono';
import { deleteExpiredSessions } from '../../store/sessions.ts';
import { GitHubUser } from '../access/github-user.ts';
import { signInPage } from '../pages/note.tsx';
import { field } from '../security/forms.ts';
import { limit, peerAddress } from '../security/limits.ts';
import { beginSession, endSession, keepPending, keepTheme, takePending } from '../sign-in/cookies.ts';
import { SignInRefused } from '../sign-in/github-flow.ts';
import { returnTo } from '../sign-in/return-to.ts';
import { themeOf } from '../theme.ts';
import type { Env, Web } from '../web.ts';
import { viewerOf } from './viewer.ts';

/** A session lasts no longer than GitHub's token of a working day. */
const longestSession = 8 * 3600;

/** Signing in and out, and the choice of colours. */
export function signIn(web: Web): Hono<Env> {
  const app = new Hono<Env>();
  app.use('/sign-in/*', limit(web.clientAddress ?? peerAddress, 60, 60));

  app.get('/sign-in', (c) => {
    const back = returnTo(c.req.query('return_to'));
    if (c.get('session') !== null) return c.redirect(back);
    return c.html(signInPage(viewerOf(c, web), back, c.req.query('refused') !== undefined));
  });

  app.get('/sign-in/github', async (c) => {
    const { url, pending } = await web.flow.begin(returnTo(c.req.query('return_to')));
    keepPending(c, web, pending);
    return c.redirect(url);
  });

  app.get('/sign-in/callback', async (c) => {
    const pending = takePending(c, web);
    if (pending === null) return c.redirect('/sign-in?refused');
    try {
      const { token, seconds } = await web.flow.finish(new URL(c.req.url).searchParams, pending);
      const user = await new GitHubUser(web.github.apiUrl, token).user();
      await deleteExpiredSessions(web.store, web.now());
      // Whoever was signed in before in this browser is not any more.
      const before = c.get('session');
      if (before !== null) await endSession(c, web, before);
      await beginSession(c, web, user, token, Math.min(longestSession, seconds ?? longestSession));
      return c.redirect(returnTo(pending.returnTo));
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error;
      return c.redirect('/sign-in?refused');
    }
  });

  app.post('/sign-out', async (c) => {
    const session = c.get('session');
    if (session !== null) await endSession(c, web, session);
    return c.redirect('/', 303);
  });

  app.post('/theme', async (c) => {
    keepTheme(c, web, themeOf(await field(c, 'theme')));
    return c.redirect(returnTo(await field(c, 'return_to')), 303);
  });
  return app;
}
