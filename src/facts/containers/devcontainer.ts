import type { ContainerImage } from '../containers.ts';
import { readJson } from '../json.ts';
import { at, textOf } from '../yaml-access.ts';
import { imageReference } from './image.ts';

/**
 * The image of a dev container; none where it is built from a Dockerfile or comes from Compose.
 * Reference: https://containers.dev/implementors/json_reference/
 * @throws Error for text that is no JSON
 */
export function devcontainerImages(text: string): readonly ContainerImage[] {
  const image = at(readJson(text), 'image');
  const written = textOf(image);
  if (image === undefined || written === null) return [];
  return [{ ...imageReference(written, () => undefined), line: image.line, own: false }];
}
