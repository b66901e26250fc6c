import type { CiFile, CiJob, CiStep } from '../ci.ts';
import type { Yaml, YamlEntry } from '../yaml.ts';
import { at, entriesOf, itemsOf, textOf, textsOf } from '../yaml-access.ts';
import { job, scriptSteps } from './shape.ts';

const reserved = new Set([
  'default', 'include', 'stages', 'variables', 'workflow', 'image', 'services', 'cache', 'before_script', 'after_script', 'spec', 'types',
]); // biome-ignore format: a table
const deepest = 8;
/** References may repeat each other; no file stands for as many lines as this. */
const mostLines = 20_000;

interface Budget {
  left: number;
  depth: number;
}

/** GitLab CI. Reference: https://docs.gitlab.com/ci/yaml/ */
export function readGitlab(root: Yaml): Omit<CiFile, 'system'> & { readonly refers: readonly string[] } {
  const budget = { left: mostLines, depth: 0 };
  const jobs = entriesOf(root).filter(({ key, value }) => !reserved.has(key) && value.kind === 'mapping');
  return {
    triggers: [],
    permissions: null,
    jobs: jobs.filter(({ key }) => !key.startsWith('.')).map((entry) => readJob(entry, root, budget)),
    refers: itemsOf(at(root, 'include'))
      .map((item) => textOf(at(item, 'local')) ?? textOf(item))
      .flatMap((path) => (path === null || /^https?:|[*$]/.test(path) ? [] : [path.replace(/^\/+/, '')])),
  };
}

function readJob({ key, line, value }: YamlEntry, root: Yaml, budget: Budget): CiJob {
  const look = (name: string) => inherited(value, name, root, new Set());
  const fallback = (name: string) => look(name) ?? at(root, 'default', name) ?? at(root, name);
  const image = fallback('image');
  const condition = textOf(look('when'));
  const rules = itemsOf(look('rules'));
  const disabled =
    condition === 'never' || (rules.length > 0 && rules.every((rule) => textOf(at(rule, 'when')) === 'never'));
  const steps = ['before_script', 'script', 'after_script'].flatMap((name) =>
    stepsOf(name === 'script' ? look(name) : fallback(name), root, disabled, budget),
  );
  return job({
    name: key,
    line,
    needs: itemsOf(look('needs')).flatMap((need) => textOf(need) ?? textOf(at(need, 'job')) ?? []),
    condition,
    disabled,
    image: textOf(image) ?? textOf(at(image, 'name')),
    steps,
  });
}

function stepsOf(script: Yaml | undefined, root: Yaml, disabled: boolean, budget: Budget): readonly CiStep[] {
  if (budget.left <= 0 || budget.depth > deepest) return [];
  const items = itemsOf(referred(script, root));
  budget.left -= items.length + 1;
  budget.depth += 1;
  const steps = items.flatMap((item) =>
    item.tag === '!reference' || item.kind === 'sequence'
      ? stepsOf(item, root, disabled, budget)
      : scriptSteps(item, { disabled }),
  );
  budget.depth -= 1;
  return steps;
}

/** `!reference [job, key]` stands for what is written there. */
function referred(node: Yaml | undefined, root: Yaml): Yaml | undefined {
  return node?.tag === '!reference' ? at(root, ...textsOf(node)) : node;
}

/** A key of a job, or of the nearest job that it extends. */
function inherited(value: Yaml, name: string, root: Yaml, seen: Set<string>): Yaml | undefined {
  const own = at(value, name);
  if (own !== undefined || seen.size > 50) return own;
  for (const parent of [...textsOf(at(value, 'extends'))].reverse()) {
    const base = seen.has(parent) ? undefined : at(root, parent);
    seen.add(parent);
    const found = base === undefined ? undefined : inherited(base, name, root, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}
