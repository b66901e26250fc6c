import { Probot, type ProbotOctokit } from 'probot';
import type { Credentials, Settings } from '../settings.ts';
import { Budgets } from './budget.ts';
import { octokitClass } from './octokit.ts';

export type Log = Probot['log'];
export type Octokit = ProbotOctokit;

/** GitHub's last an hour. An audit may take a quarter of one. */
const TOKEN_AGE = 40 * 60_000;

/** GitHub as the App sees it: by itself, and as each of its installations. */
export class GitHub {
  readonly log: Log;
  readonly budgets: Budgets;
  readonly #probot: Probot;
  readonly #tokens = new Map<number, { readonly token: Promise<string>; readonly until: number }>();
  #login: Promise<string> | null = null;

  private constructor(probot: Probot, budgets: Budgets) {
    this.#probot = probot;
    this.log = probot.log;
    this.budgets = budgets;
  }

  static async open(settings: Settings, { appId, privateKey, webhookSecret }: Credentials): Promise<GitHub> {
    const budgets = new Budgets();
    const probot = new Probot({
      appId,
      privateKey,
      secret: webhookSecret,
      baseUrl: settings.api,
      logLevel: settings.logLevel as 'info',
      logFormat: settings.logFormat,
      logLevelInString: true,
      Octokit: octokitClass(settings.throttle, (installation, headers) => {
        if (installation !== null) budgets.heard(installation, headers);
      }),
    });
    await probot.ready();
    return new GitHub(probot, budgets);
  }

  /** Whether GitHub wrote a body. Never rejects. */
  verify(body: string, signature: string): Promise<boolean> {
    return this.#probot.webhooks.verify(body, signature).catch(() => false);
  }

  /** The API for the App itself. */
  app(): Promise<Octokit> {
    return this.#probot.auth() as Promise<Octokit>;
  }

  /** The API for an installation. */
  installation(id: number): Promise<Octokit> {
    return this.#probot.auth(id) as Promise<Octokit>;
  }

  /** A token of an installation that reads contents and nothing else; the same one for most of an hour. */
  async token(id: number): Promise<string> {
    const there = this.#tokens.get(id);
    if (there !== undefined && there.until > Date.now()) return await there.token;
    const token = this.#mint(id);
    this.#tokens.set(id, { token, until: Date.now() + TOKEN_AGE });
    token.catch(() => this.#tokens.delete(id));
    return await token;
  }

  async #mint(id: number): Promise<string> {
    const app = await this.app();
    const { data } = await app.request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: id,
      permissions: { contents: 'read', metadata: 'read' },
    });
    return data.token;
  }

  /** The login under which the App writes. */
  async login(): Promise<string> {
    this.#login ??= this.#ask();
    return await this.#login.catch((error) => {
      this.#login = null;
      throw error;
    });
  }

  async #ask(): Promise<string> {
    const { data } = await (await this.app()).request('GET /app');
    return `${(data as { slug: string }).slug}[bot]`;
  }
}
