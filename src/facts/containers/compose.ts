import type { ContainerImage } from '../containers.ts';
import type { Yaml } from '../yaml.ts';
import { at, entriesOf, itemsOf, scalarsOf, textOf, textsOf } from '../yaml-access.ts';
import { imageReference } from './image.ts';

/** A service of a Compose file. */
export interface Service {
  readonly name: string;
  readonly image: ContainerImage | null;
  readonly build: { readonly context: string; readonly dockerfile: string | null } | null;
  readonly ports: readonly string[];
  /** Names of environment variables. */
  readonly environment: readonly string[];
  readonly volumes: readonly string[];
  readonly command: string | null;
  readonly healthcheck: boolean;
  readonly line: number;
}

/** Services in order. Reference: https://docs.docker.com/reference/compose-file/ */
export function composeServices(root: Yaml | undefined): readonly Service[] {
  const services = entriesOf(at(root, 'services'));
  const built = new Set(
    services.filter(({ value }) => at(value, 'build') !== undefined).map(({ value }) => textOf(at(value, 'image'))),
  );
  return services.map(({ key, line, value }) => {
    const image = at(value, 'image');
    const written = textOf(image);
    const own = at(value, 'build') !== undefined || built.has(written);
    return {
      name: key,
      image:
        written === null || image === undefined
          ? null
          : { ...imageReference(written, () => undefined), line: image.line, own },
      build: buildOf(at(value, 'build')),
      ports: itemsOf(at(value, 'ports')).flatMap(portOf),
      environment: environmentOf(at(value, 'environment')),
      volumes: itemsOf(at(value, 'volumes')).flatMap(volumeOf),
      command: joinedText(at(value, 'command')),
      healthcheck: at(value, 'healthcheck') !== undefined,
      line,
    };
  });
}

function buildOf(build: Yaml | undefined): Service['build'] {
  if (build === undefined) return null;
  if (build.kind === 'scalar') return { context: build.text, dockerfile: null };
  return { context: textOf(at(build, 'context')) ?? '.', dockerfile: textOf(at(build, 'dockerfile')) };
}

function portOf(port: Yaml): readonly string[] {
  if (port.kind !== 'mapping') return textsOf(port);
  const published = textOf(at(port, 'published'));
  const target = textOf(at(port, 'target')) ?? '';
  return [published === null ? target : `${published}:${target}`];
}

function volumeOf(volume: Yaml): readonly string[] {
  if (volume.kind !== 'mapping') return textsOf(volume);
  return [`${textOf(at(volume, 'source')) ?? ''}:${textOf(at(volume, 'target')) ?? ''}`];
}

function environmentOf(environment: Yaml | undefined): readonly string[] {
  if (environment?.kind === 'mapping') return entriesOf(environment).map(({ key }) => key);
  return scalarsOf(environment).map(({ text }) => text.split('=', 1)[0] ?? '');
}

function joinedText(node: Yaml | undefined): string | null {
  return node === undefined ? null : textsOf(node).join(' ');
}
