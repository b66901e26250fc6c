import { lock } from '../facts/dependencies/lock.ts';
import { manifest } from '../facts/dependencies/manifest.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const lockFile: Probe<Options> = {
  about: 'lock files that record a whole dependency tree, compiled requirements among them',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: lock }, { reader: manifest }],
  run: (facts) => ({
    seen: [
      ...facts
        .documents(lock)
        .filter(({ value }) => value.packages.length > 0)
        .map(({ path, value }) => finding(path, null, `locks ${value.packages.length} packages`)),
      ...facts
        .documents(manifest)
        .filter(
          ({ path, value }) =>
            value.compiled && value.dependencies.length > 0 && facts.document(lock, path) === undefined,
        )
        .map(({ path, value }) => finding(path, null, `is compiled: ${value.dependencies.length} packages`)),
    ],
  }),
};
