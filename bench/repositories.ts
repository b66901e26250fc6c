import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Paths are meant from where the user stands; npm changes into the package's folder. */
export function fromHere(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/**
 * Where a repository lies in a folder of many: as `owner+name`, itself a checkout or a bare repository, or holding one
 * in `repo`.
 * @param repo as `owner/name`
 * @returns what Git and the command line take as its path, or `null` where there is none
 */
export function placeOf(folder: string, repo: string): string | null {
  const top = join(folder, repo.replace('/', '+'));
  const candidates = [top, join(top, 'repo')].flatMap((path) => [join(path, '.git'), path]);
  return candidates.find((path) => existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects'))) ?? null;
}

/** Whether the stored repository holds the commit. */
export function hasCommit(place: string, commit: string): boolean {
  return git(place, ['cat-file', '-e', `${commit}^{commit}`]) !== null;
}

/** The commit that HEAD stands for, or `null`. */
export function newestCommit(place: string): string | null {
  return git(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])?.trim() ?? null;
}

/** How many objects of a commit the stored copy lacks: some leave out their largest files. */
export function missingObjects(place: string, commit: string): number {
  const listed = git(place, ['rev-list', '--objects', '--no-object-names', '--missing=print', '--no-walk', commit]);
  return (listed ?? '').split('\n').filter((line) => line.startsWith('?')).length;
}

/** The text of one file of a commit, or `null`. */
export function textOf(place: string, commit: string, path: string): string | null {
  return git(place, ['cat-file', 'blob', `${commit}:${path}`]);
}

function git(place: string, args: readonly string[]): string | null {
  const done = spawnSync('git', ['-C', place, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return done.error === undefined && done.status === 0 ? done.stdout : null;
}
