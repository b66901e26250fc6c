import type { Source } from '../model.ts';
import { isSafePath } from './paths.ts';
import { type Leaf, treeSource } from './tree.ts';

/**
 * A repository that exists only as the given tree, path → content: for examples of rules and for tests.
 * Throws an `Error` for a path that is not relative, not normalised or that leaves its root.
 */
export function memorySource(
  tree: Readonly<Record<string, string | Uint8Array>>,
  options: { readonly name?: string; readonly commit?: string | null } = {},
): Source {
  const leaves = new Map<string, Leaf<Uint8Array>>();
  for (const [path, content] of Object.entries(tree)) {
    if (!isSafePath(path)) throw new Error(`not a path inside a repository: ${JSON.stringify(path)}`);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    leaves.set(path, { entry: { path, size: bytes.length, kind: 'file', tracked: true }, place: bytes });
  }
  return treeSource({
    name: options.name ?? 'repository',
    commit: options.commit ?? null,
    list: async () => leaves,
    read: (bytes) => bytes,
    async *stream(bytes) {
      yield bytes;
    },
    close: async () => {},
  });
}
