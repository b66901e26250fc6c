import type { Facts } from '../../model.ts';
import { container } from '../containers.ts';
import { resolvePath } from '../dependencies/draft.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { folderOf } from '../patterns.ts';

const whole = /^(?:\.\/?|\.\/\*|\*|\/)$/;

/** The line on which a Dockerfile copies its whole build context into the image, or `null`. */
export function copiesContext({ copies }: Dockerfile): number | null {
  return (
    copies.find(({ from, sources }) => from === null && sources.some((source) => whole.test(source)))?.line ?? null
  );
}

/** Paths at which Docker, Podman or a builder looks for what to leave out of a Dockerfile's context, wherever that may be. */
export function ignoreFilesFor(facts: Facts, dockerfile: string): readonly string[] {
  const folders = new Set(['', folderOf(dockerfile)]);
  // A context may be any folder above the Dockerfile.
  for (let folder = folderOf(dockerfile); folder !== ''; folder = folderOf(folder.slice(0, -1))) folders.add(folder);
  for (const { path, value } of facts.documents(container)) {
    for (const { build } of value.services) {
      const context = build === null ? null : resolvePath(path, build.context);
      if (context !== null) folders.add(context === '' ? '' : `${context}/`);
    }
  }
  return [
    `${dockerfile}.dockerignore`,
    ...[...folders].flatMap((folder) => [
      `${folder}.dockerignore`,
      `${folder}.containerignore`,
      `${folder}.gcloudignore`,
    ]),
  ];
}
