import type { FileText, Parsed } from '../../model.ts';
import type { Yaml } from '../yaml.ts';
import { Draft } from './draft.ts';
import { addCondaSpec } from './environment.ts';
import type { Group } from './groups.ts';
import type { Manifest } from './model.ts';
import { YamlFile } from './yaml.ts';

const groups: readonly (readonly [string, Group])[] = [
  ['build', 'build'],
  ['host', 'build'],
  ['run', 'main'],
];
// One character of private use, so that a file does not grow.
const unknown = '\uE000';
const maximumOfInsertions = 500;
const setting = /^\s*\{%-?\s*set\s+(\w+)\s*=\s*["']([^"']{0,100})["']\s*-?%\}/;

/** Takes Jinja out of a recipe, line by line: plain settings are filled in, everything else becomes a marker. */
function withoutTemplates(text: string): string {
  const settings = new Map<string, string>();
  let insertions = 0;
  return text
    .split('\n')
    .map((line) => {
      const set = setting.exec(line);
      if (set?.[1]) settings.set(set[1], set[2] ?? '');
      if (line.trimStart().startsWith('{%')) return '';
      return line.replace(/\$?\{\{([^{}]*)\}\}/g, (_, expression: string) => {
        const [name = '', filter] = expression.split('|').map((part) => part.trim());
        insertions += 1;
        const plain = (filter === undefined || filter === 'lower') && insertions <= maximumOfInsertions;
        return (plain ? settings.get(name) : undefined) ?? unknown;
      });
    })
    .join('\n');
}

/** Reads a conda recipe as far as that goes without running its templates; `null` for a `meta.yaml` of another kind. */
export function readCondaMeta(file: FileText): Parsed<Manifest> | null {
  const templates = file.text.includes('{{') || file.text.includes('{%');
  const yaml = new YamlFile(withoutTemplates(file.text));
  const outputs = yaml.items(yaml.get(yaml.root, 'outputs')) ?? [];
  const recipes = [yaml.root, ...outputs];
  if (recipes.every((recipe) => yaml.entries(yaml.get(recipe, 'requirements')).length === 0)) return null;
  const draft = new Draft('conda-meta', file.path);
  draft.complete = !templates;
  const add = (value: Yaml | undefined, group: Group): void => {
    for (const item of yaml.items(value) ?? [value]) {
      const spec = yaml.text(item);
      const name = spec?.split(/[\s=<>]/, 1)[0] ?? '';
      if (spec === null || name.includes(unknown)) {
        if (item !== undefined) draft.complete = false;
      } else addCondaSpec(draft, spec.includes(unknown) ? name : spec, { group, line: yaml.line(item) });
    }
  };
  for (const recipe of recipes) {
    for (const [section, group] of groups) add(yaml.get(recipe, 'requirements', section), group);
    add(yaml.get(recipe, 'test', 'requires'), 'dev');
  }
  const name = yaml.get(yaml.root, 'package', 'name');
  const version = yaml.text(yaml.get(yaml.root, 'package', 'version'));
  const known = yaml.text(name)?.replaceAll(unknown, '');
  if (known) {
    draft.package = {
      name: known,
      version: version?.includes(unknown) ? null : version,
      classifiers: [],
      licence: yaml.text(yaml.get(yaml.root, 'about', 'license')),
      scripts: [],
      line: yaml.line(name),
    };
  }
  return draft.finish();
}
