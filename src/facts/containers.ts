import type { FileText, Parsed, Reader } from '../model.ts';
import { apptainerImages } from './containers/apptainer.ts';
import { composeServices, type Service } from './containers/compose.ts';
import { devcontainerImages } from './containers/devcontainer.ts';
import { dockerfileImages } from './containers/dockerfile-images.ts';
import type { ImageReference } from './containers/image.ts';
import { type Dockerfile, isDockerfile, readDockerfile } from './dockerfile.ts';
import { nameOf } from './patterns.ts';
import { readYaml } from './yaml.ts';

export type { Service } from './containers/compose.ts';

/** One image that a file names. `scratch` is none. */
export interface ContainerImage extends ImageReference {
  readonly line: number;
  /** Built from this repository, or an earlier stage of the same file. */
  readonly own: boolean;
}

export interface ContainerFile {
  readonly kind: 'dockerfile' | 'compose' | 'devcontainer' | 'apptainer' | 'cog' | 'binder' | 'nix';
  readonly images: readonly ContainerImage[];
  /** Beside the images of a Dockerfile. */
  readonly dockerfile: Dockerfile | null;
  /** Of a Compose file. */
  readonly services: readonly Service[];
}

/** Everything that rebuilds an environment in a container, in one shape. */
export const container: Reader<ContainerFile> = {
  kind: 'container',
  cap: 'text',
  matches: (path) => kindOf(path) !== null,
  parse: readContainer,
};

const binderFile =
  /^\.?binder\/(?:environment\.ya?ml|requirements\.txt|runtime\.txt|postBuild|start|apt\.txt|install\.R|Project\.toml|Pipfile)$/;

function kindOf(path: string): ContainerFile['kind'] | null {
  const name = nameOf(path);
  if (/^(?:docker-)?compose(?:[._-][\w.-]*)?\.ya?ml$/i.test(name)) return 'compose';
  if (name === '.devcontainer.json' || /(?:^|\/)\.devcontainer\/(?:[^/]+\/)?devcontainer\.json$/.test(path)) {
    return 'devcontainer';
  }
  if (name.endsWith('.def') || /^(?:Singularity|Apptainer)(?:$|\.)/.test(name)) return 'apptainer';
  if (name === 'cog.yaml') return 'cog';
  if (binderFile.test(path)) return 'binder';
  if (name === 'flake.nix' || name === 'shell.nix' || name === 'devenv.nix') return 'nix';
  return isDockerfile(path) ? 'dockerfile' : null;
}

function readContainer(file: FileText): Parsed<ContainerFile> | null {
  const kind = kindOf(file.path);
  if (kind === null) return null;
  const bare: ContainerFile = { kind, images: [], dockerfile: null, services: [] };
  if (kind === 'dockerfile') {
    const dockerfile = readDockerfile(file)?.value;
    return dockerfile === undefined ? null : { value: { ...bare, images: dockerfileImages(dockerfile), dockerfile } };
  }
  if (kind === 'compose') {
    const { documents, gaps } = readYaml(file.text);
    const services = composeServices(documents[0]);
    return { value: { ...bare, services, images: services.flatMap(({ image }) => image ?? []) }, gaps };
  }
  if (kind === 'devcontainer') return { value: { ...bare, images: devcontainerImages(file.text) } };
  if (kind === 'apptainer') {
    const images = apptainerImages(file.text);
    return images === null ? null : { value: { ...bare, images } };
  }
  return { value: bare };
}
