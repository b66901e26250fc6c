import type { FakeAppGitHub, FakeInstallation } from './fake-app-github.ts';
import type { FakeCheck, FakeRepository } from './fake-repository.ts';

export type Answer =
  | { readonly status?: number; readonly json?: unknown; readonly headers?: Record<string, string> }
  | Buffer;

type Body = Record<string, unknown>;

const notFound: Answer = { status: 404, json: { message: 'Not Found' } };
const LONGEST_COMMENT = 65_536;
const MOST_ANNOTATIONS = 50;

/** What the App asks for itself. */
export function appRoutes(github: FakeAppGitHub, method: string, path: string, query: URLSearchParams): Answer {
  if (path === '/app') return { json: { id: github.appId, slug: 'mlready-test', name: 'mlready' } };
  if (path === '/app/hook/deliveries') return deliveries(github, query);
  const [, delivery] = /^\/app\/hook\/deliveries\/([0-9]+)$/.exec(path) ?? [];
  if (delivery !== undefined) {
    const found = github.deliveries.find(({ id }) => id === Number(delivery));
    return found === undefined ? notFound : { json: { ...found, request: { payload: found.payload } } };
  }
  const [, id, rest = ''] = /^\/app\/installations\/([0-9]+)(.*)$/.exec(path) ?? [];
  const installation = github.installations.find((one) => one.id === Number(id));
  if (installation === undefined || installation.deleted) return notFound;
  if (method === 'POST' && rest === '/access_tokens') {
    if (installation.suspended) return { status: 403, json: { message: 'This installation has been suspended' } };
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    return { status: 201, json: { token: `ghs_${installation.id}_${++github.ids}`, expires_at, permissions: {} } };
  }
  return {
    json: {
      id: installation.id,
      account: { id: installation.id * 10, login: installation.account, type: 'Organization' },
      suspended_at: installation.suspended ? new Date().toISOString() : null,
    },
  };
}

function deliveries(github: FakeAppGitHub, query: URLSearchParams): Answer {
  const [size, start] = [Number(query.get('per_page') ?? 30), Number(query.get('cursor') ?? 0)];
  const page = github.deliveries.slice(start, start + size);
  const next =
    start + size < github.deliveries.length
      ? `<${github.url}/app/hook/deliveries?cursor=${start + size}>; rel="next"`
      : '';
  return { json: page.map(({ payload: _, ...one }) => one), ...(next === '' ? {} : { headers: { link: next } }) };
}

/** What an installation asks. */
export async function repositoryRoutes(
  github: FakeAppGitHub,
  installation: FakeInstallation,
  method: string,
  path: string,
  query: URLSearchParams,
  body: Body,
): Promise<Answer> {
  const all = [...installation.repositories];
  if (path === '/installation/repositories') {
    const [size, page] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)];
    const shown = all.slice((page - 1) * size, page * size).map((repository) => repository.json());
    return { json: { total_count: all.length, repositories: shown } };
  }
  if (path === '/graphql') return { json: { data: graphql(all, body) } };
  const [, byId] = /^\/repositories\/([0-9]+)$/.exec(path) ?? [];
  if (byId !== undefined) {
    const found = all.find(({ id }) => id === Number(byId));
    return found === undefined ? notFound : { json: found.json() };
  }
  const [, owner, name, rest = ''] = /^\/repos\/([^/]+)\/([^/]+)\/?(.*)$/.exec(path) ?? [];
  const repository = all.find((one) => one.owner === owner && one.name === name);
  if (repository === undefined) return notFound;
  if (rest === '') return { json: repository.json() };
  for (const [pattern, answer] of routes) {
    const found = pattern.exec(`${method} ${rest}`);
    if (found !== null) return (await answer({ github, repository, query, body }, ...found.slice(1))) ?? notFound;
  }
  return notFound;
}

interface Asked {
  readonly github: FakeAppGitHub;
  readonly repository: FakeRepository;
  readonly query: URLSearchParams;
  readonly body: Body;
}

type Route = (asked: Asked, ...found: string[]) => Answer | undefined | Promise<Answer | undefined>;

const routes: readonly (readonly [RegExp, Route])[] = [
  [
    /^GET git\/ref\/heads\/(.+)$/,
    ({ repository }, branch = '') => {
      if (repository.commits.size === 0) return { status: 409, json: { message: 'Git Repository is empty.' } };
      const sha = repository.branches.get(branch);
      return sha === undefined ? undefined : { json: { object: { sha, type: 'commit' } } };
    },
  ],
  [
    /^POST git\/refs$/,
    ({ repository, body }) => {
      const branch = String(body.ref).replace('refs/heads/', '');
      if (repository.branches.has(branch)) return { status: 422, json: { message: 'Reference already exists' } };
      repository.branches.set(branch, String(body.sha));
      return { status: 201, json: {} };
    },
  ],
  [
    /^GET git\/trees\/(.+)$/,
    ({ repository }, id = '') => {
      const commit = repository.resolve(id);
      return commit === undefined ? undefined : { json: { sha: id, tree: repository.tree(commit), truncated: false } };
    },
  ],
  [
    /^GET git\/blobs\/(.+)$/,
    ({ repository }, id = '') => {
      const bytes = repository.blobs.get(id);
      if (bytes === undefined) return undefined;
      return {
        json: { sha: id, size: bytes.length, encoding: 'base64', content: Buffer.from(bytes).toString('base64') },
      };
    },
  ],
  [
    /^GET tarball\/(.+)$/,
    async ({ github, repository }, id = '') => {
      const commit = repository.resolve(id);
      if (commit === undefined) return undefined;
      return github.tamperWith(repository, await repository.archive(commit));
    },
  ],
  [
    /^GET compare\/(.+?)\.\.\.(.+)$/,
    ({ repository }, base = '', head = '') => {
      const sha = repository.mergeBase(base, head);
      return { json: { merge_base_commit: sha === null ? null : { sha } } };
    },
  ],
  [
    /^GET contents\/(.+)$/,
    ({ repository, query }, path = '') => {
      const bytes = repository.resolve(query.get('ref') ?? 'main')?.files.get(path);
      if (bytes === undefined) return undefined;
      return { json: { path, sha: `${path}@${bytes.length}`, content: Buffer.from(bytes).toString('base64') } };
    },
  ],
  [
    /^PUT contents\/(.+)$/,
    ({ repository, body }, path = '') => {
      repository.push({ [path]: Buffer.from(String(body.content), 'base64').toString('utf8') }, String(body.branch));
      return { status: 201, json: {} };
    },
  ],
  [
    /^GET pulls$/,
    ({ repository, query }) => {
      const head = query.get('head')?.split(':')[1];
      return {
        json: repository.pulls.filter((pull) => pull.headLabel === head).map((pull) => repository.pullJson(pull)),
      };
    },
  ],
  [
    /^POST pulls$/,
    ({ repository, body }) => {
      const pull = repository.openPull(String(body.head), String(body.base), String(body.title));
      return { status: 201, json: repository.pullJson(pull) };
    },
  ],
  [
    /^GET pulls\/([0-9]+)$/,
    ({ repository }, number) => {
      const pull = repository.pulls.find((one) => one.number === Number(number));
      return pull === undefined ? undefined : { json: repository.pullJson(pull) };
    },
  ],
  [
    /^GET collaborators\/([^/]+)\/permission$/,
    ({ repository }, login = '') => ({ json: { permission: repository.permissions.get(login) ?? 'read' } }),
  ],
  [
    /^GET issues\/comments\/([0-9]+)$/,
    ({ repository }, id) => {
      const note = repository.notes.find((one) => one.id === Number(id));
      return note === undefined ? undefined : { json: note };
    },
  ],
  [
    /^GET issues\/([0-9]+)\/comments$/,
    ({ repository, query }, number) => {
      const all = repository.notes.filter((note) => note.number === Number(number));
      const [size, page] = [Number(query.get('per_page') ?? 30), Number(query.get('page') ?? 1)];
      const more: Record<string, string> = all.length > page * size ? { link: '<http://local/>; rel="next"' } : {};
      return { json: all.slice((page - 1) * size, page * size), headers: more };
    },
  ],
  [
    /^POST issues\/([0-9]+)\/comments$/,
    ({ github, repository, body }, number) => {
      if (String(body.body).length > LONGEST_COMMENT) return { status: 422, json: { message: 'body is too long' } };
      return { status: 201, json: addNote(github, repository, Number(number), github.login, String(body.body), 'Bot') };
    },
  ],
  [
    /^PATCH issues\/comments\/([0-9]+)$/,
    ({ repository, body }, id) => {
      const note = repository.notes.find((one) => one.id === Number(id));
      if (note === undefined) return undefined;
      note.body = String(body.body);
      return { json: note };
    },
  ],
  [
    /^GET commits\/([^/]+)\/check-runs$/,
    ({ repository, query }, sha) => {
      const runs = repository.checks.filter((run) => run.head_sha === sha && run.name === query.get('check_name'));
      return { json: { total_count: runs.length, check_runs: runs.map(checkJson) } };
    },
  ],
  [
    /^POST check-runs$/,
    ({ github, repository, body }) => {
      const check: FakeCheck = {
        id: ++github.ids,
        name: String(body.name),
        head_sha: String(body.head_sha),
        external_id: String(body.external_id ?? ''),
        status: String(body.status ?? 'queued'),
        conclusion: null,
        title: '',
        summary: '',
        actions: [],
        annotations: [],
      };
      repository.checks.push(check);
      return { status: 201, json: checkJson(check) };
    },
  ],
  [
    /^PATCH check-runs\/([0-9]+)$/,
    ({ repository, body }, id) => {
      const check = repository.checks.find((one) => one.id === Number(id));
      if (check === undefined) return undefined;
      const output = (body.output ?? {}) as {
        title?: string;
        summary?: string;
        annotations?: Record<string, unknown>[];
      };
      const { annotations = [] } = output;
      if (annotations.length > MOST_ANNOTATIONS || (output.summary ?? '').length > 65_535) {
        return { status: 422, json: { message: 'No more than 50 annotations and 65535 characters' } };
      }
      check.annotations.push(...annotations);
      check.title = output.title ?? check.title;
      check.summary = output.summary ?? check.summary;
      check.status = String(body.status ?? check.status);
      check.conclusion = body.conclusion === undefined ? check.conclusion : String(body.conclusion);
      check.actions = (body.actions as unknown[] | undefined) ?? check.actions;
      return { json: checkJson(check) };
    },
  ],
];

function checkJson({ annotations, title, summary, ...check }: FakeCheck) {
  return { ...check, output: { title, summary, annotations_count: annotations.length } };
}

export function addNote(
  github: FakeAppGitHub,
  repository: FakeRepository,
  number: number,
  login: string,
  body: string,
  type = 'User',
) {
  const id = ++github.ids;
  const html_url = `https://github.example/${repository.fullName}/issues/${number}#issuecomment-${id}`;
  const note = { id, number, body, html_url, created_at: new Date().toISOString(), user: { login, type } };
  repository.notes.push(note);
  return note;
}

function graphql(all: readonly FakeRepository[], body: Body): unknown {
  const { ids = [] } = (body.variables ?? {}) as { ids?: readonly string[] };
  return {
    nodes: ids.map((id) => {
      const repository = all.find((one) => `R_${one.id}` === id);
      if (repository === undefined) return null;
      const oid = repository.branches.get('main');
      return { databaseId: repository.id, defaultBranchRef: oid === undefined ? null : { target: { oid } } };
    }),
  };
}
