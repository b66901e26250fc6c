import { lock } from '../facts/dependencies/lock.ts';
import { manifest } from '../facts/dependencies/manifest.ts';
import type { Dependency } from '../facts/dependencies/model.ts';
import { memo } from '../facts/memo.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/**
 * A direct dependency is pinned by its own specifier or by a lock file beside or above its manifest; where several
 * manifests declare it, the tightest counts. Development and optional groups count only where there is no main one, and
 * compiled files stand for themselves only where nothing else declares.
 */
export const pinnedDependency: Probe<Options> = {
  about:
    'direct dependencies, of Python where there are any, that are fixed to one release, by their specifier or by a lock file',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: manifest }, { reader: lock }],
  run: (facts) => {
    const pinned = new Map<string, Finding>();
    const loose = new Map<string, Finding>();
    for (const { path, dependency } of directDependencies(facts)) {
      const { name, specifier, line } = dependency;
      const at = { line, column: 1 };
      const locked = lockedNames(facts, path).has(name);
      if (!dependency.pinned && !locked) {
        const how = specifier === '' ? 'has no version' : 'is a range';
        if (!loose.has(name)) loose.set(name, finding(path, at, `${name} ${how}`));
      } else if (!pinned.has(name)) {
        pinned.set(name, finding(path, at, `${name} is ${dependency.pinned ? 'pinned' : 'locked'}`));
      }
    }
    return {
      seen: [...pinned.values()],
      missing: [...loose].flatMap(([name, one]) => (pinned.has(name) ? [] : [one])),
    };
  },
};

interface Declared {
  readonly path: string;
  readonly dependency: Dependency;
}

function directDependencies(facts: Facts): readonly Declared[] {
  const manifests = facts
    .documents(manifest)
    .filter(({ value }) => value.kind !== 'constraints' && value.kind !== 'package.json');
  const written = manifests.filter(({ value }) => !value.compiled && value.dependencies.length > 0);
  const all = (written.length > 0 ? written : manifests).flatMap(({ path, value }) =>
    value.dependencies
      .filter(
        ({ name, url, group }) => name !== 'python' && group !== 'build' && !(url !== null && /^[./]|^file:/.test(url)),
      )
      .map((dependency) => ({ path, dependency })),
  );
  // What R or Julia code beside the Python needs counts where there is no Python environment.
  const python = all.filter(({ dependency }) => dependency.ecosystem === 'python' || dependency.ecosystem === 'conda');
  const asked = python.length > 0 ? python : all;
  const main = asked.filter(({ dependency }) => dependency.group === 'main');
  return main.length > 0 ? main : asked;
}

/** Names that a lock file, compiled requirements or pinned constraints in the same folder or above fix. */
const lockedNames = (facts: Facts, path: string): ReadonlySet<string> =>
  namesByFolder(facts)(path.slice(0, path.lastIndexOf('/') + 1));

const namesByFolder = memo((facts: Facts) => {
  const known = new Map<string, ReadonlySet<string>>();
  return (folder: string) => {
    const names = known.get(folder) ?? lockedAbove(facts, folder);
    known.set(folder, names);
    return names;
  };
});

function lockedAbove(facts: Facts, folder: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path: at, value } of facts.documents(lock)) {
    if (covers(at, folder)) for (const { name } of value.packages) names.add(name);
  }
  for (const { path: at, value } of facts.documents(manifest)) {
    if (!(value.compiled || value.kind === 'constraints') || !covers(at, folder)) continue;
    for (const { name, pinned } of value.dependencies) if (pinned) names.add(name);
  }
  return names;
}

function covers(lockPath: string, folder: string): boolean {
  return folder.startsWith(lockPath.slice(0, lockPath.lastIndexOf('/') + 1));
}
