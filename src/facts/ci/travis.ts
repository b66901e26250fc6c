import type { CiFile, CiJob } from '../ci.ts';
import type { Yaml } from '../yaml.ts';
import { at, itemsOf, textOf } from '../yaml-access.ts';
import { job, scriptSteps } from './shape.ts';

const phases = ['before_install', 'install', 'before_script', 'script', 'after_success', 'after_script', 'deploy'];

/** Keys whose lists make a job for each value. */
const expanding = [
  'python',
  'env',
  'os',
  'arch',
  'dist',
  'compiler',
  'node_js',
  'jdk',
  'scala',
  'r',
  'julia',
  'go',
  'rust',
];

/**
 * Travis CI: one job of the top level's phases, and one for each that `jobs.include` lists with a script of its own. Those
 * come beside the jobs of a matrix, and stand alone without one.
 * Reference: https://docs.travis-ci.com/user/build-matrix/
 */
export function readTravis(root: Yaml): Omit<CiFile, 'system'> {
  const include = itemsOf(at(root, 'jobs', 'include') ?? at(root, 'matrix', 'include'));
  const scripted = include.filter((item) => at(item, 'script') !== undefined);
  const hasMatrix =
    expanding.some((key) => at(root, key)?.kind === 'sequence') || at(root, 'env', 'jobs') !== undefined;
  const ofRoot = scripted.length < include.length || include.length === 0 || hasMatrix;
  return {
    triggers: [],
    permissions: null,
    jobs: [...(ofRoot ? [readJob(root, root)] : []), ...scripted.map((item) => readJob(item, root))],
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
