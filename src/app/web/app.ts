import { type Context, Hono } from 'hono';
import { Access } from './access/access.ts';
import { GitHubUnavailable, TokenRejected } from './access/github-user.ts';
import { icon, styleSheet } from './assets.ts';
import { homePage } from './pages/home.tsx';
import { failurePage, notFoundPage, unavailablePage } from './pages/note.tsx';
import { administration } from './routes/administration.ts';
import { api } from './routes/api.ts';
import { badge } from './routes/badge.tsx';
import { exports } from './routes/exports.ts';
import { NotFound, SignInNeeded } from './routes/guard.ts';
import { organisation } from './routes/organisation.tsx';
import { organisationsOf } from './routes/organisations.ts';
import { repository } from './routes/repository.ts';
import { signIn } from './routes/sign-in.ts';
import { viewerOf } from './routes/viewer.ts';
import { ownForms } from './security/forms.ts';
import { headers } from './security/headers.ts';
import { keysFrom } from './security/keys.ts';
import { limit, peerAddress } from './security/limits.ts';
import { endSession, sessionOf, themeFrom } from './sign-in/cookies.ts';
import { gitHubFlow } from './sign-in/github-flow.ts';
import type { Env, Web, WebOptions } from './web.ts';

const tenMinutes = 600_000;
const forever = 'public, max-age=31536000, immutable';

/** The dashboard as an app to mount. @throws when the secret is too short */
export function webApp(options: WebOptions): Hono<Env> {
  const { secret, now = () => new Date(), ...rest } = options;
  const web: Web = {
    ...rest,
    now,
    keys: keysFrom(secret),
    access: new Access(options.github.apiUrl, options.accessAge ?? tenMinutes, () => now().getTime()),
    flow: gitHubFlow(options.github, `${options.publicUrl}/sign-in/callback`),
    secure: !isLocal(options.publicUrl),
    style: styleSheet(),
  };
  const app = new Hono<Env>();
  app.use(headers(options.publicUrl.startsWith('https:')));
  app.get(web.style.path, (c) =>
    c.body(web.style.body, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': forever }),
  );
  app.get('/favicon.svg', (c) =>
    c.body(icon, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' }),
  );
  const address = options.clientAddress ?? peerAddress;
  app.use('/badge/*', limit(address, 1200, 60));
  app.route('/', badge(web));
  app.use(async (c, next) => {
    c.set('theme', themeFrom(c, web));
    c.set('session', await sessionOf(c, web));
    await next();
  });
  // People behind one proxy share an address, so whoever is signed in is counted alone.
  app.use(limit((c) => c.get('session')?.id ?? address(c), 600, 60));
  app.use(ownForms(web));
  app.route('/', signIn(web));
  app.get('/', async (c) => {
    const organisations = await organisationsOf(c, web);
    return c.html(homePage(viewerOf(c, web), organisations));
  });
  app.route('/', api(web));
  app.route('/', exports(web));
  app.route('/', administration(web));
  app.route('/', organisation(web));
  app.route('/', repository(web));
  app.notFound((c) => notFound(c, web));
  app.onError((error, c) => failed(error, c, web));
  return app;
}

/** Browsers keep secure cookies over TLS alone; only this machine does without. */
function isLocal(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]', '0.0.0.0'].includes(hostname);
}

function isApi(c: Context<Env>): boolean {
  return c.req.path.startsWith('/api/');
}

/** The same answer for what does not exist and for what the person may not know of. */
function notFound(c: Context<Env>, web: Web) {
  if (isApi(c)) return c.json({ error: 'not found' }, 404);
  return c.html(notFoundPage(viewerOf(c, web)), 404);
}

async function failed(error: unknown, c: Context<Env>, web: Web): Promise<Response> {
  if (error instanceof NotFound) return notFound(c, web);
  if (error instanceof TokenRejected) {
    const session = c.get('session');
    if (session) await endSession(c, web, session);
    return askToSignIn(c);
  }
  if (error instanceof SignInNeeded) return askToSignIn(c);
  if (error instanceof GitHubUnavailable) {
    if (isApi(c)) return c.json({ error: 'GitHub cannot be asked at the moment' }, 503);
    return c.html(unavailablePage(viewerOf(c, web)), 503);
  }
  web.onError?.(error);
  if (isApi(c)) return c.json({ error: 'internal error' }, 500);
  return c.html(failurePage(viewerOf(c, web)), 500);
}

function askToSignIn(c: Context<Env>): Response {
  if (isApi(c)) return c.json({ error: 'sign in first' }, 401);
  const { pathname, search } = new URL(c.req.url);
  const back =
    c.req.method === 'GET' && pathname !== '/' ? `?${new URLSearchParams({ return_to: pathname + search })}` : '';
  return c.redirect(`/sign-in${back}`);
}
