import { satisfies } from '@renovatebot/pep440';
import type { Dependency, Lock, LockedPackage, Manifest } from './model.ts';
import { normalise } from './names.ts';
import { toPep440 } from './specifier.ts';

/** Every declaration of a distribution, by its name in any spelling. Constraints declare nothing. */
export function declarations(manifests: readonly Manifest[], name: string): readonly Dependency[] {
  const wanted = normalise(name);
  return manifests
    .filter((manifest) => manifest.kind !== 'constraints')
    .flatMap((manifest) => manifest.dependencies.filter((dependency) => normalise(dependency.name) === wanted));
}

/** Whether a distribution is declared, in whatever group. */
export function declares(manifests: readonly Manifest[], name: string): boolean {
  return declarations(manifests, name).length > 0;
}

/** What a lock file holds of a distribution: one package for each version. */
export function lockedPackages(lock: Lock, name: string): readonly LockedPackage[] {
  const wanted = normalise(name);
  return lock.packages.filter((entry) => normalise(entry.name) === wanted);
}

/** Whether a version lies within what a dependency asks for; `null` where that cannot be told. */
export function allows(dependency: Dependency, version: string): boolean | null {
  if (dependency.url !== null) return null;
  if (dependency.ecosystem !== 'python' && dependency.ecosystem !== 'conda') return null;
  const ranges = toPep440(dependency.specifier);
  if (ranges === null) return null;
  try {
    return ranges.some((range) => range === '' || satisfies(version, range, { prereleases: true }));
  } catch {
    return null;
  }
}
