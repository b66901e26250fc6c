import type { Dependency } from './model.ts';
import { normalise } from './names.ts';
import { readReference } from './reference.ts';
import { isPinned, pep440Clauses } from './specifier.ts';

export type Requirement = Pick<Dependency, 'name' | 'specifier' | 'pinned' | 'extras' | 'marker' | 'url' | 'hashed'>;

const namePattern = /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/;

function splitMarker(text: string, separator: string): [string, string | null] {
  const at = text.indexOf(separator);
  if (at < 0) return [text.trim(), null];
  return [text.slice(0, at).trim(), text.slice(at + separator.length).trim() || null];
}

/**
 * Reads one requirement as PEP 508 says, `name[extra] >=1; marker` or `name @ url ; marker`.
 * Gives `null` for anything else.
 */
export function readRequirement(text: string): Requirement | null {
  const trimmed = text.trim();
  const name = namePattern.exec(trimmed)?.[0];
  if (name === undefined) return null;
  let rest = trimmed.slice(name.length).trimStart();
  let extras: string[] = [];
  if (rest.startsWith('[')) {
    const end = rest.indexOf(']');
    if (end < 0) return null;
    extras = rest
      .slice(1, end)
      .split(',')
      .map((extra) => extra.trim())
      .filter((extra) => extra !== '');
    rest = rest.slice(end + 1).trimStart();
  }
  const common = { name: normalise(name), extras };
  if (rest.startsWith('@')) {
    // A semicolon may be part of a URL, so only one after white space begins a marker.
    const [location, marker] = splitMarker(rest.slice(1).replaceAll('\t', ' '), ' ;');
    if (location === '' || /\s/.test(location)) return null;
    const { url, pinned, hashed } = readReference(location);
    return { ...common, specifier: '', marker, url, pinned, hashed };
  }
  const [versions, marker] = splitMarker(rest, ';');
  const bare = versions.startsWith('(') && versions.endsWith(')') ? versions.slice(1, -1) : versions;
  const specifier = pep440Clauses(bare);
  if (specifier === null) return null;
  return { ...common, specifier, marker, url: null, pinned: isPinned(specifier), hashed: false };
}
