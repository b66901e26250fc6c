import { container } from '../facts/containers.ts';
import { isPublishedTool } from '../facts/images.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const composedService: Probe<Options> = {
  about:
    'services of Compose files that run code of the repository: built from it, or of an image other than databases, queues, proxies and such tools',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: container }],
  run: (facts) => ({
    seen: facts
      .documents(container)
      .flatMap(({ path, value }) =>
        value.services
          .filter(({ build, image }) => build !== null || (image !== null && !isPublishedTool(image.image)))
          .map(({ line }) => finding(path, { line, column: 1 }, 'composes a service of the repository')),
      ),
  }),
};
