import type { Parsed } from '../../model.ts';
import type { Call, Expression, Module } from '../python/module.ts';
import { Draft, type Place } from './draft.ts';
import { groupOf } from './groups.ts';
import type { Manifest } from './model.ts';
import { normalise } from './names.ts';
import { readScript } from './scripts.ts';
import { SetupValues } from './setup-values.ts';

type Arguments = ReadonlyMap<string, readonly Expression[]>;

const builders = /^(?:setuptools|distutils|numpy\.distutils|skbuild)\b/;

function isSetup({ callee, qualified }: Call): boolean {
  if (qualified?.startsWith('.')) return false;
  return (callee.kind === 'name' || callee.kind === 'attribute') && callee.name === 'setup';
}

/** Keywords of the call, and those of dictionaries that are passed with `**`; without a name where one cannot be read. */
function argumentsOf(call: Call, values: SetupValues): Arguments {
  const found = new Map<string, Expression[]>();
  const add = (name: string, value: Expression): void => {
    const known = found.get(name);
    if (known) known.push(value);
    else found.set(name, [value]);
  };
  for (const { name, value } of call.keywords) add(name, value);
  for (const { value, star } of call.arguments) {
    if (star === '**') for (const entry of values.entries(value)) add(entry.key ?? '', entry.value);
  }
  return found;
}

function addStrings(
  draft: Draft,
  values: SetupValues,
  expressions: readonly Expression[],
  place: Omit<Place, 'line'>,
): void {
  for (const expression of expressions) {
    const { items, files, complete } = values.strings(expression);
    if (!complete) draft.complete = false;
    for (const file of files) draft.include(file);
    for (const { text, line } of items) {
      const plain = text.trim();
      if (plain !== '' && !plain.startsWith('#')) draft.requirement(plain, { ...place, line });
    }
  }
}

/** The only string that an expression comes to; for a concatenation what it begins with. */
function literal(
  values: SetupValues,
  expressions: readonly Expression[] | undefined,
): { text: string; line: number; whole: boolean } | null {
  const [expression] = expressions ?? [];
  if (!expression) return null;
  const { items, complete } = values.strings(expression);
  const [first] = items;
  return first ? { ...first, whole: complete && items.length === 1 } : null;
}

/**
 * Reads a setup.py without running it: literals, names bound to them, simple concatenation, and files that it opens.
 * Whatever else decides on dependencies leaves the manifest incomplete. `null` for a module that only has the name.
 */
export function setupManifest(module: Module): Parsed<Manifest> | null {
  if (!module.imports.some(({ module: name }) => builders.test(name))) return null;
  const draft = new Draft('setup.py', module.path);
  const call = module.calls.find(isSetup);
  if (!call) {
    draft.complete = false;
    return draft.finish();
  }
  const values = new SetupValues(module, call.scope);
  const given = argumentsOf(call, values);
  addStrings(draft, values, given.get('install_requires') ?? [], { group: 'main' });
  addStrings(draft, values, given.get('setup_requires') ?? [], { group: 'build' });
  addStrings(draft, values, given.get('tests_require') ?? [], { group: 'dev', groupName: 'tests' });
  for (const extras of given.get('extras_require') ?? []) {
    for (const { key, value } of values.entries(extras)) {
      if (key === null) draft.complete = false;
      else addStrings(draft, values, [value], { group: groupOf(key), groupName: key });
    }
  }
  if (given.has('') && !given.has('install_requires')) draft.complete = false;
  const python = literal(values, given.get('python_requires'));
  if (python?.whole) draft.setPython(python.text, python.line);
  const name = literal(values, given.get('name'));
  if (name) {
    const version = literal(values, given.get('version'));
    const licence = literal(values, given.get('license'));
    draft.package = {
      name: normalise(name.text),
      version: version?.whole ? version.text : null,
      classifiers: (given.get('classifiers') ?? []).flatMap((list) =>
        values.strings(list).items.map(({ text }) => text),
      ),
      licence: licence?.whole ? licence.text : null,
      scripts: (given.get('entry_points') ?? [])
        .flatMap((points) => values.entries(points))
        .filter(({ key }) => key === 'console_scripts' || key === 'gui_scripts')
        .flatMap(({ value }) => values.strings(value).items.flatMap(({ text, line }) => readScript(text, line))),
      line: name.line,
    };
  }
  return draft.finish();
}
