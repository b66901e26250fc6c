import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

export type Files = Readonly<Record<string, string | Uint8Array>>;

interface Commit {
  readonly id: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly parents: readonly string[];
}

export interface FakePull {
  readonly number: number;
  state: 'open' | 'closed';
  draft: boolean;
  title: string;
  /** Branch, or commit of a fork. */
  head: string;
  headLabel: string;
  base: string;
  /** `owner/repo` of the head. */
  from: string;
}

export interface FakeNote {
  readonly id: number;
  readonly number: number;
  body: string;
  readonly html_url: string;
  readonly created_at: string;
  readonly user: { readonly login: string; readonly type: string };
}

export interface FakeCheck {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  status: string;
  conclusion: string | null;
  title: string;
  summary: string;
  actions: readonly unknown[];
  readonly annotations: Record<string, unknown>[];
}

/** A repository as GitHub keeps it, in memory: commits, branches, pull requests, comments, checks. */
export class FakeRepository {
  static #ids = 1000;
  readonly id = FakeRepository.#ids++;
  owner: string;
  name: string;
  isPrivate = false;
  archived = false;
  topics: string[] = [];
  readonly defaultBranch = 'main';
  readonly branches = new Map<string, string>();
  readonly commits = new Map<string, Commit>();
  readonly trees = new Map<string, Commit>();
  readonly blobs = new Map<string, Uint8Array>();
  readonly pulls: FakePull[] = [];
  readonly notes: FakeNote[] = [];
  readonly checks: FakeCheck[] = [];
  /** Login → admin, write, read. */
  readonly permissions = new Map<string, string>();
  readonly #archives = new Map<string, Buffer>();
  #number = 0;

  constructor(owner: string, name: string, files: Files | null) {
    this.owner = owner;
    this.name = name;
    if (files !== null) this.branches.set('main', this.commit(files));
  }

  get fullName(): string {
    return `${this.owner}/${this.name}`;
  }

  /** @param id a true commit of Git's, where its id matters */
  commit(files: Files, parents: readonly string[] = [], id?: string): string {
    const bytes = new Map(
      Object.entries(files)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([path, content]) => [path, typeof content === 'string' ? Buffer.from(content) : content] as const),
    );
    const hash = createHash('sha1').update(`${this.id} ${this.commits.size}`);
    for (const [path, content] of bytes) {
      const blob = blobId(content);
      this.blobs.set(blob, content);
      hash.update(`${path}\0${blob}`);
    }
    const commit: Commit = { id: id ?? hash.digest('hex'), files: bytes, parents };
    this.commits.set(commit.id, commit);
    return commit.id;
  }

  /** Adds a commit to a branch; `null` for a file that goes. */
  push(changes: Readonly<Record<string, string | null>>, branch = 'main'): string {
    const tip = this.branches.get(branch) ?? this.branches.get('main') ?? '';
    const files: Record<string, string | Uint8Array> = Object.fromEntries(this.commits.get(tip)?.files ?? []);
    for (const [path, content] of Object.entries(changes)) {
      if (content === null) delete files[path];
      else files[path] = content;
    }
    const id = this.commit(files, tip === '' ? [] : [tip]);
    this.branches.set(branch, id);
    return id;
  }

  pull(head: string, changes: Readonly<Record<string, string | null>>, base = 'main'): FakePull {
    this.push(changes, head);
    return this.openPull(head, base, head);
  }

  openPull(head: string, base: string, title: string): FakePull {
    this.#number += 1;
    const pull: FakePull = {
      number: this.#number,
      state: 'open',
      draft: false,
      title,
      head,
      headLabel: head,
      base,
      from: this.fullName,
    };
    this.pulls.push(pull);
    return pull;
  }

  /** The commit that a branch, or a commit's own id, stands for. */
  resolve(name: string): Commit | undefined {
    return this.commits.get(this.branches.get(name) ?? name);
  }

  mergeBase(base: string, head: string): string | null {
    const ancestors = new Set<string>();
    const open = [base];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      ancestors.add(id);
      open.push(...(this.commits.get(id)?.parents ?? []));
    }
    const waiting = [head];
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      if (ancestors.has(id)) return id;
      waiting.push(...(this.commits.get(id)?.parents ?? []));
    }
    return null;
  }

  tree(commit: Commit) {
    return [...commit.files].map(([path, content]) => ({
      path,
      mode: '100644',
      type: 'blob',
      sha: blobId(content),
      size: content.length,
    }));
  }

  async archive(commit: Commit): Promise<Buffer> {
    const there = this.#archives.get(commit.id);
    if (there !== undefined) return there;
    const tar = pack();
    for (const [path, content] of commit.files)
      tar.entry({ name: `x-${commit.id.slice(0, 7)}/${path}` }, Buffer.from(content));
    tar.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of tar) chunks.push(chunk as Buffer);
    const archive = gzipSync(Buffer.concat(chunks), { level: 1 });
    this.#archives.set(commit.id, archive);
    return archive;
  }

  json() {
    return {
      id: this.id,
      node_id: `R_${this.id}`,
      name: this.name,
      full_name: this.fullName,
      owner: { login: this.owner, id: 1, type: 'Organization' },
      private: this.isPrivate,
      archived: this.archived,
      topics: this.topics,
      default_branch: this.defaultBranch,
    };
  }

  pullJson(pull: FakePull) {
    const sha = (name: string) => this.resolve(name)?.id ?? '';
    return {
      number: pull.number,
      state: pull.state,
      draft: pull.draft,
      title: pull.title,
      html_url: `https://github.example/${this.fullName}/pull/${pull.number}`,
      head: { sha: sha(pull.head), ref: pull.headLabel, repo: { full_name: pull.from } },
      base: { sha: sha(pull.base), ref: pull.base, repo: { full_name: this.fullName } },
    };
  }
}

export function blobId(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
