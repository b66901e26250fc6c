import picomatch from 'picomatch';
import type { FileEntry, Place } from '../model.ts';
import { artifactKind } from './artifacts.ts';
import { bearable, folderOf } from './patterns.ts';
import { ownerOf } from './project-roots.ts';

/** One file of a project as if the project's folder were the repository. */
export interface ProjectFile {
  /** Where its content lies in the repository, the outermost first; several for what Git reads one after the other. */
  readonly origins: readonly string[];
  /** Its own or its ancestors'; the others are there for links and imports alone. */
  readonly evidence: boolean;
}

export type ProjectTree = ReadonlyMap<string, ProjectFile>;

const manifestOrLock =
  /^(?:requirements.*\.(?:txt|in)|constraints.*\.txt|pyproject\.toml|setup\.(?:py|cfg)|environment.*\.ya?ml|conda.*\.ya?ml|Pipfile|pixi\.toml|package\.json|uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock|conda-lock\.ya?ml|pixi\.lock|pylock.*\.toml|package-lock\.json|pnpm-lock\.yaml|yarn\.lock)$/i;
const layered = /^\.git(?:ignore|attributes)$/;
const code = /\.(?:py|ipynb|r|rmd|jl)$/i;
/** Folders that speak for everything beside them: workflows, settings of tools, what pipelines track. */
const shared = /^\.[^/]+\//;
/** Where an ancestor's manifest stands that another one of its name hides. */
const hidden = '.ancestors/';

/**
 * The files of one project with its folder as the top: its own, and those that lie in the folders above it, where they
 * would lie beside it (README, manifests, workflows, docs); those that its own hide count as well. Code and data above, and
 * what lies in other folders, are not its own: everything else keeps its path and is no evidence.
 * @param root the project's folder, empty for the top
 * @param roots those of all projects
 */
export function projectTree(
  entries: readonly FileEntry[],
  root: string,
  roots: ReadonlySet<string>,
  place: (path: string) => Place,
): ProjectTree {
  const tree = new Map<string, ProjectFile>();
  const inherited: { readonly path: string; readonly local: string; readonly depth: number }[] = [];
  const prefix = root === '' ? '' : `${root}/`;
  for (const { path } of entries) {
    const owner = ownerOf(path, roots);
    if (owner === root) tree.set(path.slice(prefix.length), { origins: [path], evidence: true });
    else if (owner === '' || root.startsWith(`${owner}/`)) {
      const common = commonFolder(path, prefix);
      inherited.push({ path, local: path.slice(common.length), depth: common.length });
    }
  }
  for (const { path, local } of inherited.sort((a, b) => b.depth - a.depth)) {
    const owner = ownerOf(path, roots);
    const direct = !local.includes('/');
    const apart = code.test(path) ? roots.has(owner) || place(path) !== 'tests' : artifactKind(path) !== null;
    const evidence = !apart && (direct || shared.test(local) || place(path) === 'tests' || place(path) === 'docs');
    const there = tree.get(local);
    if (there === undefined) tree.set(local, { origins: [path], evidence });
    else if (layered.test(local)) tree.set(local, { origins: [path, ...there.origins], evidence: true });
    else if (direct && manifestOrLock.test(local)) tree.set(hidden + path, { origins: [path], evidence });
    else if (/^README[^/]*$/i.test(local) && !tree.has(`.github/${local}`)) {
      tree.set(`.github/${local}`, { origins: [path], evidence });
    }
  }
  for (const { path } of entries) if (!tree.has(path)) tree.set(path, { origins: [path], evidence: false });
  return tree;
}

/** The folder above both, with its slash. */
function commonFolder(path: string, prefix: string): string {
  const [own, other] = [folderOf(path).split('/'), prefix.split('/')];
  let same = 0;
  while (same < own.length - 1 && own[same] === other[same]) same += 1;
  return own
    .slice(0, same)
    .map((segment) => `${segment}/`)
    .join('');
}

/**
 * A `.gitignore` or `.gitattributes` as it would read in a folder below the one it is for, line by line: a line that
 * says nothing of that folder is empty.
 * @param below the folder, relative to the file's own
 */
export function patternsFor(text: string, below: string): string {
  const folders = below.split('/');
  return text
    .split('\n')
    .map((line) => {
      const [, not = '', pattern = '', rest = ''] = /^(!?)(\S+)(.*)$/s.exec(line) ?? [];
      if (pattern === '' || pattern.startsWith('#') || !pattern.replace(/\/$/, '').includes('/')) return line;
      const left = within(pattern.replace(/^\//, '').split('/'), folders);
      return left === null ? '' : `${not}${left}${rest}`;
    })
    .join('\n');
}

function within(segments: readonly string[], folders: readonly string[]): string | null {
  for (const [index, folder] of folders.entries()) {
    const segment = segments[index];
    if (segment === '**') return segments.slice(index).join('/');
    if (segment === undefined || segment === '' || !fits(segment, folder)) return null;
  }
  const left = segments.slice(folders.length).join('/');
  return left === '' ? null : `/${left}`;
}

function fits(segment: string, folder: string): boolean {
  if (!/[*?[\\]/.test(segment)) return segment === folder;
  return bearable(segment) && picomatch(segment, { dot: true, nobrace: true, noextglob: true, nonegate: true })(folder);
}
