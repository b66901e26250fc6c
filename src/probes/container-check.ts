import { container } from '../facts/containers.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/** Services of the repository's own that are no service of a model. */
const beside =
  /airflow|postgres|mysql|mariadb|redis|mongo|mlflow|minio|kafka|zookeeper|rabbit|grafana|prometheus|elastic|database|(^|[-_])db($|[-_])|broker|worker|scheduler|prefect|dagster|jupyter|spark|nginx|vault|init/i;

export const containerCheck: Probe<Options> = {
  about:
    'health checks of containers: HEALTHCHECK of a Dockerfile, or of a Compose service that is built from the repository',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: container }],
  run: (facts) => ({
    seen: facts
      .documents(container)
      .flatMap(({ path, value }) => [
        ...(value.dockerfile?.instructions ?? [])
          .filter(({ name, arguments: text }) => name === 'HEALTHCHECK' && !/^none\b/i.test(text))
          .map(({ line }) => finding(path, { line, column: 1 }, 'checks the health of the container')),
        ...value.services
          .filter(
            ({ name, build, image, healthcheck }) =>
              healthcheck && !beside.test(name) && (build !== null || image?.own === true),
          )
          .map(({ name, line }) => finding(path, { line, column: 1 }, `checks the health of ${name}`)),
      ]),
  }),
};
