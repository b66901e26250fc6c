import type { CiFile, CiJob } from '../ci.ts';
import type { Yaml } from '../yaml.ts';
import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-access.ts';
import { job, never, scriptSteps } from './shape.ts';

const deepest = 8;

/** Buildkite. Reference: https://buildkite.com/docs/pipelines/configure/step-types */
export function readBuildkite(root: Yaml): Omit<CiFile, 'system'> {
  return { triggers: [], permissions: null, jobs: buildkiteJobs(at(root, 'steps'), 0) };
}

function buildkiteJobs(steps: Yaml | undefined, depth: number): readonly CiJob[] {
  if (depth > deepest) return [];
  return itemsOf(steps).flatMap((node) => {
    if (at(node, 'steps') !== undefined) return buildkiteJobs(at(node, 'steps'), depth + 1);
    const command = at(node, 'command') ?? at(node, 'commands');
    if (command === undefined) return [];
    const condition = textOf(at(node, 'if'));
    const disabled = never(condition) || at(node, 'skip')?.kind === 'scalar';
    return [
      job({
        name: textOf(at(node, 'key')) ?? textOf(at(node, 'label')) ?? 'command',
        line: node.line,
        needs: textsOf(at(node, 'depends_on')),
        condition,
        disabled,
        steps: scriptSteps(command, { disabled }),
      }),
    ];
  });
}

/** Drone and its descendant Woodpecker: each document a pipeline, each of its steps in a container of its own. */
export function readDrone(documents: readonly Yaml[]): Omit<CiFile, 'system'> {
  const jobs = documents.flatMap((root) => {
    const steps = at(root, 'steps') ?? at(root, 'pipeline');
    const named =
      steps?.kind === 'mapping'
        ? entriesOf(steps).map(({ key, value }) => ({ name: key, node: value }))
        : itemsOf(steps).map((node) => ({ name: textOf(at(node, 'name')) ?? 'step', node }));
    return named.map(({ name, node }) =>
      job({
        name,
        line: node.line,
        needs: textsOf(at(node, 'depends_on')),
        image: textOf(at(node, 'image')),
        steps: scriptSteps(at(node, 'commands'), { name }),
      }),
    );
  });
  return { triggers: [], permissions: null, jobs };
}
