import { createHmac, generateKeyPairSync, randomUUID, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, appRoutes, repositoryRoutes } from './fake-app-routes.ts';
import type { Asked, Failure } from './fake-github.ts';
import { FakeRepository, type Files } from './fake-repository.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export interface FakeInstallation {
  readonly id: number;
  account: string;
  readonly repositories: Set<FakeRepository>;
  suspended: boolean;
  deleted: boolean;
}

export interface FakeDelivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly payload: Record<string, unknown>;
  readonly delivered_at: string;
  status_code: number;
}

/** GitHub as an App sees it, over real HTTP: tokens, installations, repositories in memory, signed webhooks. */
export class FakeAppGitHub {
  readonly appId = 77;
  readonly login = 'mlready-test[bot]';
  readonly secret = 'a secret of the webhooks';
  readonly privateKey = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  readonly repositories: FakeRepository[] = [];
  readonly installations: FakeInstallation[] = [];
  readonly deliveries: FakeDelivery[] = [];
  readonly asked: Asked[] = [];
  readonly failures: Failure[] = [];
  /** Said after the request was done all the same. */
  readonly after: Failure[] = [];
  /** Replaces an archive. */
  tamperWith: (repository: FakeRepository, archive: Buffer) => Buffer = (_, archive) => archive;
  /** Requests left; without limit where `null`. */
  remaining: number | null = null;
  /** Where webhooks go. */
  target = '';
  url = '';
  ids = 5000;
  #server: Server | null = null;

  async start(port = 0): Promise<string> {
    const server = createServer((request, response) => void this.#serve(request, response));
    server.keepAliveTimeout = 60_000;
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return this.url;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  /** What a process needs to be this App. */
  environment(): Record<string, string> {
    return {
      APP_ID: String(this.appId),
      PRIVATE_KEY: this.privateKey,
      WEBHOOK_SECRET: this.secret,
      GITHUB_API_URL: this.url,
      GITHUB_SERVER_URL: 'https://github.example',
      MLREADY_THROTTLE: 'off',
    };
  }

  install(account: string, repositories: Readonly<Record<string, Files | null>>): FakeInstallation {
    const installation: FakeInstallation = {
      id: ++this.ids,
      account,
      repositories: new Set(),
      suspended: false,
      deleted: false,
    };
    this.installations.push(installation);
    for (const [name, files] of Object.entries(repositories)) this.add(installation, name, files);
    return installation;
  }

  add(installation: FakeInstallation, name: string, files: Files | null): FakeRepository {
    const repository = new FakeRepository(installation.account, name, files);
    this.repositories.push(repository);
    installation.repositories.add(repository);
    return repository;
  }

  installationOf(repository: FakeRepository): FakeInstallation {
    const found = this.installations.find(({ repositories }) => repositories.has(repository));
    if (found === undefined) throw new Error('not installed');
    return found;
  }

  /** What a webhook about a repository says. */
  payload(repository: FakeRepository, more: Record<string, unknown>): Record<string, unknown> {
    const { id } = this.installationOf(repository);
    return { repository: repository.json(), installation: { id }, sender: { login: 'somebody' }, ...more };
  }

  /** Sends a signed webhook. @returns the status of the answer, 0 where nobody answers */
  async deliver(
    event: string,
    payload: Record<string, unknown>,
    { guid = randomUUID(), signature }: { readonly guid?: string; readonly signature?: string } = {},
  ): Promise<number> {
    const body = JSON.stringify(payload);
    const delivery: FakeDelivery = {
      id: ++this.ids,
      guid,
      event,
      payload,
      delivered_at: new Date().toISOString(),
      status_code: 0,
    };
    this.deliveries.unshift(delivery);
    try {
      const answer = await fetch(this.target, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-github-event': event,
          'x-github-delivery': guid,
          'x-hub-signature-256': signature ?? this.sign(body),
        },
      });
      await answer.arrayBuffer();
      delivery.status_code = answer.status;
    } catch {
      delivery.status_code = 0;
    }
    return delivery.status_code;
  }

  sign(body: string): string {
    return `sha256=${createHmac('sha256', this.secret).update(body).digest('hex')}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://local');
    const method = request.method ?? 'GET';
    const path = decodeURIComponent(url.pathname);
    const { authorization } = request.headers;
    this.asked.push({ method, path, authorization });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    let answer: Answer;
    try {
      answer =
        failureIn(this.failures, `${method} ${path}`) ??
        (await this.#answer(method, path, url.searchParams, text === '' ? {} : JSON.parse(text), authorization ?? ''));
    } catch (error) {
      answer = { status: 500, json: { message: String(error) } };
    }
    answer = failureIn(this.after, `${method} ${path}`) ?? answer;
    if (Buffer.isBuffer(answer)) {
      response.writeHead(200, { 'content-type': 'application/x-gzip' }).end(answer);
      return;
    }
    const body = JSON.stringify(answer.json ?? null);
    const limits: Record<string, string> =
      this.remaining === null
        ? {}
        : {
            'x-ratelimit-limit': '5000',
            'x-ratelimit-remaining': String(this.remaining),
            'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
          };
    response
      .writeHead(answer.status ?? 200, {
        'content-type': 'application/json; charset=utf-8',
        ...limits,
        ...answer.headers,
      })
      .end(answer.status === 204 ? '' : body);
  }

  async #answer(
    method: string,
    path: string,
    query: URLSearchParams,
    body: Record<string, unknown>,
    authorization: string,
  ): Promise<Answer> {
    const token = authorization.replace(/^(?:bearer|token) /i, '');
    if (path === '/app' || path.startsWith('/app/')) {
      if (!isSigned(token)) return { status: 401, json: { message: 'A JSON web token could not be decoded' } };
      return appRoutes(this, method, path, query);
    }
    const [, id] = /^ghs_([0-9]+)_/.exec(token) ?? [];
    const installation = this.installations.find((one) => one.id === Number(id));
    if (installation === undefined || installation.deleted)
      return { status: 401, json: { message: 'Bad credentials' } };
    return repositoryRoutes(this, installation, method, path, query, body);
  }
}

function isSigned(token: string): boolean {
  const [header = '', claims = '', signature = ''] = token.split('.');
  return verify('sha256', Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, 'base64url'));
}

function failureIn(failures: Failure[], asked: string): Answer | null {
  const failure = failures.find(({ on, times }) => asked.includes(on) && times !== 0);
  if (failure === undefined) return null;
  if (failure.times !== undefined) failure.times--;
  const { status, headers = {}, message = 'refused' } = failure;
  return { status, headers: { ...headers }, json: { message } };
}
