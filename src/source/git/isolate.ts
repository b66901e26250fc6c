import { copyFileSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { SourceError } from '../error.ts';
import { IsolatedGit } from './isolated-git.ts';
import { objectFormat, type Repository, statOf, textOf } from './repository.ts';
import { removeTemporaryFolder, temporaryFolder } from './temporary.ts';

/**
 * Git on a Git folder of our own, so that nothing of the audited repository can run: its configuration (file system
 * monitor, filters, pagers, aliases, promisor remotes), its hooks and its attributes stay where they are. Only the
 * objects are shared, as an alternate, which Git never writes to (for a sparse index it renews the time of a pack); the
 * index is a copy.
 *
 * Throws a `SourceError` where the index cannot be copied.
 */
export async function isolate(program: string, repository: Repository): Promise<IsolatedGit> {
  const folder = temporaryFolder();
  try {
    for (const name of ['objects/info', 'refs', 'info']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/none\n');
    writeFileSync(join(folder, 'config'), await configuration(repository));
    const shallow = await textOf(join(repository.commonDir, 'shallow'));
    if (shallow !== null) writeFileSync(join(folder, 'shallow'), shallow);
    writeFileSync(join(folder, 'objects/info/alternates'), await alternates(join(repository.commonDir, 'objects')));
    if (repository.top !== null) {
      writeFileSync(join(folder, 'info/exclude'), (await textOf(join(repository.commonDir, 'info/exclude'))) ?? '');
      await copyIndex(repository.gitDir, folder);
    }
  } catch (error) {
    removeTemporaryFolder(folder);
    throw new SourceError(`could not prepare the reading of ${repository.gitDir}: ${(error as Error).message}`);
  }
  return new IsolatedGit(program, folder, environment(folder, repository.top));
}

function environment(folder: string, top: string | null): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    GIT_DIR: folder,
    ...(top !== null && { GIT_WORK_TREE: top }),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}

/** Settings under which a checkout of any platform, and a copy of it, counts as clean where only its form differs. */
async function configuration(repository: Repository): Promise<string> {
  const ignoreCase = repository.top !== null && (await ignoresCase(repository.top));
  const format = await objectFormat(repository);
  return [
    '[core]',
    `repositoryformatversion = ${format === 'sha1' ? 0 : 1}`,
    `bare = ${repository.top === null}`,
    'filemode = false',
    'symlinks = false',
    'longpaths = true',
    'fsmonitor = false',
    'untrackedCache = false',
    // Files that a sparse checkout left out are then compared where they are present all the same.
    'sparseCheckout = true',
    `ignorecase = ${ignoreCase}`,
    `precomposeunicode = ${process.platform === 'darwin'}`,
    `excludesFile = ${devNull}`.replaceAll('\\', '\\\\'),
    `attributesFile = ${devNull}`.replaceAll('\\', '\\\\'),
    `hooksPath = ${devNull}`.replaceAll('\\', '\\\\'),
    ...(format === 'sha1' ? [] : ['[extensions]', `objectformat = ${format}`]),
    '',
  ].join('\n');
}

/** Whether the file system finds `.git` under another spelling. */
async function ignoresCase(top: string): Promise<boolean> {
  const [written, other] = [await statOf(join(top, '.git')), await statOf(join(top, '.GIT'))];
  return written !== null && other !== null && written.ino === other.ino && written.dev === other.dev;
}

/** The audited objects and what they borrow from by a relative path, which Git follows in its own alternates only. */
async function alternates(objects: string): Promise<string> {
  const borrowed = (await textOf(join(objects, 'info/alternates'))) ?? '';
  const relative = borrowed.split('\n').filter((line) => line !== '' && !/^[/#"]|^[A-Za-z]:/.test(line));
  return [objects, ...relative.map((line) => join(objects, line))].map((path) => `${quoted(path)}\n`).join('');
}

function quoted(path: string): string {
  const portable = process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
  return `"${portable.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

async function copyIndex(gitDir: string, folder: string): Promise<void> {
  const index = await statOf(join(gitDir, 'index'));
  if (!index?.isFile()) return;
  for (const name of readdirSync(gitDir)) {
    if (!/^(?:index|sharedindex\.[0-9a-f]+)$/.test(name) || !(await statOf(join(gitDir, name)))?.isFile()) continue;
    copyFileSync(join(gitDir, name), join(folder, name));
  }
  // Git compares files that are not older than the index by content. Whole seconds err on that side.
  const seconds = Math.floor(index.mtimeMs / 1000);
  utimesSync(join(folder, 'index'), seconds, seconds);
}
