import type { CiFile, CiJob, CiStep, Permissions } from '../ci.ts';
import type { Yaml, YamlEntry } from '../yaml.ts';
import { at, entriesOf, itemsOf, textMap, textOf, textsOf } from '../yaml-access.ts';
import { job, never, placed, step } from './shape.ts';

/**
 * A workflow of GitHub Actions.
 * Reference: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions
 */
export function readWorkflow(root: Yaml): Omit<CiFile, 'system'> {
  const folder = textOf(at(root, 'defaults', 'run', 'working-directory'));
  // YAML 1.1, which some editors still write, takes the bare key for a truth value.
  const on = at(root, 'on') ?? at(root, 'true');
  return {
    triggers: on?.kind === 'mapping' ? entriesOf(on).map(({ key }) => key) : textsOf(on),
    permissions: permissionsOf(at(root, 'permissions')),
    jobs: entriesOf(at(root, 'jobs')).map((entry) => readJob(entry, folder)),
  };
}

/** A composite action: one job named `runs`. An action of another kind has none. */
export function readComposite(root: Yaml): Omit<CiFile, 'system'> {
  const runs = at(root, 'runs');
  const steps = readSteps(at(runs, 'steps'), null, false);
  return {
    triggers: [],
    permissions: null,
    jobs: steps.length === 0 ? [] : [job({ name: 'runs', line: runs?.line ?? 1, steps })],
  };
}

function readJob({ key, line, value }: YamlEntry, folder: string | null): CiJob {
  const condition = textOf(at(value, 'if'));
  const container = at(value, 'container');
  const disabled = never(condition);
  return job({
    name: key,
    line,
    uses: textOf(at(value, 'uses')),
    needs: textsOf(at(value, 'needs')),
    condition,
    disabled,
    image: textOf(container) ?? textOf(at(container, 'image')),
    permissions: permissionsOf(at(value, 'permissions')),
    steps: readSteps(at(value, 'steps'), textOf(at(value, 'defaults', 'run', 'working-directory')) ?? folder, disabled),
  });
}

function readSteps(steps: Yaml | undefined, folder: string | null, disabled: boolean): readonly CiStep[] {
  return itemsOf(steps).flatMap((node) => {
    const run = at(node, 'run');
    const uses = at(node, 'uses');
    const place = run ?? uses;
    if (place === undefined) return [];
    const condition = textOf(at(node, 'if'));
    return [
      step({
        name: textOf(at(node, 'name')),
        run: textOf(run),
        uses: textOf(uses),
        with: textMap(at(node, 'with')),
        ...placed(place),
        condition,
        workingDirectory: textOf(at(node, 'working-directory')) ?? (run === undefined ? null : folder),
        shell: textOf(at(node, 'shell')),
        disabled: disabled || never(condition),
      }),
    ];
  });
}

/** `read-all`, `write-all`, or access by scope. */
export function permissionsOf(node: Yaml | undefined): Permissions | null {
  if (node === undefined) return null;
  const all = textOf(node)?.replace(/-all$/, '');
  const grants =
    all === undefined
      ? entriesOf(node).map(({ key, value }) => ({ scope: key, access: textOf(value) ?? '' }))
      : [{ scope: '*', access: all }];
  return { grants, line: node.line };
}
