import { lock } from '../../../src/facts/dependencies/lock.ts';
import { manifest } from '../../../src/facts/dependencies/manifest.ts';
import type { Dependency, Lock, Manifest } from '../../../src/facts/dependencies/model.ts';

/** Reads a manifest as gathering does; fails the test where there is none. */
export async function readManifest(path: string, text: string): Promise<Manifest> {
  const parsed = await manifest.parse({ path, text, firstLine: 1 });
  if (!parsed) throw new Error(`${path} is no manifest`);
  return parsed.value;
}

export async function readLock(path: string, text: string): Promise<Lock> {
  const parsed = await lock.parse({ path, text, firstLine: 1 });
  if (!parsed) throw new Error(`${path} is no lock file`);
  return parsed.value;
}

/** `name specifier` of each dependency, with `!` where it is pinned and its group where that is not `main`. */
export function summary(manifest: Manifest): string[] {
  return manifest.dependencies.map(
    ({ name, specifier, pinned, group, groupName, line }) =>
      `${line} ${name}${specifier}${pinned ? ' !' : ''}${group === 'main' ? '' : ` ${group}:${groupName}`}`,
  );
}

export function find(manifest: Manifest, name: string): Dependency {
  const found = manifest.dependencies.find((dependency) => dependency.name === name);
  if (!found) throw new Error(`${name} is not declared`);
  return found;
}
