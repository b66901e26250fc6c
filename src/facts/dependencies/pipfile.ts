import type { FileText, Parsed } from '../../model.ts';
import { Draft } from './draft.ts';
import { groupOf } from './groups.ts';
import type { Manifest } from './model.ts';
import { addConstraint } from './poetry.ts';
import { get, isTable, list, readToml, text } from './toml.ts';

const known = new Set(['source', 'requires', 'scripts', 'pipenv', 'global', 'build-system']);

/** Reads a Pipfile: `packages`, `dev-packages`, and groups of any other name. See https://pipenv.pypa.io/en/latest/pipfile.html. */
export function readPipfile(source: FileText): Parsed<Manifest> {
  const { root, lines } = readToml(source.text);
  const draft = new Draft('Pipfile', source.path);
  for (const [section, value] of Object.entries(root)) {
    draft.sections.push({ name: section, line: lines.of(section) });
    if (known.has(section)) continue;
    if (!isTable(value)) {
      draft.complete = false;
      continue;
    }
    const main = section === 'packages';
    const group = main ? 'main' : section === 'dev-packages' ? 'dev' : groupOf(section);
    for (const [name, constraint] of Object.entries(value)) {
      const line = lines.of(section, name);
      const own = get(constraint, 'path') === '.' || get(constraint, 'file') === '.';
      if (own) continue;
      for (const entry of list(constraint).length > 0 ? list(constraint) : [constraint]) {
        addConstraint(draft, name, entry, { group, groupName: main ? null : section, line });
      }
    }
  }
  const full = text(get(root, 'requires', 'python_full_version'));
  const minor = text(get(root, 'requires', 'python_version'));
  if (full !== null) draft.setPython(`==${full}`, lines.of('requires', 'python_full_version'));
  else if (minor !== null) draft.setPython(`==${minor}.*`, lines.of('requires', 'python_version'));
  return draft.finish();
}
