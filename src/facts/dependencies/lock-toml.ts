import { LockDraft } from './locked.ts';
import type { Lock } from './model.ts';
import { normalise } from './names.ts';
import { get, list, parseToml, text } from './toml.ts';

/** Lines of the headers of arrays of tables, in order, by name. One pass over lines: such files have many megabytes. */
function headerLines(source: string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  let line = 1;
  for (let start = 0; start < source.length; line += 1) {
    const end = source.indexOf('\n', start);
    const stop = end < 0 ? source.length : end;
    if (source.startsWith('[[', start)) {
      const name = source.slice(start + 2, source.lastIndexOf(']]', stop));
      const lines = found.get(name);
      if (lines) lines.push(line);
      else found.set(name, [line]);
    }
    start = stop + 1;
  }
  return found;
}

/** Reads uv.lock, poetry.lock and pdm.lock (`[[package]]`) and pylock.toml (`[[packages]]`, PEP 751). */
export function readTomlLock(kind: Lock['kind'], source: string): Lock {
  const key = kind === 'pylock.toml' ? 'packages' : 'package';
  const lines = headerLines(source).get(key) ?? [];
  const draft = new LockDraft();
  const root = parseToml(source);
  list(get(root, key)).forEach((entry, index) => {
    const name = text(get(entry, 'name'));
    if (name !== null) draft.add(normalise(name), text(get(entry, 'version')), lines[index] ?? 1);
  });
  const overridden = list(get(root, 'manifest', 'overrides')).flatMap((entry) => text(get(entry, 'name')) ?? []);
  return draft.finish(kind, 'python', overridden.map(normalise));
}

/** Reads Julia's Manifest.toml, both formats; `null` for a file of that name that is none. */
export function readJuliaManifest(source: string): Lock | null {
  const root = parseToml(source);
  const modern = get(root, 'deps') !== undefined || get(root, 'manifest_format') !== undefined;
  const lines = headerLines(source);
  const draft = new LockDraft();
  let recognised = modern && get(root, 'julia_version') !== undefined;
  for (const [name, entries] of Object.entries((modern ? get(root, 'deps') : root) ?? {})) {
    list(entries).forEach((entry, index) => {
      if (text(get(entry, 'uuid')) === null) return;
      recognised = true;
      const line = lines.get(modern ? `deps.${name}` : name)?.[index] ?? 1;
      draft.add(name, text(get(entry, 'version')), line);
    });
  }
  return recognised ? draft.finish('Manifest.toml', 'julia') : null;
}
