import type { FileText, Parsed } from '../../model.ts';
import { Draft } from './draft.ts';
import type { Manifest } from './model.ts';
import { get, readToml, table, text } from './toml.ts';

/**
 * Reads the Project.toml of a Julia environment; `null` for a file of that name that is none.
 * See https://pkgdocs.julialang.org/v1/toml-files/.
 */
export function readJuliaProject(source: FileText): Parsed<Manifest> | null {
  const file = readToml(source.text);
  const names = Object.keys(table(get(file.root, 'deps')));
  if (names.length === 0 || names.some((name) => text(get(file.root, 'deps', name)) === null)) return null;
  const draft = new Draft('Project.toml', source.path);
  for (const name of names) {
    const specifier = (text(get(file.root, 'compat', name)) ?? '').replace(/\s+/g, '');
    draft.add({
      name,
      specifier,
      pinned: /^=\d+\.\d+\.\d+$/.test(specifier),
      group: 'main',
      ecosystem: 'julia',
      line: file.lines.of('deps', name),
    });
  }
  return draft.finish();
}
