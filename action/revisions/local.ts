import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Revisions } from '../../src/github/revisions.ts';
import { isolate } from '../../src/source/git/isolate.ts';
import type { IsolatedGit } from '../../src/source/git/isolated-git.ts';
import { findGit } from '../../src/source/git/program.ts';
import { findRepository, type Repository, statOf } from '../../src/source/git/repository.ts';
import { gitSource } from '../../src/source/git.ts';
import { changesOf } from '../../src/source/range.ts';
import { fetchCommits } from './fetch.ts';

/** The Git objects of the clone in a folder of the runner. */
export class Clone {
  readonly #program: string;
  readonly #repository: Repository & { readonly top: string };

  private constructor(program: string, repository: Repository & { readonly top: string }) {
    this.#program = program;
    this.#repository = repository;
  }

  /** @returns `null` where the folder is not the top of a clone, or where Git is not installed */
  static async in(folder: string): Promise<Clone | null> {
    const program = findGit();
    const repository = await findRepository(folder);
    const { top = null } = repository ?? {};
    if (program === null || repository === null || top !== folder) return null;
    return new Clone(program, { ...repository, top });
  }

  /** Whether commits are missing at the end of its history. */
  async isShallow(): Promise<boolean> {
    return (await statOf(join(this.#repository.commonDir, 'shallow'))) !== null;
  }

  /** Those of the commits that are not here. */
  missing(commits: readonly string[]): Promise<readonly string[]> {
    return this.#with(async (git) => {
      const { output } = await git.run(['cat-file', '--batch-check=%(objectname) %(objecttype)'], {
        input: commits.map((commit) => `${commit}\n`).join(''),
      });
      const found = output.toString('latin1').split('\n');
      return commits.filter((commit) => !found.includes(`${commit} commit`));
    });
  }

  /** Gets commits from where the clone came from. @returns `null`, or why not */
  async fetch(commits: readonly string[]): Promise<string | null> {
    return fetchCommits(this.#program, this.#repository.top, commits, await this.isShallow());
  }

  /** The commit from which `head` left `base`; `null` where they have no common history here. */
  mergeBase(base: string, head: string): Promise<string | null> {
    return this.#with(async (git) => {
      const { ok, output } = await git.run(['merge-base', base, head]);
      const commit = output.toString('latin1').trim().split('\n')[0] ?? '';
      return ok && commit !== '' ? commit : null;
    });
  }

  /** Whether the contents of every file of a commit are here; a partial clone, as that of a sparse checkout, may lack some. */
  async holds(commit: string): Promise<boolean> {
    const packs = await readdir(join(this.#repository.commonDir, 'objects/pack')).catch(() => []);
    if (!packs.some((name) => name.endsWith('.promisor'))) return true;
    const source = await this.revisions().open(commit, '');
    try {
      return (await source.entries()).every(({ kind, size }) => kind === 'submodule' || size !== null);
    } finally {
      await source.close();
    }
  }

  revisions(): Revisions {
    return {
      from: 'the clone on the runner',
      open: (commit, folder) =>
        gitSource(this.#program, {
          repository: this.#repository,
          root: join(this.#repository.top, folder),
          folder,
          revision: commit,
        }),
      changed: (base, head, folder) => this.#with((git) => changesOf(git, base, head, folder)),
    };
  }

  async #with<T>(use: (git: IsolatedGit) => Promise<T>): Promise<T> {
    const git = await isolate(this.#program, this.#repository);
    try {
      return await use(git);
    } finally {
      await git.close();
    }
  }
}
