import type { ContainerImage } from '../containers.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { imageReference } from './image.ts';

/** Images that stages begin with, and those that COPY or RUN mount from. */
export function dockerfileImages({ stages, copies, instructions }: Dockerfile): readonly ContainerImage[] {
  const names = new Set(
    stages.flatMap(({ name }, index) => [String(index), ...(name === null ? [] : [name.toLowerCase()])]),
  );
  const images: ContainerImage[] = stages
    .filter(({ resolved }) => resolved !== 'scratch' && resolved !== '')
    .map(({ resolved, tag, digest, variable, line, fromStage }) => ({
      image: resolved,
      tag,
      digest,
      variable,
      line,
      own: fromStage,
    }));
  const mounts = instructions.flatMap(({ flags, line }) =>
    flags
      .filter(([name]) => name === 'mount')
      .flatMap(([, value]) => /(?:^|,)from=([^,]+)/.exec(value)?.[1] ?? [])
      .map((from) => ({ from, line })),
  );
  for (const { from, line } of [...copies, ...mounts]) {
    if (from === null || names.has(from.toLowerCase())) continue;
    images.push({ ...imageReference(from, () => undefined), line, own: false });
  }
  return images;
}
