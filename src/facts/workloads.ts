import type { Facts, Need } from '../model.ts';
import { isPublishedTool } from './images.ts';
import { chartValuesNeed, chartValuesOf, isSwitchedOff } from './infrastructure/chart-values.ts';
import type { Resource } from './infrastructure/resources.ts';
import { placeholder } from './infrastructure/template.ts';
import { infrastructure } from './infrastructure.ts';
import { memo } from './memo.ts';
import type { Yaml } from './yaml.ts';
import { at, entriesOf, itemsOf, textOf } from './yaml-access.ts';

/** One container that a Kubernetes workload runs, over all files (bases and patches) that describe it. */
export interface WorkloadContainer {
  readonly path: string;
  readonly line: number;
  readonly kind: string;
  readonly workload: string;
  readonly name: string;
  /** It runs until it is stopped, other than a job. */
  readonly lasting: boolean;
  /** It takes requests: it names a port. */
  readonly listens: boolean;
  /** An image that others publish to be run as it is. */
  readonly tool: boolean;
  readonly image: string | null;
  readonly requests: Stated;
  readonly limits: Stated;
  readonly readiness: Stated;
  readonly liveness: Stated;
}

/** `open`: a template leaves it to values that nobody can tell. */
export type Stated = 'yes' | 'no' | 'open';

const workloadKinds = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Pod',
  'Job',
  'CronJob',
  'Rollout',
  'Service',
  'SeldonDeployment',
  'InferenceService',
  'RayService',
  'RayCluster',
  'RayJob',
  'PyTorchJob',
  'TFJob',
  'MPIJob',
  'XGBoostJob',
];

export const workloadNeeds: readonly Need[] = [
  { reader: infrastructure, needles: ['apiVersion&&kind&&containers', 'apiVersion&&kind&&predictor'] },
  // A limit that holds for a whole namespace.
  { reader: infrastructure, needles: ['apiVersion&&LimitRange'] },
  // What sends requests to a workload.
  { reader: infrastructure, needles: ['apiVersion&&kind: Service&&selector'] },
  chartValuesNeed,
];

/** Containers of the workloads of a repository, patches put together with what they patch; in order of path and line. */
export const workloadsOf: (facts: Facts) => readonly WorkloadContainer[] = memo((facts) => {
  const together = new Map<string, WorkloadContainer>();
  const selectors = selectorsOf(facts);
  for (const { path, value } of facts.documents(infrastructure)) {
    for (const one of value) {
      if (one.system !== 'kubernetes' || one.node === null || isSwitchedOff(facts, path, one.condition)) continue;
      for (const found of containersOf(facts, path, one, one.node, selectors)) {
        const key = JSON.stringify([found.kind, found.workload, found.name]);
        const known = together.get(key);
        together.set(key, known === undefined ? found : merged(known, found));
      }
    }
  }
  // A patch alone runs nothing that could be told.
  return [...together.values()].filter(({ kind, line }) => kind !== '' && line > 0);
});

function merged(a: WorkloadContainer, b: WorkloadContainer): WorkloadContainer {
  const either = (one: Stated, other: Stated): Stated =>
    one === 'yes' || other === 'yes' ? 'yes' : one === 'open' || other === 'open' ? 'open' : 'no';
  return {
    ...(a.line > 0 ? a : { ...b, line: b.line }),
    listens: a.listens || b.listens,
    tool: a.tool || b.tool,
    image: a.image ?? b.image,
    requests: either(a.requests, b.requests),
    limits: either(a.limits, b.limits),
    readiness: either(a.readiness, b.readiness),
    liveness: either(a.liveness, b.liveness),
  };
}

function containersOf(
  facts: Facts,
  path: string,
  one: Resource,
  root: Yaml,
  selectors: readonly Labels[],
): readonly WorkloadContainer[] {
  if (!workloadKinds.includes(one.type)) return [];
  const lasting = !/Job$/.test(one.type);
  const labels = labelsOf(at(root, 'spec', 'template', 'metadata', 'labels') ?? at(root, 'metadata', 'labels'));
  const selected = selectors.some((selector) =>
    selector.every(([key, value]) => labels.some((label) => label[0] === key && label[1] === value)),
  );
  return podSpecs(one.type, root).flatMap(({ spec, byItself }) =>
    itemsOf(at(spec, 'containers')).flatMap((container): WorkloadContainer[] => {
      if (container.kind !== 'mapping') return [];
      const image = textOf(at(container, 'image'));
      const stated = (...keys: readonly string[]) => statedIn(facts, path, one, container, keys);
      const limits = stated('resources', 'limits');
      const requests = stated('resources', 'requests');
      return [
        {
          path,
          // Without an image it is a patch of what stands elsewhere.
          line: image === null && !one.templated && !byItself ? 0 : (entriesOf(container)[0]?.line ?? container.line),
          kind: one.type,
          workload: one.name ?? '',
          name: textOf(at(container, 'name')) ?? '',
          lasting,
          listens: at(container, 'ports') !== undefined || selected,
          image,
          tool: image !== null && isPublishedTool(image),
          // Kubernetes takes limits for requests where only they are stated.
          requests: requests === 'no' ? limits : requests,
          limits,
          // The model servers of these bring probes of their own.
          readiness: byItself ? 'yes' : stated('readinessProbe'),
          liveness: byItself ? 'yes' : either(stated('livenessProbe'), stated('startupProbe')),
        },
      ];
    }),
  );
}

type Labels = readonly (readonly [key: string, value: string])[];

function labelsOf(node: Yaml | undefined): Labels {
  return entriesOf(node).flatMap(({ key, value }) => {
    const text = textOf(value);
    return text === null || text.includes(placeholder) ? [] : [[key, text] as const];
  });
}

/** What the services of Kubernetes choose their workloads by. */
function selectorsOf(facts: Facts): readonly Labels[] {
  return facts
    .documents(infrastructure)
    .flatMap(({ value }) => value)
    .flatMap(({ type, node }) => (type === 'Service' && node !== null ? [labelsOf(at(node, 'spec', 'selector'))] : []))
    .filter((labels) => labels.length > 0);
}

function either(one: Stated, other: Stated): Stated {
  return one === 'yes' || other === 'yes' ? 'yes' : one === 'open' || other === 'open' ? 'open' : 'no';
}

function statedIn(facts: Facts, path: string, one: Resource, container: Yaml, keys: readonly string[]): Stated {
  let node: Yaml | undefined = container;
  for (const key of keys) {
    if (isOpen(node, one)) return filledIn(facts, path, keys);
    node = at(node, key);
    if (node === undefined) return 'no';
  }
  if (isOpen(node, one)) return filledIn(facts, path, keys);
  return node?.kind === 'mapping' && node.entries.size > 0 ? 'yes' : 'no';
}

/** What a template leaves empty, or fills by an action. */
function isOpen(node: Yaml | undefined, { templated }: Resource): boolean {
  if (!templated || node?.kind !== 'scalar') return false;
  return node.value === null || node.text.includes(placeholder);
}

/** What the chart's own values make of it: `resources: {}` leaves it unset. */
function filledIn(facts: Facts, path: string, keys: readonly string[]): Stated {
  const values = chartValuesOf(facts, path);
  if (values === null) return 'open';
  const [first = ''] = keys;
  const wanted = keys.join('.');
  const ends = (key: string, name: string) => key === name || key.endsWith(`.${name}`);
  if (values.some(({ key, isNull }) => !isNull && ends(key, wanted))) return 'yes';
  const empty = values.some(({ key, isNull }) => isNull && ends(key, first));
  return empty && !values.some(({ key, isNull }) => !isNull && ends(key, first)) ? 'no' : 'open';
}

interface PodSpec {
  readonly spec: Yaml | undefined;
  /** The server of such a workload answers probes, and sets resources, by itself. */
  readonly byItself: boolean;
}

function podSpecs(kind: string, root: Yaml): readonly PodSpec[] {
  const plain = (spec: Yaml | undefined): PodSpec[] => (spec === undefined ? [] : [{ spec, byItself: false }]);
  const spec = at(root, 'spec');
  if (kind === 'Pod') return plain(spec);
  if (kind === 'CronJob') return plain(at(spec, 'jobTemplate', 'spec', 'template', 'spec'));
  if (kind === 'Service') {
    // Knative's; its queue proxy probes by itself.
    const isKnative = textOf(at(root, 'apiVersion'))?.startsWith('serving.knative.dev/') === true;
    const template = at(spec, 'template', 'spec');
    return isKnative && template !== undefined ? [{ spec: template, byItself: true }] : [];
  }
  if (kind === 'SeldonDeployment')
    return itemsOf(at(spec, 'predictors')).flatMap((predictor) =>
      itemsOf(at(predictor, 'componentSpecs')).map((component) => ({ spec: at(component, 'spec'), byItself: true })),
    );
  if (kind === 'InferenceService') return [];
  if (/^Ray/.test(kind)) {
    const cluster = kind === 'RayCluster' ? spec : (at(spec, 'rayClusterConfig') ?? at(spec, 'rayClusterSpec'));
    const groups = [at(cluster, 'headGroupSpec'), ...itemsOf(at(cluster, 'workerGroupSpecs'))];
    return groups.map((group) => ({ spec: at(group, 'template', 'spec'), byItself: true }));
  }
  const replicas = entriesOf(spec).filter(({ key }) => /ReplicaSpecs$/.test(key));
  if (replicas.length > 0)
    return replicas.flatMap(({ value }) => entriesOf(value).flatMap((one) => plain(at(one.value, 'template', 'spec'))));
  return plain(at(spec, 'template', 'spec'));
}
