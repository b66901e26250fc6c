import { lock } from '../facts/dependencies/lock.ts';
import { manifest as reader } from '../facts/dependencies/manifest.ts';
import type { Ecosystem, Manifest } from '../facts/dependencies/model.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly ecosystems?: readonly Ecosystem[];
}

const named: ReadonlyMap<Manifest['kind'], Ecosystem> = new Map<Manifest['kind'], Ecosystem>([
  ['package.json', 'npm'],
  ['DESCRIPTION', 'r'],
  ['Project.toml', 'julia'],
  ['environment.yml', 'conda'],
  ['pixi.toml', 'conda'],
  ['conda-meta', 'conda'],
]);

export const manifest: Probe<Options> = {
  about: 'manifests that declare dependencies, and lock files',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ecosystems: {
        type: 'array',
        minItems: 1,
        items: { enum: ['python', 'conda', 'npm', 'r', 'julia'] },
        description: 'Only manifests and lock files of these; all where absent.',
      },
    },
  },
  needs: () => [{ reader }, { reader: lock }],
  run: (facts, { ecosystems }) => ({
    seen: [
      ...facts
        .documents(reader)
        .filter(
          ({ value }) =>
            value.kind !== 'constraints' &&
            (ecosystems?.includes(named.get(value.kind) ?? 'python') ?? true) &&
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
        .filter(
          ({ path, value }) =>
            facts.document(reader, path) === undefined && (ecosystems?.includes(value.ecosystem) ?? true),
        )
        .map(({ path, value }) => finding(path, null, `locks ${value.packages.length} packages`)),
    ],
  }),
};
