import { type Dirent, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { FileEntry, Source } from '../model.ts';
import { Disk, kindOf } from './disk.ts';
import { SourceError } from './error.ts';
import { MAX_ENTRIES, pathOf } from './paths.ts';
import { type Leaf, treeSource } from './tree.ts';

const MAX_DEPTH = 200;

/** Folders that tools fill; with Git the ignore rules would say so. `.git` is left out too. */
const JUNK = new Set(['node_modules', '.venv', '__pycache__', '.tox', '.mypy_cache', 'site-packages']);

/** Stands in every virtual environment, whatever its name. */
const VIRTUAL_ENVIRONMENT = Buffer.from('pyvenv.cfg');
const SLASH = Buffer.from('/');

/**
 * A folder without Git: everything in it counts as tracked, except for the junk of package managers. Symbolic links
 * are listed and never followed; folders that may not be opened, pipes and devices are left out.
 *
 * `root` is the absolute path of a folder, free of symbolic links. The entries reject with a `SourceError` for a
 * folder that holds far too much.
 */
export function folderSource(root: string, name: string = basename(root) || 'folder'): Source {
  const disk = new Disk(root);
  return treeSource<Buffer>({
    name,
    commit: null,
    list: async () => walk(disk),
    read: (location, limit) => disk.read(location, limit),
    stream: (location) => disk.stream(location),
    close: async () => {},
  });
}

function walk(disk: Disk): Map<string, Leaf<Buffer>> {
  const leaves = new Map<string, Leaf<Buffer>>();
  let level: Buffer[] = [Buffer.alloc(0)];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH)
      throw new SourceError(`folders are nested more than ${MAX_DEPTH} deep; audit a part of them`);
    const below: Buffer[] = [];
    for (const folder of level) {
      const children = childrenOf(disk.absolute(folder));
      seen += children.length;
      if (seen > MAX_ENTRIES) throw new SourceError(`more than ${MAX_ENTRIES} files; audit a part of the folder`);
      if (depth > 0 && children.some((child) => child.name.equals(VIRTUAL_ENVIRONMENT))) continue;
      for (const child of children) {
        const location = depth === 0 ? child.name : Buffer.concat([folder, SLASH, child.name]);
        if (child.isDirectory()) {
          if (!JUNK.has(child.name.toString())) below.push(location);
        } else {
          const entry = entryOf(disk, location, leaves);
          if (entry !== null) leaves.set(entry.path, { entry, place: location });
        }
      }
    }
    level = below;
  }
  return leaves;
}

function childrenOf(folder: Buffer): Dirent<Buffer>[] {
  try {
    return readdirSync(folder, { encoding: 'buffer', withFileTypes: true })
      .filter((child) => child.name.toString('latin1').toLowerCase() !== '.git')
      .sort((a, b) => Buffer.compare(a.name, b.name));
  } catch {
    return [];
  }
}

function entryOf(disk: Disk, location: Buffer, taken: { has(path: string): boolean }): FileEntry | null {
  const stats = disk.look(location);
  const kind = stats === null ? null : kindOf(stats);
  if (stats === null || kind === null) return null;
  return { path: pathOf(location, taken), size: stats.size, kind, tracked: true };
}
