import type { FileText, Reader } from '../../model.ts';
import { readPackageLock, readPipfileLock, readRenvLock } from './lock-json.ts';
import { readTextLock } from './lock-text.ts';
import { readJuliaManifest, readTomlLock } from './lock-toml.ts';
import { readCondaLock, readPixiLock, readPnpmLock, readYarnLock } from './lock-yaml.ts';
import type { Lock } from './model.ts';
import { isRequirementsPath } from './requirements-path.ts';

type Read = (file: FileText) => Lock | null;

const readers: readonly (readonly [RegExp, Read])[] = [
  [/^uv\.lock$/, ({ text }) => readTomlLock('uv.lock', text)],
  [/^poetry\.lock$/, ({ text }) => readTomlLock('poetry.lock', text)],
  [/^pdm(?:\.[\w-]+)?\.lock$/, ({ text }) => readTomlLock('pdm.lock', text)],
  [/^pylock(?:\.[^.]+)?\.toml$/, ({ text }) => readTomlLock('pylock.toml', text)],
  [/^Pipfile\.lock$/, ({ text }) => readPipfileLock(text)],
  [/conda-lock[^/]*\.ya?ml$/, ({ text }) => readCondaLock(text)],
  [/^pixi\.lock$/, ({ text }) => readPixiLock(text)],
  [/^(?:package-lock|npm-shrinkwrap)\.json$/, ({ text }) => readPackageLock(text)],
  [/^pnpm-lock\.yaml$/, ({ text }) => readPnpmLock(text)],
  [/^yarn\.lock$/, ({ text }) => readYarnLock(text)],
  [/^renv\.lock$/, ({ text }) => readRenvLock(text)],
  [/^(?:Julia)?Manifest(?:-v[\d.]+)?\.toml$/, ({ text }) => readJuliaManifest(text)],
  [/^requirements[\w-]*\.lock$/, readTextLock],
  [/^(?:conda|explicit|spec)[^/]*\.(?:lock|txt)$|\.conda\.lock$/, readTextLock],
];

function readerOf(path: string): Read | null {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return readers.find(([name]) => name.test(base))?.[1] ?? (isRequirementsPath(path) ? readTextLock : null);
}

/** What a lock file fixes, whatever kind of file it is. */
export const lock: Reader<Lock> = {
  kind: 'lock',
  cap: 'lock',
  matches: (path) => readerOf(path) !== null,
  parse: (file) => {
    const value = readerOf(file.path)?.(file);
    return value ? { value } : null;
  },
};
