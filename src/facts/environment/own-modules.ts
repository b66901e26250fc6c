import type { Facts } from '../../model.ts';
import { memo } from '../memo.ts';

export interface OwnModules {
  /** Whether a file may find a top-level module in the repository itself. */
  holds(name: string, importer: string): boolean;
}

const source = /\.(?:pyw?|pyx|pyi|so|pyd)$/i;

/**
 * Modules that the repository itself can provide, told generously, since code puts any folder on its path: every module
 * file and regular package at any depth, submodules and links by their name, and beside or above the importer every
 * folder with Python in it.
 */
export const ownModules: (facts: Facts) => OwnModules = memo((facts) => {
  const names = new Set<string>();
  const folders = new Set<string>();
  for (const { path, kind } of facts.tree.values()) {
    const segments = path.split('/');
    const last = segments.pop() ?? '';
    if (kind === 'submodule' || kind === 'symlink') names.add(last.toLowerCase().replace(/\.py$/, ''));
    if (!source.test(last)) continue;
    const stem = last.slice(0, last.indexOf('.'));
    if (stem === '__init__') names.add((segments.at(-1) ?? '').toLowerCase());
    else names.add(stem.toLowerCase());
    for (let length = segments.length; length > 0; length -= 1) {
      const folder = segments.slice(0, length).join('/');
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return {
    holds(name, importer) {
      if (names.has(name.toLowerCase())) return true;
      for (let end = importer.lastIndexOf('/'); end >= 0; end = importer.lastIndexOf('/', end - 1)) {
        if (folders.has(`${importer.slice(0, end)}/${name}`)) return true;
        if (end === 0) break;
      }
      return folders.has(name) || folders.has(`src/${name}`);
    },
  };
});
