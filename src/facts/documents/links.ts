import { folderOf } from '../patterns.ts';

/** Where a link of a document leads. */
export type Target =
  /** Something of the repository; empty for its top. */
  | { readonly kind: 'inside'; readonly path: string }
  /** Above the repository's top, where nothing of it can be. */
  | { readonly kind: 'above' }
  /** The web, a place in the document itself, or what nobody can tell. */
  | { readonly kind: 'elsewhere' };

const elsewhere: Target = { kind: 'elsewhere' };
/** Pages that GitHub gives every repository, reached by `../../issues` from a file at the top. */
const hosted = /^(?:blob|tree|raw|edit|blame|master|main|develop|dev|HEAD)$/;

/**
 * What a link means as GitHub resolves it: relative to the document, from the repository's top after a slash; query and
 * fragment dropped, escapes decoded. Two levels above the top are GitHub's own pages of the repository, one level is a
 * branch. Reference: https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#relative-links
 */
export function targetOf(from: string, url: string): Target {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#|\?)/i.test(url) || /[<>{}$*|]|%7B/i.test(url)) return elsewhere;
  const plain = decoded(url.replace(/[?#].*$/s, '')).replaceAll('\\', '/');
  if (plain === '' || plain.startsWith('~')) return elsewhere;
  const folder = plain.startsWith('/') ? '' : folderOf(from);
  const segments = folder.split('/').filter((segment) => segment !== '');
  const rest = plain.split('/').filter((segment) => segment !== '' && segment !== '.');
  for (const [index, segment] of rest.entries()) {
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return aboveTop(rest.slice(index));
  }
  return { kind: 'inside', path: segments.join('/') };
}

function aboveTop(rest: readonly string[]): Target {
  const up = rest.findIndex((segment) => segment !== '..');
  if (up !== 1) return elsewhere;
  return hosted.test(rest[1] ?? '') ? elsewhere : { kind: 'above' };
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
