import type { Facts } from '../model.ts';
import { memo } from './memo.ts';
import { folderOf, nameOf } from './patterns.ts';
import { projectsOf } from './projects.ts';

const code = /\.(py|ipynb)$/i;
const readme = /^README[^/]*$/i;
/** What tools write of their own; a manifest there is a record. */
const recorded = /(?:^|\/)(?:mlruns|mlartifacts|wandb|lightning_logs|multirun|\.dvc)(?:\/|$)/i;
/** Parts of one project, whatever README explains them. */
const parts =
  /^(?:src|lib|app|apps|api|core|code|notebooks?|nbs|scripts?|tools?|utils?|models?|data|datasets?|configs?|config|conf|training|train|inference|serving|evaluation|eval|experiments?|pipelines?|features?|flows?|dags|deploy(?:ment)?|docker|infra(?:structure)?|frontend|backend|web(?:app)?|monitoring|assets|resources|common|shared)$/i;

/**
 * The folders that `--projects` judges on their own, sorted, empty for the top: those with a manifest and code, as
 * `projectsOf` finds them, and those of a course or collection: siblings with a README and machine-learning code of their
 * own that no manifest ties together.
 * @param isMl whether the code of a view is about machine learning
 */
export function projectRoots(facts: Facts, isMl: (view: Facts) => boolean): readonly string[] {
  const declared = projectsOf(facts)
    .map(({ root }) => root)
    .filter((root) => !recorded.test(root));
  const candidates = lessonsOf(facts).filter((folder) => ownerOf(`${folder}/x`, declared) === '');
  const all = new Set([...declared, ...candidates]);
  const lessons = candidates.filter((folder) =>
    isMl(facts.view(`own ${folder}`, (path) => ownerOf(path, all) === folder && code.test(path))),
  );
  const siblings = lessons.filter((folder) =>
    lessons.some((other) => other !== folder && folderOf(other) === folderOf(folder)),
  );
  const roots = new Set([...declared, ...siblings].filter((root) => root !== ''));
  const topHasCode = facts.files.some(
    ({ path }) =>
      code.test(path) && nameOf(path) !== 'setup.py' && facts.place(path) === 'code' && ownerOf(path, roots) === '',
  );
  return Object.freeze([...roots, ...(topHasCode || roots.size === 0 ? [''] : [])].sort());
}

/** The innermost of the roots that a path lies in; empty for none. */
export function ownerOf(path: string, roots: ReadonlySet<string> | readonly string[]): string {
  const known = roots instanceof Set ? roots : new Set(roots);
  for (let folder = folderOf(path).slice(0, -1); folder !== ''; folder = folderOf(folder).slice(0, -1)) {
    if (known.has(folder)) return folder;
  }
  return '';
}

/** Folders with a README and code of their own that are no package and bear no name of a part. */
const lessonsOf: (facts: Facts) => readonly string[] = memo((facts) => {
  const described = new Set<string>();
  const packages = new Set<string>();
  const coded = new Set<string>();
  for (const { path } of facts.files) {
    const folder = folderOf(path).slice(0, -1);
    const name = nameOf(path);
    if (name === '__init__.py') packages.add(folder);
    if (facts.place(path) !== 'code') continue;
    if (folder !== '' && readme.test(name)) described.add(folder);
    if (!code.test(path)) continue;
    for (let above = folder; above !== '' && !coded.has(above); above = folderOf(above).slice(0, -1)) coded.add(above);
  }
  return [...described]
    .filter((folder) => coded.has(folder) && !packages.has(folder) && !recorded.test(folder))
    .filter((folder) => !folder.split('/').some((segment) => parts.test(segment) || segment.startsWith('.')))
    .sort();
});
