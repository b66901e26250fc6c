import { distributionsByImport } from './distributions-table.ts';
import { normalise } from './names.ts';

export { normalise } from './names.ts';
export { standardLibrary } from './standard-library.ts';

const table: ReadonlyMap<string, readonly string[]> = new Map(
  distributionsByImport
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', distributions = ''] = line.split(': ');
      return [name, distributions.split(' ')];
    }),
);

/**
 * Distributions, as normalised by PEP 503, any of which provides a module: `cv2` is in `opencv-python`,
 * `opencv-python-headless` and others. Dotted names find the longest part that is known (`google.cloud.storage.blob`);
 * a module that is not known is in the distribution of its own top-level name.
 */
export function distributionsOf(importName: string): readonly string[] {
  const parts = importName.split('.', 6);
  for (let length = parts.length; length > 0; length -= 1) {
    const known = table.get(parts.slice(0, length).join('.'));
    if (known) return known;
  }
  // In Google's and Azure's namespaces distributions are named by the whole path.
  const [top = '', second, third] = parts;
  if (top === 'google' && second === 'cloud' && third) return [normalise(`google-cloud-${third}`)];
  if (top === 'azure' && second) return [normalise(parts.slice(0, 3).join('-')), normalise(`azure-${second}`)];
  return [normalise(top)];
}
