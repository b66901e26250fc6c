import { lock } from '../facts/dependencies/lock.ts';
import { manifest } from '../facts/dependencies/manifest.ts';
import type { Ecosystem, Manifest } from '../facts/dependencies/model.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly ecosystems?: readonly Ecosystem[];
}

export const lockFile: Probe<Options> = {
  about: 'lock files that record a whole dependency tree, compiled requirements among them',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ecosystems: {
        type: 'array',
        minItems: 1,
        items: { enum: ['python', 'conda', 'npm', 'r', 'julia'] },
        description: 'Only lock files of these; all where absent.',
      },
    },
  },
  needs: () => [{ reader: lock }, { reader: manifest }],
  run: (facts, { ecosystems }) => ({
    seen: [
      ...facts
        .documents(lock)
        .filter(({ value }) => value.packages.length > 0 && (ecosystems?.includes(value.ecosystem) ?? true))
        .map(({ path, value }) => finding(path, null, `locks ${value.packages.length} packages`)),
      ...facts
        .documents(manifest)
        .filter(
          ({ path, value }) =>
            value.compiled &&
            value.dependencies.length > 0 &&
            isOf(value, ecosystems) &&
            facts.document(lock, path) === undefined,
        )
        .map(({ path, value }) => finding(path, null, `is compiled: ${value.dependencies.length} packages`)),
    ],
  }),
};

/** Compiled manifests hold packages of Python or conda. */
function isOf({ dependencies }: Manifest, ecosystems: Options['ecosystems']): boolean {
  return ecosystems === undefined || dependencies.some(({ ecosystem }) => ecosystems.includes(ecosystem));
}
