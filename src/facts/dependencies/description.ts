import type { FileText, Parsed } from '../../model.ts';
import { Draft } from './draft.ts';
import type { Group } from './groups.ts';
import type { Manifest } from './model.ts';

const fields: ReadonlyMap<string, Group> = new Map<string, Group>([
  ['Depends', 'main'],
  ['Imports', 'main'],
  ['LinkingTo', 'build'],
  ['Suggests', 'dev'],
  ['Enhances', 'optional'],
]);

/**
 * Reads the DESCRIPTION of an R package or project; `null` for a file of that name that is none. Lines that begin with
 * white space continue a field. See https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file.
 */
export function readDescription(file: FileText): Parsed<Manifest> | null {
  if (!/^(?:Package|Type|Depends|Imports|Title)[ \t]*:/m.test(file.text)) return null;
  const draft = new Draft('DESCRIPTION', file.path);
  let group: Group | undefined;
  for (const [index, text] of file.text.split('\n').entries()) {
    const field = /^([A-Za-z][\w/@-]*)[ \t]*:(.*)$/.exec(text);
    if (field) group = fields.get(field[1] ?? '');
    else if (!/^\s/.test(text)) group = undefined;
    if (group === undefined) continue;
    for (const item of (field?.[2] ?? text).split(',')) {
      const [, name, specifier = ''] = /^\s*([A-Za-z][\w.]*)\s*(?:\(([^()]*)\))?\s*$/.exec(item) ?? [];
      if (name === undefined || name === 'R') continue;
      const exact = specifier.replace(/\s+/g, '');
      draft.add({ name, specifier: exact, pinned: exact.startsWith('=='), group, ecosystem: 'r', line: index + 1 });
    }
  }
  return draft.dependencies.length === 0 ? null : draft.finish();
}
