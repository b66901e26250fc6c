import { lock } from '../facts/dependencies/lock.ts';
import { manifest as reader } from '../facts/dependencies/manifest.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const manifest: Probe<Options> = {
  about: 'manifests that declare dependencies, and lock files',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader }, { reader: lock }],
  run: (facts) => ({
    seen: [
      ...facts
        .documents(reader)
        .filter(
          ({ value }) =>
            value.kind !== 'constraints' &&
            (value.dependencies.length > 0 || value.includes.length > 0 || !value.complete),
        )
        .map(({ path, value }) => {
          const count = value.dependencies.length;
          const line = value.dependencies[0]?.line ?? 1;
          return finding(
            path,
            { line, column: 1 },
            count === 0 ? 'declares dependencies' : `declares ${count} ${count === 1 ? 'dependency' : 'dependencies'}`,
          );
        }),
      ...facts
        .documents(lock)
        .filter(({ path }) => facts.document(reader, path) === undefined)
        .map(({ path, value }) => finding(path, null, `locks ${value.packages.length} packages`)),
    ],
  }),
};
