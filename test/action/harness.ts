import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { FakeGitHub } from '../github/fake-github.ts';
import { commitAll, git, write } from '../source/sandbox.ts';

const node = process.env.MLREADY_NODE ?? process.execPath;
const action = parse(readFileSync('action.yml', 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly main: string };
};

export type Tree = Readonly<Record<string, string | Uint8Array>>;

/** What one step did. */
export interface Step {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Annotations: "error src/train.py:3 title: message". */
  readonly annotations: readonly string[];
}

export interface StepOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: string;
  /** Replaces the event's payload. */
  readonly payload?: unknown;
  /** Replaces what the event says of the pull request. */
  readonly pull?: Readonly<Record<string, unknown>>;
  readonly sha?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mlready-action-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A repository with a pull request: `origin`, as GitHub has it, the server that stands in for GitHub, and the runner's
 * clone, made as `actions/checkout` makes it (the merge of both, without any history).
 */
export class Stage {
  readonly origin: string;
  readonly workspace: string;
  readonly base: string;
  head: string;
  readonly github: FakeGitHub;
  api = '';
  readonly #author: string;

  private constructor(folder: string, base: Tree, head: Tree, prefix: string) {
    this.#author = join(folder, 'author');
    this.origin = join(folder, 'origin.git');
    this.workspace = join(folder, 'work/churn');
    mkdirSync(this.#author);
    mkdirSync(this.workspace, { recursive: true });
    git(this.#author, 'init', '-q', '-b', 'main');
    git(this.#author, 'config', 'core.autocrlf', 'false');
    write(this.#author, base);
    this.base = commitAll(this.#author, 'base');
    git(folder, 'init', '-q', '--bare', '-b', 'main', this.origin);
    // As GitHub has it.
    git(this.origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    git(this.origin, 'config', 'uploadpack.allowFilter', 'true');
    git(this.#author, 'push', '-q', this.origin, 'main');
    git(this.#author, 'checkout', '-q', '-b', 'topic');
    this.head = this.push(head);
    this.github = new FakeGitHub(this.origin, prefix);
  }

  static async of(
    base: Tree,
    head: Tree,
    options: { readonly prefix?: string; readonly clone?: readonly string[] | null } = {},
  ) {
    const stage = new Stage(temporary(), base, head, options.prefix ?? '');
    stage.api = await stage.github.start();
    onTestFinished(() => stage.github.stop());
    if (options.clone !== null) stage.clone(...(options.clone ?? ['--depth=1']));
    return stage;
  }

  /** Changes the topic, `null` for a file that goes. @returns the new head */
  push(tree: Readonly<Record<string, string | Uint8Array | null>>, branch = 'topic'): string {
    git(this.#author, 'checkout', '-q', branch);
    write(
      this.#author,
      Object.fromEntries(Object.entries(tree).flatMap(([path, text]) => (text === null ? [] : [[path, text]]))),
    );
    for (const [path, text] of Object.entries(tree))
      if (text === null) rmSync(join(this.#author, path), { recursive: true });
    const commit = commitAll(this.#author, 'change');
    git(this.#author, 'push', '-q', '-f', this.origin, branch);
    if (branch === 'topic') this.head = commit;
    return commit;
  }

  /** Throws the topic away and begins it anew from main. */
  forcePush(tree: Tree): string {
    git(this.#author, 'checkout', '-q', '-B', 'topic', 'main');
    return this.push(tree);
  }

  /** The runner's clone, at the merge of main and topic. */
  clone(...options: readonly string[]): void {
    git(this.#author, 'checkout', '-q', '-B', 'merge', 'main');
    git(this.#author, 'merge', '-q', '--no-ff', '-X', 'theirs', '-m', 'merge', 'topic');
    git(this.#author, 'push', '-q', '-f', this.origin, 'merge:refs/pull/7/merge');
    rmSync(this.workspace, { recursive: true, force: true });
    git(dirname(this.workspace), 'clone', '-q', '--no-checkout', ...options, `file://${this.origin}`, this.workspace);
    git(
      this.workspace,
      'fetch',
      '-q',
      ...options.filter((option) => option.startsWith('--depth')),
      'origin',
      'refs/pull/7/merge',
    );
    git(this.workspace, 'checkout', '-q', '--detach', 'FETCH_HEAD');
  }

  /** Runs the step on the pull request, or on another event. */
  async run({
    inputs = {},
    event = 'pull_request',
    payload,
    pull = {},
    sha,
    env = {},
  }: StepOptions = {}): Promise<Step> {
    const folder = temporary();
    const repo = { full_name: 'acme/churn' };
    const file = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const given = payload ?? {
      pull_request: { number: 7, head: { sha: this.head, repo }, base: { sha: this.base, repo }, ...pull },
    };
    const values = Object.entries(action.inputs).map(([name, { default: value = '' }]) => [
      `INPUT_${name.toUpperCase()}`,
      inputs[name] ?? value.replace(/^\$\{\{ github\.token \}\}$/, 'token-of-the-workflow'),
    ]);
    const output = file('output', '');
    const summary = file('summary', '');
    const child = spawn(node, [resolve(action.runs.main)], {
      cwd: this.workspace,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        TMPDIR: tmpdir(),
        RUNNER_TEMP: folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: devNull,
        GITHUB_ACTIONS: 'true',
        GITHUB_WORKSPACE: this.workspace,
        GITHUB_REPOSITORY: 'acme/churn',
        GITHUB_SHA: sha ?? this.head,
        GITHUB_EVENT_NAME: event,
        GITHUB_EVENT_PATH: file('event.json', JSON.stringify(given)),
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_API_URL: this.api,
        GITHUB_GRAPHQL_URL: `${this.api}/graphql`,
        ...Object.fromEntries(values),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += String(chunk)));
    const code = await new Promise<number | null>((done) => child.on('close', done));
    return {
      code,
      log,
      outputs: outputsIn(readFileSync(output, 'utf8')),
      summary: readFileSync(summary, 'utf8'),
      annotations: [...log.matchAll(/^::(error|warning) (.*?)::(.*)$/gm)].map(([, level, about = '', message]) => {
        const at = new Map(about.split(',').map((pair) => pair.split('=') as [string, string]));
        return `${level} ${at.get('file')}:${at.get('line')} ${at.get('title')}: ${message}`;
      }),
    };
  }

  /** The bodies of all comments that the workflow wrote. */
  get notes(): readonly string[] {
    return this.github.comments.filter(({ user }) => user.login === this.github.viewer).map(({ body }) => body);
  }
}

function outputsIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^(.+?)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]),
  );
}
