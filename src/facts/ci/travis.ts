import type { CiFile, CiJob } from '../ci.ts';
import type { Yaml } from '../yaml.ts';
import { at, itemsOf, textOf } from '../yaml-access.ts';
import { job, scriptSteps } from './shape.ts';

const phases = ['before_install', 'install', 'before_script', 'script', 'after_success', 'after_script', 'deploy'];

/** Travis CI: one job of the top level's phases, or one for each that `jobs.include` lists. */
export function readTravis(root: Yaml): Omit<CiFile, 'system'> {
  const include = itemsOf(at(root, 'jobs', 'include') ?? at(root, 'matrix', 'include'));
  const scripted = include.filter((item) => at(item, 'script') !== undefined);
  return {
    triggers: [],
    permissions: null,
    jobs: scripted.length === 0 ? [readJob(root, root)] : scripted.map((item) => readJob(item, root)),
  };
}

function readJob(node: Yaml, root: Yaml): CiJob {
  return job({
    name: textOf(at(node, 'name')) ?? textOf(at(node, 'stage')) ?? 'script',
    line: node.line,
    condition: textOf(at(node, 'if')),
    steps: phases.flatMap((phase) => {
      const script = at(node, phase) ?? at(root, phase);
      return textOf(script) === 'skip' ? [] : scriptSteps(script);
    }),
  });
}
