import type { Dependency } from './model.ts';
import { publicUrl } from './reference.ts';
import { isPinned } from './specifier.ts';

export type CondaSpec = Pick<Dependency, 'name' | 'specifier' | 'pinned' | 'url' | 'hashed'>;

const packageFile = /^https?:\/\/\S+\.(?:conda|tar\.bz2)(?:#\S+)?$/;

/** Reads the address of a conda package as `conda list --explicit` prints it, with its version. */
export function readCondaUrl(text: string): (CondaSpec & { readonly version: string }) | null {
  if (!packageFile.test(text)) return null;
  const url = publicUrl(text);
  const [build, version, ...name] = url
    .slice(url.lastIndexOf('/') + 1)
    .replace(/\.(?:conda|tar\.bz2)$/, '')
    .split('-')
    .reverse();
  if (build === undefined || version === undefined || name.length === 0) return null;
  const hashed = text.includes('#');
  return { name: name.reverse().join('-'), specifier: `==${version}=${build}`, version, pinned: true, url, hashed };
}

/**
 * Reads conda's match specification: `numpy`, `numpy=1.2=py_0`, `channel/linux-64::numpy>=1.2,<2`, `numpy 1.26.4 py_0`,
 * `numpy[version='1.2.*']` or the address of a package. Names stay as written, without the channel.
 */
export function readCondaSpec(text: string): CondaSpec | null {
  const trimmed = text.split('#', 1)[0]?.trim() ?? '';
  const file = readCondaUrl(text.trim());
  if (file) {
    const { version: _, ...spec } = file;
    return spec;
  }
  const spec = trimmed.split('::').at(-1) ?? '';
  const name = /^[A-Za-z0-9_][\w.-]*/.exec(spec)?.[0];
  if (name === undefined) return null;
  let rest = spec.slice(name.length).trim();
  if (rest.startsWith('[')) {
    rest = /\bversion\s*=\s*["']?([^"'\]]*)["']?/.exec(rest)?.[1]?.trim() ?? '';
  }
  const parts = rest.split(/\s+/);
  // In the form with blanks a bare version is exact, and what follows it is the build.
  const bare = parts.length === 2 && /^\d/.test(parts[0] ?? '') && /^\w+$/.test(parts[1] ?? '');
  const specifier = bare ? `==${parts[0]}=${parts[1]}` : parts.join('');
  if (specifier !== '' && !/^[\w.*+!<>=~|,-]+$/.test(specifier)) return null;
  return { name, specifier, pinned: isPinned(specifier), url: null, hashed: false };
}
