import { container } from '../facts/containers.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const containerCheck: Probe<Options> = {
  about: 'health checks of containers: HEALTHCHECK of a Dockerfile, or of a Compose service that is built from the repository',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: container }],
  run: (facts) => ({
    seen: facts.documents(container).flatMap(({ path, value }) => [
      ...(value.dockerfile?.instructions ?? [])
        .filter(({ name, arguments: text }) => name === 'HEALTHCHECK' && !/^none\b/i.test(text))
        .map(({ line }) => finding(path, { line, column: 1 }, 'checks the health of the container')),
      ...value.services
        .filter(({ build, image, healthcheck }) => healthcheck && (build !== null || image?.own === true))
        .map(({ name, line }) => finding(path, { line, column: 1 }, `checks the health of ${name}`)),
    ]),
  }),
};
