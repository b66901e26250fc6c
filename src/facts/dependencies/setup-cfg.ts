import type { FileText, Parsed } from '../../model.ts';
import { Draft, type Place } from './draft.ts';
import { groupOf } from './groups.ts';
import { type IniEntry, readIni } from './ini.ts';
import type { Manifest } from './model.ts';
import { normalise } from './names.ts';
import { readScript } from './scripts.ts';

/** Adds a list of requirements, one a line or between semicolons, or the file that `file:` names. */
function addList(draft: Draft, entry: IniEntry, place: Omit<Place, 'line'>): void {
  const [first] = entry.values;
  if (first?.text.startsWith('file:')) {
    const files = [first.text.slice(5), ...entry.values.slice(1).map((value) => value.text)];
    for (const path of files.flatMap((text) => text.split(','))) if (path.trim() !== '') draft.include(path.trim());
    return;
  }
  if (first?.text.startsWith('attr:')) {
    draft.complete = false;
    return;
  }
  const dangling = first?.line !== entry.line;
  for (const { text, line } of entry.values) {
    const parts = dangling ? [text] : text.split(';');
    for (const part of parts) {
      const requirement = part.split(' #', 1)[0]?.trim();
      if (requirement) draft.requirement(requirement, { ...place, line });
    }
  }
}

/** Reads a setup.cfg. See https://setuptools.pypa.io/en/latest/userguide/declarative_config.html. */
export function readSetupCfg(file: FileText): Parsed<Manifest> {
  const sections = readIni(file.text);
  const draft = new Draft('setup.cfg', file.path);
  const entries = (name: string): readonly IniEntry[] =>
    sections.filter((section) => section.name === name).flatMap((section) => section.entries);
  const metadata = new Map(entries('metadata').map((entry) => [entry.key, entry]));
  const literal = (key: string): string | null => {
    const value = metadata.get(key)?.values[0]?.text ?? null;
    return value === null || /^(?:attr|file):/.test(value) ? null : value;
  };

  for (const entry of entries('options')) {
    if (entry.key === 'install_requires') addList(draft, entry, { group: 'main' });
    else if (entry.key === 'setup_requires') addList(draft, entry, { group: 'build' });
    else if (entry.key === 'tests_require') addList(draft, entry, { group: 'dev', groupName: 'tests' });
    else if (entry.key === 'python_requires') draft.setPython(entry.values[0]?.text ?? '', entry.line);
  }
  for (const entry of entries('options.extras_require')) {
    addList(draft, entry, { group: groupOf(entry.key), groupName: entry.key });
  }
  const name = literal('name');
  if (name !== null) {
    draft.package = {
      name: normalise(name),
      version: literal('version'),
      classifiers: metadata.get('classifiers')?.values.map((value) => value.text) ?? [],
      licence: literal('license'),
      scripts: entries('options.entry_points')
        .filter((entry) => entry.key === 'console_scripts' || entry.key === 'gui_scripts')
        .flatMap((entry) => entry.values.flatMap(({ text, line }) => readScript(text, line))),
      line: metadata.get('name')?.line ?? 1,
    };
  }
  for (const section of sections) draft.sections.push({ name: section.name, line: section.line });
  return draft.finish();
}
