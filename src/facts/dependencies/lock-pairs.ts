import type { Facts } from '../../model.ts';
import { memo } from '../memo.ts';
import { folderOf, nameOf } from '../patterns.ts';
import { lock } from './lock.ts';
import { manifest } from './manifest.ts';
import type { Dependency, Lock, Manifest } from './model.ts';

/** A manifest with the lock file that its tool keeps for it. */
export interface LockPair {
  readonly manifestPath: string;
  readonly manifest: Manifest;
  readonly lockPath: string;
  readonly lock: Lock;
  /** Dependencies that this kind of lock file must hold. */
  readonly dependencies: readonly Dependency[];
}

type Group = Dependency['group'];

/** Kind of lock → kinds of manifest that it belongs to, and the groups that it always holds. */
const belongs: ReadonlyMap<Lock['kind'], readonly [readonly Manifest['kind'][], readonly Group[]]> = new Map([
  ['uv.lock', [['pyproject'], ['main', 'optional']]],
  ['poetry.lock', [['pyproject'], ['main', 'dev', 'optional']]],
  ['pdm.lock', [['pyproject'], ['main']]],
  ['Pipfile.lock', [['Pipfile'], ['main', 'dev']]],
  ['pixi.lock', [['pixi.toml', 'pyproject'], ['main']]],
  ['conda-lock', [['environment.yml'], ['main']]],
  ['package-lock.json', [['package.json'], ['main', 'dev']]],
  ['pnpm-lock.yaml', [['package.json'], ['main', 'dev']]],
  ['yarn.lock', [['package.json'], ['main', 'dev']]],
  ['renv.lock', [['DESCRIPTION'], ['main']]],
  ['Manifest.toml', [['Project.toml'], ['main']]],
  ['requirements', [['requirements'], ['main', 'dev', 'optional']]],
] as const);

// R itself brings these, and no lock lists them.
const partOfR = new Set(
  'base compiler datasets graphics grDevices grid methods parallel splines stats stats4 tcltk tools utils'.split(' '),
);

/** Manifests that have a lock file of their tool beside them. */
export const lockPairs: (facts: Facts) => readonly LockPair[] = memo((facts) => {
  const pairs: LockPair[] = [];
  const manifests = facts.documents(manifest);
  for (const { path: lockPath, value: locked } of facts.documents(lock)) {
    const [kinds, groups] = belongs.get(locked.kind) ?? [[], []];
    const beside = manifests.filter(
      ({ path, value }) =>
        path !== lockPath && folderOf(path) === folderOf(lockPath) && kinds.includes(value.kind) && !value.compiled,
    );
    const own =
      locked.kind === 'requirements'
        ? beside.filter(({ path }) => nameOf(path) === nameOf(lockPath).replace(/\.(?:txt|lock)$/, '.in'))
        : beside;
    // Several environments in one folder: nobody can tell which of them is locked.
    if (own.length !== 1) continue;
    for (const { path: manifestPath, value } of own) {
      const dependencies = value.dependencies.filter((one) => groups.includes(one.group) && mustBeLocked(one, locked));
      pairs.push({ manifestPath, manifest: value, lockPath, lock: locked, dependencies });
    }
  }
  return pairs;
});

/** Not what only some platforms need, nor what lies in a folder or under another name. */
function mustBeLocked({ name, marker, url, specifier, ecosystem }: Dependency, { ecosystem: of }: Lock): boolean {
  if (marker !== null || name === 'python' || partOfR.has(name)) return false;
  if (of === 'npm') return ecosystem === 'npm' && url === null && !/^(?:npm|catalog|workspace):/.test(specifier);
  if (of === 'r' || of === 'julia') return ecosystem === of;
  return (ecosystem === 'python' || ecosystem === 'conda') && !(url !== null && /^(?:[./~]|file:)/.test(url));
}
