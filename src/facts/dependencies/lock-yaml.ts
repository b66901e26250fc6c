import { readCondaUrl } from './conda.ts';
import { LockDraft } from './locked.ts';
import type { Lock } from './model.ts';
import { normalise } from './names.ts';

// These files are written by machines, in one shape, and have up to 20 MB. The YAML parser takes 1 to 2 seconds a
// megabyte, so their lines are read instead: a top-level key, then list items or keys at the next depth.

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

function* linesOf(source: string): Generator<{ readonly text: string; readonly line: number }> {
  let line = 1;
  for (let start = 0; start < source.length; line += 1) {
    const end = source.indexOf('\n', start);
    const stop = end < 0 ? source.length : end;
    yield { text: source.slice(start, source[stop - 1] === '\r' ? stop - 1 : stop), line };
    start = stop + 1;
  }
}

interface Item {
  readonly fields: Map<string, string>;
  readonly line: number;
}

/** Items of the list of flat mappings below the top-level key `section`, with their fields that have a plain value. */
function* itemsOf(source: string, section: string): Generator<Item> {
  let inside = false;
  let item: Item | null = null;
  let dash = -1;
  for (const { text, line } of linesOf(source)) {
    const depth = text.length - text.trimStart().length;
    const starts = text.startsWith('- ', depth);
    if (depth === 0 && !starts && text !== '' && !text.startsWith('#')) {
      inside = text.trimEnd() === `${section}:`;
      continue;
    }
    if (!inside) continue;
    if (starts && (dash < 0 || depth === dash)) {
      if (item) yield item;
      dash = depth;
      item = { fields: new Map(), line };
    } else if (depth !== dash + 2) continue;
    const colon = text.indexOf(': ', dash + 2);
    if (colon > 0) item?.fields.set(text.slice(dash + 2, colon), unquoted(text.slice(colon + 2)));
  }
  if (item) yield item;
}

/** Reads a unified conda-lock.yml. */
export function readCondaLock(source: string): Lock {
  const draft = new LockDraft();
  for (const { fields, line } of itemsOf(source, 'package')) {
    const name = fields.get('name');
    if (name === undefined) continue;
    draft.add(fields.get('manager') === 'pip' ? normalise(name) : name, fields.get('version') ?? null, line);
  }
  return draft.finish('conda-lock', 'conda');
}

/** Reads a pixi.lock: conda packages by their address, those of PyPI by name. */
export function readPixiLock(source: string): Lock {
  const draft = new LockDraft();
  for (const { fields, line } of itemsOf(source, 'packages')) {
    const file = readCondaUrl(fields.get('conda') ?? '');
    const name = fields.get('name') ?? file?.name;
    const python = fields.has('pypi') || fields.get('kind') === 'pypi';
    if (name !== undefined)
      draft.add(python ? normalise(name) : name, fields.get('version') ?? file?.version ?? null, line);
  }
  return draft.finish('pixi.lock', 'conda');
}

/** Splits `@scope/name@1.2.3(peer@1)`, `/name@1.2.3` and `/name/1.2.3_peer`, the keys of pnpm's versions 9, 6 and 5. */
function splitPnpmKey(key: string): readonly [string, string] | null {
  const [, name, separator, version] = /^\/?((?:@[^/@]+\/)?[^/@]+)([@/])([^(]+)/.exec(key) ?? [];
  if (name === undefined || version === undefined) return null;
  return [name, separator === '/' ? (version.split('_', 1)[0] ?? '') : version];
}

/** Reads a pnpm-lock.yaml. */
export function readPnpmLock(source: string): Lock {
  const draft = new LockDraft();
  let inside = false;
  for (const { text, line } of linesOf(source)) {
    if (/^\S/.test(text)) inside = text.trimEnd() === 'packages:';
    else if (inside && /^ {2}[^ ].*:(?: \{.*)?$/.test(text)) {
      const split = splitPnpmKey(unquoted(text.slice(0, text.lastIndexOf(text.includes(': {') ? ': {' : ':'))));
      if (split) draft.add(split[0], split[1], line);
    }
  }
  return draft.finish('pnpm-lock.yaml', 'npm');
}

/** Reads a yarn.lock, of version 1 and of Berry: `"name@range, name@range":` and below it `version`. */
export function readYarnLock(source: string): Lock {
  const draft = new LockDraft();
  let name: string | null = null;
  let start = 1;
  for (const { text, line } of linesOf(source)) {
    if (/^[^\s#]/.test(text)) {
      const first = (text.startsWith('"') ? text.slice(1) : text).split(',', 1)[0] ?? '';
      const at = first.indexOf('@', 1);
      const local = /@(?:workspace|link|portal):/.test(first);
      name = at > 0 && !local ? first.slice(0, at) : null;
      start = line;
    } else if (name !== null && /^ {2}version:? /.test(text)) {
      draft.add(name, unquoted(text.slice(text.indexOf(' ', 2))), start);
      name = null;
    }
  }
  return draft.finish('yarn.lock', 'npm');
}
