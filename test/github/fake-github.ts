import { execFileSync } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { devNull } from 'node:os';

export interface FakeComment {
  id: number;
  body: string;
  html_url: string;
  user: { login: string; type: string };
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

/** An answer instead of the right one. */
export interface Failure {
  /** Part of "METHOD /path". */
  readonly on: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** How often; for ever where absent. */
  times?: number;
}

type Answer = { readonly status?: number; readonly json: unknown; readonly headers?: Record<string, string> } | Buffer;

const LONGEST_COMMENT = 65_536;

/**
 * GitHub's API as far as mlready uses it, over real HTTP and a real local repository, with its limits and its refusals.
 * Archives obey `export-ignore`, as GitHub's do.
 */
export class FakeGitHub {
  readonly comments: FakeComment[] = [];
  readonly asked: Asked[] = [];
  readonly failures: Failure[] = [];
  /** Whom the token belongs to. */
  viewer = 'github-actions[bot]';
  pageSize = 100;
  /** Replaces the archive that would be sent. */
  tamper: ((archive: Buffer) => Buffer) | null = null;
  /** Entries after which a recursive listing is cut, as GitHub does after 100,000. */
  longestListing = Number.POSITIVE_INFINITY;
  readonly #repository: string;
  readonly #prefix: string;
  #server: Server | null = null;
  #id = 1000;

  /**
   * @param repository folder of the Git repository that is served as any `owner/repo`
   * @param prefix path of the API: empty for github.com's, `/api/v3` for GitHub Enterprise Server's
   */
  constructor(repository: string, prefix = '') {
    this.#repository = repository;
    this.#prefix = prefix;
  }

  /** @returns the URL of the API */
  async start(): Promise<string> {
    const server = createServer((request, response) => void this.#serve(request, response));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}${this.#prefix}`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  /** A comment that somebody left. */
  addComment(login: string, body: string, type = 'User'): FakeComment {
    const id = this.#id++;
    const comment = { id, body, html_url: `https://github.example/comments/${id}`, user: { login, type } };
    this.comments.push(comment);
    return comment;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://local');
    const method = request.method ?? 'GET';
    const path = decodeURIComponent(url.pathname.slice(this.#prefix.length));
    this.asked.push({ method, path, authorization: request.headers.authorization });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const answer = this.#failure(`${method} ${path}`) ?? this.#answer(method, path, url.searchParams, body);
    if (Buffer.isBuffer(answer)) {
      response.writeHead(200, { 'content-type': 'application/x-gzip' }).end(answer);
      return;
    }
    response
      .writeHead(answer.status ?? 200, { 'content-type': 'application/json; charset=utf-8', ...answer.headers })
      .end(JSON.stringify(answer.json));
  }

  #failure(asked: string): Answer | null {
    const failure = this.failures.find(({ on, times }) => asked.includes(on) && times !== 0);
    if (failure === undefined) return null;
    if (failure.times !== undefined) failure.times--;
    const { status, headers = {}, message = 'refused' } = failure;
    return { status, headers: { ...headers }, json: { message, documentation_url: 'https://docs.github.example' } };
  }

  #answer(method: string, path: string, query: URLSearchParams, body: Record<string, unknown>): Answer {
    if (path === '/graphql' || path.endsWith('/api/graphql'))
      return { json: { data: { viewer: { login: this.viewer } } } };
    const [, , , , ...rest] = path.split('/');
    const asked = `${method} ${rest.join('/')}`;
    const routes: readonly (readonly [RegExp, (...found: string[]) => Answer])[] = [
      [/^GET git\/trees\/(.+)$/, (id) => this.#tree(id ?? '', query.get('recursive') !== null)],
      [/^GET git\/blobs\/(.+)$/, (id) => this.#blob(id ?? '')],
      [/^GET tarball\/(.+)$/, (revision) => this.#archive(revision ?? '')],
      [/^GET compare\/(.+)\.\.\.(.+)$/, (base, head) => this.#compare(base ?? '', head ?? '')],
      [/^GET issues\/\d+\/comments$/, () => this.#page(Number(query.get('page') ?? 1))],
      [/^POST issues\/\d+\/comments$/, () => this.#write(null, String(body.body))],
      [/^PATCH issues\/comments\/(\d+)$/, (id) => this.#write(Number(id), String(body.body))],
    ];
    try {
      for (const [pattern, answer] of routes) {
        const found = pattern.exec(asked);
        if (found !== null) return answer(...found.slice(1));
      }
    } catch {
      // Git knows no such object.
    }
    return { status: 404, json: { message: 'Not Found' } };
  }

  #tree(id: string, recursive: boolean): Answer {
    const lines = this.#git('ls-tree', ...(recursive ? ['-r', '-t'] : []), '-l', '-z', id)
      .toString('utf8')
      .split('\0');
    const tree = lines.filter(Boolean).map((line) => {
      const [meta = '', path = ''] = line.split('\t');
      const [mode, type, sha, size = '-'] = meta.split(/ +/);
      return { path, mode, type, sha, ...(size === '-' ? {} : { size: Number(size) }) };
    });
    const truncated = recursive && tree.length > this.longestListing;
    return { json: { sha: id, tree: truncated ? tree.slice(0, this.longestListing) : tree, truncated } };
  }

  #blob(id: string): Answer {
    const bytes = this.#git('cat-file', 'blob', id);
    return { json: { sha: id, size: bytes.length, encoding: 'base64', content: bytes.toString('base64') } };
  }

  #archive(revision: string): Answer {
    const archive = this.#git('archive', '--format=tar.gz', `--prefix=owner-repo-${revision.slice(0, 7)}/`, revision);
    return this.tamper === null ? archive : this.tamper(archive);
  }

  #compare(base: string, head: string): Answer {
    return { json: { merge_base_commit: { sha: this.#git('merge-base', base, head).toString('utf8').trim() } } };
  }

  #page(page: number): Answer {
    const start = (page - 1) * this.pageSize;
    const more = this.comments.length > start + this.pageSize;
    const headers: Record<string, string> = more ? { link: `<http://local/?page=${page + 1}>; rel="next"` } : {};
    return { json: this.comments.slice(start, start + this.pageSize), headers };
  }

  #write(id: number | null, body: string): Answer {
    if (body.length > LONGEST_COMMENT) {
      return { status: 422, json: { message: 'Validation Failed: body is too long (maximum is 65536 characters)' } };
    }
    if (id === null) return { status: 201, json: this.addComment(this.viewer, body, 'Bot') };
    const comment = this.comments.find((one) => one.id === id);
    if (comment === undefined) return { status: 404, json: { message: 'Not Found' } };
    comment.body = body;
    return { json: comment };
  }

  #git(...args: string[]): Buffer {
    return execFileSync('git', args, {
      cwd: this.#repository,
      env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: devNull },
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }
}
