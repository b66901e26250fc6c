import type { IsolatedGit } from './isolated-git.ts';

/** The sizes of blobs by their id; ids of missing blobs, and of anything else than blobs, are absent. */
export async function sizesOf(git: IsolatedGit, ids: Iterable<string>): Promise<Map<string, number>> {
  const unique = [...new Set(ids)];
  const sizes = new Map<string, number>();
  if (unique.length === 0) return sizes;
  const format = '--batch-check=%(objectname) %(objecttype) %(objectsize)';
  const { output } = await git.run(['cat-file', format], { input: `${unique.join('\n')}\n` });
  for (const line of output.toString('latin1').split('\n')) {
    const [id = '', type, size] = line.split(' ');
    if (type === 'blob') sizes.set(id, Number(size));
  }
  return sizes;
}
