import { lock } from '../facts/dependencies/lock.ts';
import { manifest } from '../facts/dependencies/manifest.ts';
import type { Dependency, Manifest } from '../facts/dependencies/model.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/**
 * A direct dependency is pinned by its own specifier or by a lock file beside or above its manifest. One that several
 * manifests declare is judged where it is looser; compiled files stand for themselves only where nothing else declares. Development and optional groups do not count beside main ones.
 */
export const pinnedDependency: Probe<Options> = {
  about: 'direct Python dependencies that are fixed to one release, by their specifier or by a lock file',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: manifest }, { reader: lock }],
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    const written = facts
      .documents(manifest)
      .filter(({ value }) => value.kind !== 'constraints' && value.kind !== 'package.json');
    const hasSource = written.some(({ value }) => !value.compiled && direct(value).length > 0);
    for (const { path, value } of written) {
      if (value.compiled && hasSource) continue;
      const locked = lockedNames(facts, path);
      for (const dependency of direct(value)) {
        const at = { line: dependency.line, column: 1 };
        if (dependency.pinned) seen.push(finding(path, at, `${dependency.name} is pinned`));
        else if (locked.has(dependency.name)) seen.push(finding(path, at, `${dependency.name} is locked`));
        else
          missing.push(
            finding(path, at, `${dependency.name} ${dependency.specifier === '' ? 'has no version' : 'is a range'}`),
          );
      }
    }
    return { seen, missing };
  },
};

function direct(manifest: Manifest): readonly Dependency[] {
  const main = manifest.dependencies.filter(({ group }) => group === 'main');
  const chosen = main.length > 0 ? main : manifest.dependencies.filter(({ group }) => group !== 'build');
  return chosen.filter(({ name, url }) => name !== 'python' && !(url !== null && /^(\.|file:|\/)/.test(url)));
}

/** Names that a lock file, compiled requirements or pinned constraints in the same folder or above fix. */
function lockedNames(facts: Facts, path: string): ReadonlySet<string> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
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
