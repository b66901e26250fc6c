import type { Facts, Need } from '../model.ts';
import { memo } from './memo.ts';
import { folderOf } from './patterns.ts';
import { dottedNames } from './python/dotted.ts';
import { pythonImports } from './python/imports.ts';
import { trainingNeed, trainingOf } from './training.ts';

/** What must be gathered for `reachesTraining`: imports are found without parsing. */
export const reachNeeds: readonly Need[] = [trainingNeed, { reader: pythonImports }];

/** Paths of the view's code that fits a model, or imports code that does, directly or through others. */
export const reachesTraining: (facts: Facts) => ReadonlySet<string> = memo((facts) => {
  const byName = new Map<string, string[]>();
  const documents = facts.documents(pythonImports);
  for (const { path } of documents) {
    if (path.endsWith('.ipynb')) continue;
    for (const name of dottedNames(path)) byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  const importedBy = new Map<string, Set<string>>();
  for (const { path, value } of documents) {
    for (const { module } of value) {
      for (const target of [...targetsOf(path, module, byName), ...beside(path, module)]) {
        const importers = importedBy.get(target) ?? new Set<string>();
        importedBy.set(target, importers.add(path));
      }
    }
  }
  const reached = new Set(
    trainingOf(facts)
      .filter(({ confidence }) => confidence !== 'hint')
      .map(({ path }) => path),
  );
  // A set goes on over what is added while it is walked.
  for (const path of reached) for (const importer of importedBy.get(path) ?? []) reached.add(importer);
  return reached;
});

/** What a script finds in its own folder. */
function beside(path: string, module: string): readonly string[] {
  if (module.startsWith('.')) return [];
  const whole = `${folderOf(path)}${module.replaceAll('.', '/')}`;
  const within = `${folderOf(path)}${module.split('.').slice(0, -1).join('/')}`;
  return [`${whole}.py`, `${within}.py`, `${whole}/__init__.py`];
}

/** Modules of the repository that an import may mean: `a.b.c` names a module, or something within `a.b`. */
function targetsOf(path: string, module: string, byName: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const whole = module.startsWith('.') ? absolute(path, module) : [module];
  return whole
    .flatMap((name) => [name, name.slice(0, Math.max(0, name.lastIndexOf('.')))])
    .flatMap((name) => (name === '' ? [] : (byName.get(name) ?? [])));
}

function absolute(path: string, module: string): readonly string[] {
  const dots = /^\.+/.exec(module)?.[0].length ?? 0;
  const rest = module.slice(dots);
  return dottedNames(path).map((name) => {
    const segments = name.split('.');
    const kept = segments.slice(0, Math.max(0, segments.length - (path.endsWith('__init__.py') ? dots - 1 : dots)));
    return [...kept, ...(rest === '' ? [] : [rest])].join('.');
  });
}
