import type { FileText, Parsed } from '../../model.ts';
import { dependencyGroups } from './dependency-groups.ts';
import { Draft } from './draft.ts';
import { type Group, groupOf } from './groups.ts';
import type { Manifest } from './model.ts';
import { normalise } from './names.ts';
import { addPixi } from './pixi.ts';
import { addPoetry } from './poetry.ts';
import { get, isTable, list, readToml, type TomlFile, table, text } from './toml.ts';
import { addTools } from './tools.ts';
import { applySources } from './uv-sources.ts';

type Scripts = NonNullable<Manifest['package']>['scripts'];

/** Adds a list of PEP 508 requirements that stands at `path`. */
function addList(
  draft: Draft,
  file: TomlFile,
  path: readonly string[],
  group: Group,
  groupName: string | null = null,
): void {
  const value = get(file.root, ...path);
  if (value === undefined) return;
  if (!Array.isArray(value)) draft.complete = false;
  list(value).forEach((entry, index) => {
    draft.requirement(entry, { group, groupName, line: file.lines.of(...path, index) });
  });
}

function scriptsOf(file: TomlFile, paths: readonly (readonly string[])[]): Scripts {
  return paths.flatMap((path) =>
    Object.entries(table(get(file.root, ...path))).flatMap(([name, value]) => {
      const target = text(value) ?? text(get(value, 'reference')) ?? text(get(value, 'callable'));
      return target === null ? [] : [{ name, target, line: file.lines.of(...path, name) }];
    }),
  );
}

function packageOf(file: TomlFile): Manifest['package'] {
  if (get(file.root, 'tool', 'poetry', 'package-mode') === false) return null;
  if (get(file.root, 'tool', 'uv', 'package') === false) return null;
  for (const path of [['project'], ['tool', 'poetry'], ['tool', 'flit', 'metadata']]) {
    const name = text(get(file.root, ...path, 'name')) ?? text(get(file.root, ...path, 'dist-name'));
    if (name === null) continue;
    const licence = get(file.root, ...path, 'license');
    return {
      name: normalise(name),
      version: text(get(file.root, ...path, 'version')),
      classifiers: list(get(file.root, ...path, 'classifiers')).flatMap((entry) => text(entry) ?? []),
      licence: text(licence) ?? text(get(licence, 'text')),
      scripts: scriptsOf(file, [
        ['project', 'scripts'],
        ['project', 'gui-scripts'],
        ['tool', 'poetry', 'scripts'],
        ['tool', 'flit', 'scripts'],
      ]),
      line: file.lines.of(...path, 'name'),
    };
  }
  return null;
}

/** Follows fields that are declared dynamic to the files they are read from. */
function addDynamic(draft: Draft, file: TomlFile): void {
  const dynamic = list(get(file.root, 'project', 'dynamic'));
  const tool = table(get(file.root, 'tool'));
  const setuptools = get(tool, 'setuptools', 'dynamic');
  const files = [
    get(setuptools, 'dependencies', 'file'),
    ...Object.values(table(get(setuptools, 'optional-dependencies'))).map((extra) => get(extra, 'file')),
    get(tool, 'hatch', 'metadata', 'hooks', 'requirements_txt', 'files'),
  ].flatMap((entry) => (typeof entry === 'string' ? [entry] : list(entry).flatMap((path) => text(path) ?? [])));
  for (const path of files) draft.include(path);
  const elsewhere = files.length > 0 || get(tool, 'poetry', 'dependencies') !== undefined;
  if ((dynamic.includes('dependencies') || dynamic.includes('optional-dependencies')) && !elsewhere) {
    draft.complete = false;
  }
}

function addSections(draft: Draft, file: TomlFile): void {
  const add = (value: unknown, path: readonly string[]): void => {
    if (!isTable(value) && !(Array.isArray(value) && isTable(value[0]))) return;
    draft.sections.push({ name: path.join('.'), line: file.lines.of(...path) });
    if (path.length < 4) for (const [key, child] of Object.entries(table(value))) add(child, [...path, key]);
  };
  for (const [key, value] of Object.entries(file.root)) {
    if (key === 'tool') for (const [tool, child] of Object.entries(table(value))) add(child, ['tool', tool]);
    else add(value, [key]);
  }
}

/** Reads a pyproject.toml: PEP 518, 621 and 735, and the tables of Poetry, PDM, uv, Hatch, Flit, setuptools and Pixi. */
export function readPyproject(source: FileText): Parsed<Manifest> {
  const file = readToml(source.text);
  const draft = new Draft('pyproject', source.path);
  draft.package = packageOf(file);
  const python = text(get(file.root, 'project', 'requires-python'));
  if (python !== null) draft.setPython(python, file.lines.of('project', 'requires-python'));

  addList(draft, file, ['project', 'dependencies'], 'main');
  for (const extra of Object.keys(table(get(file.root, 'project', 'optional-dependencies')))) {
    addList(draft, file, ['project', 'optional-dependencies', extra], groupOf(extra), extra);
  }
  dependencyGroups(draft, file);
  addTools(file, (path, group, groupName) => addList(draft, file, path, group, groupName));
  addPoetry(draft, file);
  if (isTable(get(file.root, 'tool', 'pixi'))) addPixi(draft, file, ['tool', 'pixi']);
  addDynamic(draft, file);
  addList(draft, file, ['build-system', 'requires'], 'build');
  const own = draft.package?.name;
  // `all = ["own[dev,test]"]` gathers extras and depends on nothing new.
  draft.change((dependency) => (dependency.name === own ? null : dependency));
  applySources(draft, file);
  addSections(draft, file);
  return draft.finish();
}
