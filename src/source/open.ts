import { realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { Source } from '../model.ts';
import { SourceError } from './error.ts';
import { folderSource } from './folder.ts';
import { findGit } from './git/program.ts';
import { findRepository } from './git/repository.ts';
import { gitSource } from './git.ts';

/**
 * The source for a path on this machine: the working copy of the Git repository that the folder is or lies in, the
 * commit `rev` of it, or else the plain folder. Whoever opens it closes it.
 *
 * Throws a `SourceError` for a path that is no folder, and for a `rev` that there is not.
 */
export async function openSource(path: string, options: { readonly rev?: string | undefined } = {}): Promise<Source> {
  const { rev } = options;
  const root = await folderAt(path);
  const repository = await findRepository(root);
  if (repository === null) {
    if (rev !== undefined)
      throw new SourceError(`${path} is not in a Git repository, so it has no revision; leave --rev out`);
    return folderSource(root);
  }
  const program = findGit();
  if (program === null) {
    if (rev === undefined && repository.top !== null) return folderSource(root);
    throw new SourceError(`Git is needed to read a revision of ${path}; install it and make sure that it is in PATH`);
  }
  const folder = relative(repository.top ?? root, root)
    .split(sep)
    .join('/');
  const source = await gitSource(program, { repository, root, folder, ...(rev !== undefined && { revision: rev }) });
  if (folder === '' || rev !== undefined) return source;
  try {
    // A folder of which Git knows nothing, such as an ignored one, is not a part of that repository.
    if ((await source.entries()).length > 0) return source;
  } catch (error) {
    await source.close();
    throw error;
  }
  await source.close();
  return folderSource(root);
}

async function folderAt(path: string): Promise<string> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    const why = found.code === 'EACCES' ? 'may not be opened; check its permissions' : 'does not exist; check the path';
    throw new SourceError(`${path} ${why}`);
  }
  if (!found.isDirectory()) throw new SourceError(`${path} is not a folder; give the folder of the repository`);
  return realpath(resolve(path));
}
