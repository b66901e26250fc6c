import { JsonLines, parseJson } from './json.ts';
import { LockDraft } from './locked.ts';
import type { Lock } from './model.ts';
import { normalise } from './names.ts';
import { get, isTable, table, text } from './toml.ts';

/** Reads a Pipfile.lock: every section but `_meta`. */
export function readPipfileLock(source: string): Lock {
  const lines = new JsonLines(source);
  const draft = new LockDraft();
  for (const [section, packages] of Object.entries(table(parseJson(source)))) {
    if (section === '_meta') continue;
    for (const [name, details] of Object.entries(table(packages))) {
      const version = text(get(details, 'version'))?.replace(/^=+/, '') ?? null;
      draft.add(normalise(name), version, lines.of(name, section));
    }
  }
  return draft.finish('Pipfile.lock', 'python');
}

/** Reads an renv.lock of R. */
export function readRenvLock(source: string): Lock {
  const lines = new JsonLines(source);
  const draft = new LockDraft();
  for (const [name, details] of Object.entries(table(get(parseJson(source), 'Packages')))) {
    draft.add(name, text(get(details, 'Version')), lines.of(name, 'Packages'));
  }
  return draft.finish('renv.lock', 'r');
}

/** Reads a package-lock.json or npm-shrinkwrap.json: `packages` of versions 2 and 3, else nested `dependencies` of version 1. */
export function readPackageLock(source: string): Lock {
  const root = parseJson(source);
  const lines = new JsonLines(source);
  const draft = new LockDraft();
  const packages = get(root, 'packages');
  if (isTable(packages)) {
    for (const [path, details] of Object.entries(packages)) {
      const at = path.lastIndexOf('node_modules/');
      if (at < 0 || get(details, 'link') === true) continue;
      const name = text(get(details, 'name')) ?? path.slice(at + 'node_modules/'.length);
      draft.add(name, text(get(details, 'version')), lines.of(path, 'packages'));
    }
    return draft.finish('package-lock.json', 'npm');
  }
  const open = [get(root, 'dependencies')];
  for (let tree = open.pop(); tree !== undefined; tree = open.pop()) {
    for (const [name, details] of Object.entries(table(tree))) {
      draft.add(name, text(get(details, 'version')), lines.of(name, 'dependencies'));
      if (isTable(get(details, 'dependencies'))) open.push(get(details, 'dependencies'));
    }
  }
  return draft.finish('package-lock.json', 'npm');
}
