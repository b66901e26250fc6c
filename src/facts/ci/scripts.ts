import type { Gap } from '../../model.ts';
import type { CiFile, CiStep } from '../ci.ts';
import type { Yaml } from '../yaml.ts';
import { at, entriesOf, itemsOf, scalarsOf, textOf } from '../yaml-access.ts';
import { job, placed, scriptSteps, step } from './shape.ts';

const deepest = 16;

/** Keys below which AppVeyor, Bitbucket, Cirrus, CodeBuild, Codefresh, Semaphore and Screwdriver keep commands. */
const scripted = /^(?:(?:\w+_)?scripts?|commands?|run|post-build|pre-build)$/;

/**
 * Systems whose files are lists of commands below telling keys, whatever stands around them: what the keys hold is taken for
 * what runs.
 */
export function readScripts(root: Yaml): Omit<CiFile, 'system'> & { readonly gaps: readonly Gap[] } {
  const steps: CiStep[] = [];
  const gaps: Gap[] = [];
  collect(root, 0);
  return { triggers: [], permissions: null, jobs: [job({ name: 'scripts', line: root.line, steps })], gaps };

  function collect(node: Yaml, depth: number): void {
    if (depth > deepest) return;
    if (node.kind === 'sequence') for (const item of node.items) collect(item, depth + 1);
    const build = cloudBuildStep(node);
    if (build !== null) steps.push(build);
    for (const { key, value } of entriesOf(node)) {
      if (scripted.test(key)) steps.push(...scriptSteps(value), ...keyed(value));
      // A step of Screwdriver is a name and its command.
      else if (key === 'steps') steps.push(...keyed(value));
      else if (key === 'template' && gaps.length === 0 && textOf(value) !== null) gaps.push(templateOf(value));
      collect(value, depth + 1);
    }
  }
}

/** `[{ install: pip install . }, { ps: … }]` */
function keyed(list: Yaml): readonly CiStep[] {
  return itemsOf(list).flatMap((item) => {
    const [only, second] = entriesOf(item);
    const run = only === undefined || second !== undefined ? null : textOf(only.value);
    return only === undefined || run === null ? [] : [step({ name: only.key, run, ...placed(only.value) })];
  });
}

/** Google Cloud Build gives a program and its arguments. */
function cloudBuildStep(node: Yaml): CiStep | null {
  const args = at(node, 'args');
  const image = textOf(at(node, 'name'));
  if (args === undefined || image === null) return null;
  const words = scalarsOf(args).map(({ text }) => text);
  const program = textOf(at(node, 'entrypoint')) ?? image.split('/').at(-1)?.split(':')[0] ?? '';
  return step({ run: [program, ...words.map(quoted)].join(' '), line: node.line, exact: false });
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** What a template of the system's own runs stands in no file of the repository. */
function templateOf(value: Yaml): Gap {
  return { reason: 'the template stands outside the repository', line: value.line, text: textOf(value) ?? '' };
}
