import type { Dependency } from './model.ts';
import { isFixedReference, isLocalPath, publicUrl, readReference } from './reference.ts';
import { get, type Table, text } from './toml.ts';

/**
 * Where a table of a TOML manifest says that a package comes from: `{ git = …, rev | tag | branch = … }`, `{ url = … }`,
 * `{ path = … }` or `{ workspace = true }`. `null` where it comes from an index.
 */
export function tableReference(table: Table): Pick<Dependency, 'url' | 'pinned'> | null {
  const git = text(get(table, 'git')) ?? text(get(table, 'hg')) ?? text(get(table, 'svn'));
  if (git !== null) {
    const revision = text(get(table, 'rev')) ?? text(get(table, 'ref'));
    const tagged = text(get(table, 'tag')) !== null;
    return { url: publicUrl(git), pinned: tagged || (revision !== null && isFixedReference(revision)) };
  }
  const url = text(get(table, 'url'));
  if (url !== null) return { url: publicUrl(url), pinned: readReference(url).pinned };
  const path = text(get(table, 'path')) ?? text(get(table, 'file'));
  if (path !== null) return { url: publicUrl(path), pinned: isLocalPath(path) };
  return get(table, 'workspace') === true ? { url: '.', pinned: true } : null;
}
