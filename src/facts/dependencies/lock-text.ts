import type { FileText } from '../../model.ts';
import { LockDraft } from './locked.ts';
import type { Lock } from './model.ts';
import { readRequirements } from './requirements.ts';

/** Reads a list for pip or conda that names a whole tree; `null` where the file is an ordinary requirements file. */
export function readTextLock(file: FileText): Lock | null {
  const { compiled, dependencies } = readRequirements(file).value;
  // Whoever calls the file a lock and fixes every line of it means one.
  const called = file.path.endsWith('.lock') && dependencies.length > 0 && dependencies.every(({ pinned }) => pinned);
  if (!compiled && !called) return null;
  const draft = new LockDraft();
  for (const { name, specifier, line } of dependencies) {
    draft.add(name, /^={1,3}([^=,*]+)(?:=[^=,]*)?$/.exec(specifier)?.[1] ?? null, line);
  }
  const conda = dependencies.filter((dependency) => dependency.ecosystem === 'conda').length * 2 > dependencies.length;
  return conda ? draft.finish('conda-explicit', 'conda') : draft.finish('requirements', 'python');
}
