import type { FileText, Parsed } from '../../model.ts';
import { Draft } from './draft.ts';
import type { Group } from './groups.ts';
import { JsonLines, parseJson } from './json.ts';
import type { Manifest } from './model.ts';
import { isFixedReference, publicUrl } from './reference.ts';
import { get, isTable, table, text } from './toml.ts';

const groups: readonly (readonly [string, Group])[] = [
  ['dependencies', 'main'],
  ['devDependencies', 'dev'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'optional'],
];
const exact = /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?[=v]?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;
const isUrl = (range: string): boolean =>
  range.includes('://') || /^(?:git@|[\w-]+:(?!\d)|[\w.-]+\/[\w.-]+)/.test(range);

/** Where npm's range names a place: URL, `owner/name#tag`, `file:…` or `workspace:*`. */
function place(range: string): { url: string; pinned: boolean } {
  const revision = range.split('#')[1] ?? '';
  const local = /^(?:file|link|portal|workspace):(?!\/)/.test(range);
  const archive = /^https?:.*\.tgz$/.test(range);
  return { url: publicUrl(range), pinned: local || archive || isFixedReference(revision.replace('semver:', '')) };
}

/** Reads a package.json. See https://docs.npmjs.com/cli/configuring-npm/package-json. */
export function readPackageJson(file: FileText): Parsed<Manifest> {
  const root = parseJson(file.text);
  if (!isTable(root)) throw new Error('not a package.json: no object');
  const lines = new JsonLines(file.text);
  const draft = new Draft('package.json', file.path);
  for (const [section, group] of groups) {
    const value = get(root, section);
    if (value !== undefined && !isTable(value)) draft.complete = false;
    for (const [name, range] of Object.entries(table(value))) {
      if (typeof range !== 'string') {
        draft.complete = false;
        continue;
      }
      const located = isUrl(range) && !range.startsWith('npm:') ? place(range) : null;
      draft.add({
        name,
        specifier: located ? '' : range.trim(),
        pinned: located?.pinned ?? exact.test(range.trim()),
        url: located?.url ?? null,
        group,
        groupName: section === 'peerDependencies' ? 'peer' : null,
        ecosystem: 'npm',
        line: lines.of(name, section),
      });
    }
  }
  const name = text(get(root, 'name'));
  if (name !== null) {
    const bin = get(root, 'bin');
    const scripts = typeof bin === 'string' ? { [name]: bin } : table(bin);
    draft.package = {
      name,
      version: text(get(root, 'version')),
      classifiers: [],
      licence: text(get(root, 'license')),
      scripts: Object.entries(scripts).flatMap(([script, target]) =>
        typeof target === 'string' ? { name: script, target, line: lines.of(script, 'bin') } : [],
      ),
      line: lines.of('name'),
    };
  }
  for (const key of Object.keys(root)) draft.sections.push({ name: key, line: lines.of(key) });
  return draft.finish();
}
