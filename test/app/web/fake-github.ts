import { createHash, randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeUser {
  readonly id: number;
  readonly login: string;
  /** Repositories that this person can read, by installation. */
  readonly reads: ReadonlyMap<number, readonly number[]>;
  /** Logins of the organisations that this person administers. */
  readonly administers: readonly string[];
}

export interface FakeInstallation {
  readonly id: number;
  readonly account: { readonly id: number; readonly login: string; readonly type: string };
}

/** GitHub as far as signing in and reading one's access need it. */
export interface FakeGitHub {
  readonly url: string;
  readonly app: { readonly clientId: string; readonly clientSecret: string };
  /** Who signs in next: at the real GitHub, whoever sits before the browser. */
  signsIn: FakeUser | null;
  /** Answers nothing but errors of this status while set. */
  broken: number | null;
  /** What is asked from now on, newest last: `GET /user`. */
  readonly asked: string[];
  /** Changes what a user can read, as an owner on GitHub would. */
  change(user: FakeUser): void;
  revoke(login: string): void;
  close(): Promise<void>;
}

type Answer = readonly [status: number, body: unknown];

interface Grant {
  readonly user: FakeUser;
  readonly challenge: string;
  readonly redirect: string;
}

export async function fakeGitHub(installations: readonly FakeInstallation[]): Promise<FakeGitHub> {
  const app = { clientId: 'Iv23fake', clientSecret: 'not-a-secret-but-long' };
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, number>();
  const users = new Map<number, FakeUser>();
  const fake: Omit<FakeGitHub, 'url' | 'close'> = {
    app,
    signsIn: null,
    broken: null,
    asked: [],
    change: (user) => users.set(user.id, user),
    revoke: (login) => {
      for (const [token, id] of tokens) if (users.get(id)?.login === login) tokens.delete(token);
    },
  };

  const json = (response: ServerResponse, [status, body]: Answer): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const authorize = (response: ServerResponse, query: URLSearchParams): void => {
    const redirect = query.get('redirect_uri') ?? '';
    const back = new URL(redirect);
    back.searchParams.set('state', query.get('state') ?? '');
    const [challenge, method] = [query.get('code_challenge'), query.get('code_challenge_method')];
    if (query.get('client_id') !== app.clientId || challenge === null || method !== 'S256') {
      response.writeHead(404).end();
      return;
    }
    if (fake.signsIn === null) back.searchParams.set('error', 'access_denied');
    else {
      const code = randomBytes(10).toString('hex');
      users.set(fake.signsIn.id, fake.signsIn);
      codes.set(code, { user: fake.signsIn, challenge, redirect });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  };
  const exchange = (form: URLSearchParams): Answer => {
    const code = form.get('code') ?? '';
    const grant = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const right =
      grant !== undefined &&
      form.get('client_id') === app.clientId &&
      form.get('client_secret') === app.clientSecret &&
      form.get('redirect_uri') === grant.redirect &&
      challenge === grant.challenge;
    // As GitHub does: an error, too, comes with 200.
    if (!right) return [200, { error: 'bad_verification_code', error_description: 'The code is wrong.' }];
    const token = `ghu_${randomBytes(18).toString('hex')}`;
    tokens.set(token, grant.user.id);
    return [200, { access_token: token, token_type: 'bearer', scope: '', expires_in: 28_800 }];
  };
  const answer = (url: URL, user: FakeUser): Answer => {
    const page = Number(url.searchParams.get('page') ?? '1');
    const size = Number(url.searchParams.get('per_page') ?? '30');
    const paged = <T>(key: string, items: readonly T[]): Answer => [
      200,
      { total_count: items.length, [key]: items.slice((page - 1) * size, page * size) },
    ];
    const [, organisation] = /^\/user\/memberships\/orgs\/([^/]+)$/.exec(url.pathname) ?? [];
    const [, installation] = /^\/user\/installations\/(\d+)\/repositories$/.exec(url.pathname) ?? [];
    if (url.pathname === '/user') return [200, { id: user.id, login: user.login }];
    if (url.pathname === '/user/installations') {
      const readable = installations.filter(({ id }) => user.reads.has(id));
      return paged('installations', readable);
    }
    if (organisation !== undefined) {
      const role = user.administers.includes(organisation) ? 'admin' : 'member';
      return [200, { role, state: 'active' }];
    }
    const ids = user.reads.get(Number(installation));
    if (ids === undefined) return [404, { message: 'Not Found' }];
    return paged(
      'repositories',
      ids.map((id) => ({ id })),
    );
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    fake.asked.push(`${request.method} ${url.pathname}`);
    if (fake.broken !== null) return json(response, [fake.broken, { message: 'broken' }]);
    if (url.pathname === '/login/oauth/authorize') return authorize(response, url.searchParams);
    if (url.pathname === '/login/oauth/access_token') {
      let body = '';
      for await (const chunk of request) body += chunk;
      return json(response, exchange(new URLSearchParams(body)));
    }
    const id = tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
    const user = id === undefined ? undefined : users.get(id);
    json(response, user === undefined ? [401, { message: 'Bad credentials' }] : answer(url, user));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(fake, {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
