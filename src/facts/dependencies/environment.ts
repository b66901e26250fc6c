import type { FileText, Parsed } from '../../model.ts';
import { readCondaSpec } from './conda.ts';
import { Draft, type Place } from './draft.ts';
import { groupOfPath } from './groups.ts';
import type { Manifest } from './model.ts';
import { addRequirementLine } from './requirements.ts';
import { YamlFile } from './yaml.ts';

// Conda asks for pip beside a `pip:` list; these install packages and are none that code depends on.
const installers = new Set(['pip', 'setuptools', 'wheel']);

/** Adds one conda specification; `python` states the version of Python. */
export function addCondaSpec(draft: Draft, text: string, place: Place): void {
  const spec = readCondaSpec(text);
  if (spec === null) draft.complete = false;
  else if (spec.name === 'python') draft.setPython(spec.specifier, place.line);
  else {
    const group = installers.has(spec.name) ? 'build' : place.group;
    draft.add({ ...spec, ...place, group, hashed: spec.hashed, ecosystem: 'conda' });
  }
}

/** Whether it was written by `conda env export`, with the build of every package. */
function isExported(draft: Draft): boolean {
  const conda = draft.dependencies.filter((dependency) => dependency.ecosystem === 'conda');
  const exact = conda.filter((dependency) => /^==?[^=]+=[^=]+$/.test(dependency.specifier));
  return conda.length >= 5 && exact.length === conda.length;
}

/** Reads a conda environment file; `null` for other YAML files, which have no list of `dependencies`. */
export function readEnvironment(file: FileText): Parsed<Manifest> | null {
  const yaml = new YamlFile(file.text);
  const items = yaml.items(yaml.get(yaml.root, 'dependencies'));
  if (items === null) return null;
  const draft = new Draft('environment.yml', file.path);
  const group = groupOfPath(file.path);
  let understood = items.length === 0;
  for (const item of items) {
    const place = { ...group, line: yaml.line(item) };
    const spec = yaml.text(item);
    if (spec !== null) {
      understood = true;
      addCondaSpec(draft, spec, place);
      continue;
    }
    const pip = yaml.entries(item).find((entry) => entry.key === 'pip');
    if (pip) understood = true;
    const lines = yaml.items(pip?.value);
    if (lines === null) draft.complete = false;
    for (const line of lines ?? []) {
      const text = yaml.text(line);
      if (text === null) draft.complete = false;
      else addRequirementLine(draft, text.trim(), { ...group, line: yaml.line(line) });
    }
  }
  if (!understood) return null;
  draft.compiled = isExported(draft);
  return draft.finish();
}
