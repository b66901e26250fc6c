import { lock } from '../facts/dependencies/lock.ts';
import { lockPairs } from '../facts/dependencies/lock-pairs.ts';
import { manifest } from '../facts/dependencies/manifest.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const lockedManifest: Probe<Options> = {
  about: 'manifests with a lock file of their own tool beside them',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: manifest }, { reader: lock }],
  run: (facts) => ({
    seen: lockPairs(facts).map(({ manifestPath, lockPath }) => finding(manifestPath, null, `is locked by ${lockPath}`)),
  }),
};
