import type { ContainerImage } from '../containers.ts';
import { imageReference } from './image.ts';

/**
 * Images of an Apptainer (Singularity) definition: the `From:` of each stage that boots from a registry.
 * Reference: https://apptainer.org/docs/user/latest/definition_files.html
 * @returns `null` where the file is no such definition (`.def` has other uses)
 */
export function apptainerImages(text: string): readonly ContainerImage[] | null {
  const images: ContainerImage[] = [];
  let agent: string | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const [, key, value = ''] = /^\s*(bootstrap|from)\s*:\s*(.*)$/i.exec(line) ?? [];
    if (key === undefined) continue;
    if (key.toLowerCase() === 'bootstrap') agent = value.trim().toLowerCase();
    else if (agent !== null && ['docker', 'library', 'oras', 'shub', 'docker-daemon'].includes(agent)) {
      images.push({
        ...imageReference(value.trim(), () => undefined),
        line: index + 1,
        own: agent === 'docker-daemon',
      });
    }
  }
  return agent === null ? null : images;
}
