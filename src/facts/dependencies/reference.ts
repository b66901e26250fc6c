import { normalise } from './names.ts';

/** A package that is named by where it lies: URL, version control or path. */
export interface Reference {
  readonly kind: 'repository' | 'url' | 'path';
  /** `null` where the reference does not tell. */
  readonly name: string | null;
  readonly extras: readonly string[];
  /** Without credentials, query and fragment. */
  readonly url: string;
  readonly pinned: boolean;
  readonly hashed: boolean;
}

const commit = /^[0-9a-f]{7,40}$/;
const tag = /\d\.\d|^v?\d+$|[-_/]v?\d+$/i;
const versionInFile = /[-_]v?\d+(?:\.\d+)+|\/v?\d+(?:\.\d+)+|[0-9a-f]{40}/i;
const archive = /\.(?:whl|zip|tar\.gz|tgz|tar\.bz2|tar\.xz|conda|egg)$/i;

/** The URL without what must not be shown: user names and passwords, queries, fragments and conda's tokens. */
export function publicUrl(url: string): string {
  const bare = url.split(/[?#]/, 1)[0] ?? '';
  const scheme = bare.indexOf('://');
  const start = scheme < 0 ? 0 : scheme + 3;
  const slash = bare.indexOf('/', start);
  const end = slash < 0 ? bare.length : slash;
  const authority = bare.slice(start, end);
  const user = authority.lastIndexOf('@');
  const host = user < 0 || authority.slice(0, user) === 'git' ? authority : authority.slice(user + 1);
  return `${bare.slice(0, start)}${host}${bare.slice(end).replace(/^\/t\/[^/]+\//, '/')}`;
}

/** Whether a Git reference names a commit or a tag; a name that tells nothing is taken for a branch, which moves. */
export function isFixedReference(reference: string): boolean {
  return commit.test(reference) || (tag.test(reference) && !/[x*]$/i.test(reference));
}

/** True for paths that lie in the repository by the look of them, whose content its own commit fixes. */
export function isLocalPath(path: string): boolean {
  return !/^(?:[a-z][a-z+]*:|\/|~|[A-Za-z]:\\|\\\\)/i.test(path) && !path.includes('$');
}

function nameOfFile(file: string): string | null {
  if (/\.(?:whl|egg)$/i.test(file)) return file.slice(0, file.indexOf('-')) || null;
  const match = /^([A-Za-z][\w.-]*?)-v?\d/.exec(file);
  return match?.[1] ?? null;
}

function nameOf(path: string, versioned: boolean): string | null {
  const parts = path.split('/').filter((part) => part !== '');
  const file = parts.at(-1) ?? '';
  if (versioned) return file.replace(/\.git$/, '') || null;
  const place = parts.findIndex((part) => part === 'archive' || part === 'tarball' || part === 'zipball');
  return nameOfFile(file) ?? (place > 0 ? (parts[place - 1] ?? null) : null);
}

/** Reads a URL, `git+…` URL or path as pip takes them on a line of its own or behind `name @`. */
export function readReference(text: string): Reference {
  const hash = text.indexOf('#');
  const location = hash < 0 ? text : text.slice(0, hash);
  const fragment = new Map<string, string>();
  for (const pair of hash < 0 ? [] : text.slice(hash + 1).split('&')) {
    const equals = pair.indexOf('=');
    if (equals > 0) fragment.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  const egg = /^([A-Za-z0-9][\w.-]*)(?:\[([\w.,\s-]*)\])?/.exec(fragment.get('egg') ?? '');
  const versioned = /^(?:git|hg|svn|bzr)\+/.test(location) || /^[\w.-]+@[\w.-]+:/.test(location);
  const shown = publicUrl(location);
  const scheme = shown.indexOf('://');
  const path = scheme < 0 ? shown : shown.slice(scheme + 3);
  const slash = path.indexOf('/');
  const at = path.lastIndexOf('@');
  const reference = versioned && at > slash && slash >= 0 ? path.slice(at + 1) : '';
  const place = reference === '' ? path : path.slice(0, at);
  const name = egg?.[1] ?? nameOf(place, versioned);
  const hashed = ['sha256', 'sha512', 'sha384', 'sha1', 'md5'].some((kind) => fragment.has(kind));
  const kind = versioned ? 'repository' : /^[a-z]+:/i.test(location) ? 'url' : 'path';
  return {
    kind,
    name: name === null ? null : normalise(name),
    extras: egg?.[2]?.split(',').map((extra) => extra.trim()) ?? [],
    url: shown,
    pinned:
      kind === 'repository'
        ? isFixedReference(reference)
        : kind === 'path'
          ? isLocalPath(location)
          : !/^file:/i.test(location) && (hashed || (archive.test(location) && versionInFile.test(location))),
    hashed,
  };
}
