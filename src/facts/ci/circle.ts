import type { CiFile, CiJob, CiStep } from '../ci.ts';
import type { Yaml, YamlEntry } from '../yaml.ts';
import { at, entriesOf, itemsOf, textMap, textOf } from '../yaml-access.ts';
import { job, placed, step } from './shape.ts';

const deepest = 8;
/** Commands may repeat each other; no file expands to as many steps as this. */
const mostSteps = 20_000;

interface Budget {
  left: number;
  depth: number;
}

type Stated = Pick<CiStep, 'workingDirectory' | 'disabled'>;

/** CircleCI. Reference: https://circleci.com/docs/configuration-reference/ */
export function readCircle(root: Yaml): Omit<CiFile, 'system'> {
  const workflows = entriesOf(at(root, 'workflows'));
  const used = new Set(
    workflows.flatMap(({ value }) =>
      itemsOf(at(value, 'jobs')).flatMap((item) => textOf(item) ?? entriesOf(item).map(({ key }) => key)),
    ),
  );
  const stranded = ({ key }: YamlEntry) => workflows.length > 0 && !used.has(key);
  const budget = { left: mostSteps, depth: 0 };
  return {
    triggers: [],
    permissions: null,
    jobs: entriesOf(at(root, 'jobs')).map((entry) => readJob(entry, root, stranded(entry), budget)),
  };
}

function readJob({ key, line, value }: YamlEntry, root: Yaml, disabled: boolean, budget: Budget): CiJob {
  const executor = at(root, 'executors', textOf(at(value, 'executor')) ?? textOf(at(value, 'executor', 'name')) ?? '');
  const [docker] = itemsOf(at(value, 'docker') ?? at(executor, 'docker'));
  return job({
    name: key,
    line,
    disabled,
    image: textOf(at(docker, 'image')),
    steps: readSteps(
      at(value, 'steps'),
      root,
      { workingDirectory: textOf(at(value, 'working_directory')), disabled },
      budget,
    ),
  });
}

function readSteps(steps: Yaml | undefined, root: Yaml, stated: Stated, budget: Budget): readonly CiStep[] {
  if (budget.left <= 0 || budget.depth > deepest) return [];
  const items = itemsOf(steps);
  budget.left -= items.length + 1;
  budget.depth += 1;
  const read = items.flatMap((item) => readStep(item, root, stated, budget));
  budget.depth -= 1;
  return read;
}

function readStep(item: Yaml, root: Yaml, stated: Stated, budget: Budget): readonly CiStep[] {
  const [entry] = entriesOf(item);
  const name = entry?.key ?? textOf(item);
  if (name === null) return [];
  if (name === 'when' || name === 'unless') return readSteps(at(entry?.value, 'steps'), root, stated, budget);
  const command = at(root, 'commands', name);
  if (command !== undefined) return readSteps(at(command, 'steps'), root, stated, budget);
  if (name !== 'run') return [step({ uses: name, with: textMap(entry?.value), line: item.line, ...stated })];
  const run = at(entry?.value, 'command') ?? entry?.value;
  if (run?.kind !== 'scalar') return [];
  return [
    step({
      ...stated,
      name: textOf(at(entry?.value, 'name')),
      run: textOf(run),
      ...placed(run),
      workingDirectory: textOf(at(entry?.value, 'working_directory')) ?? stated.workingDirectory,
      shell: textOf(at(entry?.value, 'shell')),
    }),
  ];
}
