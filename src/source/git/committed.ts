import { SourceError } from '../error.ts';
import { MAX_ENTRIES } from '../paths.ts';
import type { Leaf } from '../tree.ts';
import type { IsolatedGit } from './isolated-git.ts';
import { Collected, type GitPlace, kindOfMode, recordsOf } from './leaves.ts';
import { sizesOf } from './sizes.ts';

const TAB = 9;

/**
 * The tree of a commit below `folder`, which is relative to the top of the repository and empty for the top itself.
 * Rejects with a `SourceError` where there is no such folder.
 */
export async function listCommitted(
  git: IsolatedGit,
  commit: string,
  folder: string,
): Promise<Map<string, Leaf<GitPlace>>> {
  const tree = folder === '' ? commit : `${commit}:${folder}`;
  const result = await git.run(['ls-tree', '-r', '-z', '--full-tree', tree], { maxRecords: MAX_ENTRIES });
  if (!result.ok) {
    const what = folder === '' ? 'is not wholly in the local Git objects' : `has no folder ${JSON.stringify(folder)}`;
    throw new SourceError(`commit ${commit.slice(0, 12)} ${what} (${result.complaint})`);
  }
  const found = [...recordsOf(result.output)].map((record) => {
    const end = record.indexOf(TAB);
    const [mode = '', , id = ''] = record.toString('latin1', 0, end).split(' ');
    return { mode, id, name: record.subarray(end + 1) };
  });
  const blobs = found.filter(({ mode }) => mode !== '160000').map(({ id }) => id);
  const sizes = await sizesOf(git, blobs);
  const collected = new Collected();
  for (const { mode, id, name } of found) {
    collected.add(name, { size: sizes.get(id) ?? null, kind: kindOfMode(mode), tracked: true }, { id });
  }
  return collected.leaves;
}
