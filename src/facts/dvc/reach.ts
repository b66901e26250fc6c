import type { Facts } from '../../model.ts';
import { folderOf } from '../patterns.ts';

/** From where a remote can be reached: by everybody who has the rights, or on one machine only. */
export type Reach = 'shared' | 'machine';

/**
 * Tells for the URL of a DVC remote who can reach it. A folder of the repository travels with it; a mount of a cluster or
 * a network drive is shared; a home or temporary folder, a drive letter and a folder beside the clone are one machine's.
 * @param config path of the `.dvc/config` that holds the URL: relative ones count from its folder
 */
export function reachOf(url: string, config: string, facts: Facts): Reach {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(url) && !/^(?:file|local):\/\//i.test(url)) return 'shared';
  const path = url.replace(/^(?:file|local):\/\//i, '').replaceAll('\\', '/');
  if (/^\/\/[^/]/.test(path)) return 'shared';
  if (/^[a-z]:/i.test(path) || path.startsWith('~')) return 'machine';
  if (path.startsWith('/'))
    return /^\/(?:tmp|var\/tmp|home|Users|root|private)(?:\/|$)/.test(path) ? 'machine' : 'shared';
  const folder = resolve(folderOf(config), path);
  return folder !== null && [...facts.tree.keys()].some((one) => one.startsWith(`${folder}/`)) ? 'shared' : 'machine';
}

/** Relative to the repository's top; `null` above it. */
function resolve(folder: string, path: string): string | null {
  const segments = folder.split('/').filter((segment) => segment !== '');
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join('/');
}
