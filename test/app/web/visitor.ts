import type { Dashboard } from './dashboard.ts';
import type { FakeUser } from './fake-github.ts';

/** Somebody with a browser that keeps cookies and follows no redirect by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly #dashboard: Pick<Dashboard, 'url' | 'github'>;

  constructor(dashboard: Pick<Dashboard, 'url' | 'github'>) {
    this.#dashboard = dashboard;
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return await this.#keep(
      await fetch(this.#url(path), { redirect: 'manual', headers: { ...this.#sent(), ...headers } }),
    );
  }

  /** Posts a form, by default as our own page would. */
  async post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = { origin: this.#dashboard.url },
  ): Promise<Response> {
    const init = { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) } as const;
    return await this.#keep(await fetch(this.#url(path), { ...init, headers: { ...this.#sent(), ...headers } }));
  }

  /** Signs in on the fake GitHub. @returns where the dashboard leads afterwards */
  async signIn(user: FakeUser, returnTo = '/'): Promise<string | null> {
    this.#dashboard.github.signsIn = user;
    const begin = await this.get(`/sign-in/github?${new URLSearchParams({ return_to: returnTo })}`);
    const github = await fetch(begin.headers.get('location') ?? '', { redirect: 'manual' });
    const end = await this.get(github.headers.get('location') ?? '');
    return end.headers.get('location');
  }

  /** The token of the forms on a page. */
  async formToken(path: string): Promise<string> {
    const [, token = ''] = /name="csrf" value="([^"]+)"/.exec(await (await this.get(path)).text()) ?? [];
    return token;
  }

  #url(path: string): string {
    return new URL(path, this.#dashboard.url).href;
  }

  #sent(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  async #keep(response: Response): Promise<Response> {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const [name = '', value = ''] = pair.split(/=(.*)/);
      if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}
