import type { Facts } from '../model.ts';
import { memo } from './memo.ts';

/** A part of a repository that stands on its own. `root` is its folder, empty for the repository's top. */
export interface Project {
  readonly root: string;
}

const manifests =
  /(^|\/)(requirements[^/]*\.(txt|in)|pyproject\.toml|setup\.(py|cfg)|environment[^/]*\.ya?ml|Pipfile|pixi\.toml)$/i;
const code = /\.(py|ipynb)$/i;

/**
 * The projects of a repository, sorted by root: folders with a manifest and Python code or notebooks below them, outside
 * tests, docs, examples and vendored places. Code that belongs to no such folder makes the top a project, too.
 */
export const projectsOf: (facts: Facts) => readonly Project[] = memo((facts) => {
  const candidates = new Set<string>();
  for (const { path } of facts.files) {
    if (manifests.test(path) && facts.place(path) === 'code') candidates.add(folderOf(path));
  }
  const owners = new Set<string>();
  for (const { path } of facts.files) {
    if (code.test(path) && !/(^|\/)setup\.py$/.test(path) && facts.place(path) === 'code')
      owners.add(ownerOf(path, candidates));
  }
  if (owners.size === 0) owners.add('');
  return Object.freeze([...owners].sort().map((root) => ({ root })));
});

/**
 * What one project sees: its own files, and those of the folders above it that are no code and belong to no other
 * project (a shared manifest, the README, workflows).
 */
export function projectView(facts: Facts, project: Project): Facts {
  const roots = new Set(projectsOf(facts).map(({ root }) => root));
  return facts.view(`project ${project.root}`, (path) => {
    const owner = ownerOf(path, roots);
    if (owner === project.root) return true;
    return isAbove(owner, project.root) && !code.test(path) && !manifests.test(path)
      ? true
      : isAncestorManifest(path, project.root);
  });
}

function isAncestorManifest(path: string, root: string): boolean {
  return manifests.test(path) && isAbove(folderOf(path), root);
}

function isAbove(folder: string, root: string): boolean {
  return folder === '' || root === folder || root.startsWith(`${folder}/`);
}

function ownerOf(path: string, roots: ReadonlySet<string>): string {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
    if (roots.has(folder)) return folder;
  }
  return '';
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
