import { lock } from '../facts/dependencies/lock.ts';
import { lockPairs } from '../facts/dependencies/lock-pairs.ts';
import { allows, lockedPackages } from '../facts/dependencies/lookup.ts';
import { manifest } from '../facts/dependencies/manifest.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const lockedDependency: Probe<Options> = {
  about: 'direct dependencies of manifests with a lock file beside them: in the lock within their specifier, or not',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: manifest }, { reader: lock }],
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const pair of lockPairs(facts)) {
      for (const dependency of pair.dependencies) {
        const { name, line } = dependency;
        const at = { line, column: 1 };
        const held = lockedPackages(pair.lock, name);
        // A lock that another tool left beside this one may be the fresh one.
        const elsewhere = lockPairs(facts).some(
          (other) =>
            other !== pair && other.manifestPath === pair.manifestPath && lockedPackages(other.lock, name).length > 0,
        );
        const fits =
          pair.lock.overridden?.includes(name) === true ||
          held.some(({ version }) => version === null || allows(dependency, version) !== false);
        if (fits) seen.push(finding(pair.manifestPath, at, `${name} is locked`));
        else if (elsewhere)
          missing.push(finding(pair.manifestPath, at, `${name} stands in one of two lock files`, 'hint'));
        else if (held.length === 0) missing.push(finding(pair.manifestPath, at, `${name} is not in ${pair.lockPath}`));
        else
          missing.push(
            finding(
              pair.manifestPath,
              at,
              `${pair.lockPath} holds ${name} ${held[0]?.version ?? ''}, which is outside its range`,
            ),
          );
      }
    }
    return { seen, missing };
  },
};
