import { infrastructure } from '../facts/infrastructure.ts';
import { type WorkloadContainer, workloadNeeds, workloadsOf } from '../facts/workloads.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

interface Options {
  readonly with?: 'resources' | 'probes';
  readonly serving?: boolean;
}

export const workload: Probe<Options> = {
  about:
    'containers that Kubernetes workloads run (manifests, Kustomize, templates of Helm with the chart’s own values). With `resources` seen are those with requests and limits, with `probes` lasting ones that listen and have readiness and liveness probes; missing are the others. Published tools such as databases are hints; what a template leaves open counts as neither',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      with: { enum: ['resources', 'probes'] },
      serving: { type: 'boolean', description: 'Only lasting ones that take requests.' },
    },
  },
  needs: () => workloadNeeds,
  run: (facts, { with: wanted, serving = false }) => {
    const all = workloadsOf(facts);
    if (wanted === undefined)
      return {
        seen: all
          .filter(({ tool, lasting, listens }) => !tool && (!serving || (lasting && listens)))
          .map((one) => told(one, `runs ${named(one)}`)),
      };
    const judged = wanted === 'probes' ? all.filter(({ lasting, listens }) => lasting && listens) : all;
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const one of judged) {
      const lacking = lacks(facts, one, wanted);
      if (lacking === null) continue;
      if (lacking.length === 0) seen.push(told(one, `${named(one)} has ${words[wanted]}`));
      else
        missing.push({ ...told(one, `${named(one)} has no ${lacking.join(' and no ')}`), ...(one.tool ? hint : {}) });
    }
    return { seen, missing };
  },
};

const words = { resources: 'requests and limits', probes: 'readiness and liveness probes' } as const;
const hint = { confidence: 'hint' } as const;

/** What the container goes without; `null` where a template leaves that open. */
function lacks(facts: Facts, one: WorkloadContainer, wanted: 'resources' | 'probes'): readonly string[] | null {
  const asked =
    wanted === 'probes'
      ? ([
          ['readiness probe', one.readiness],
          ['liveness probe', one.liveness],
        ] as const)
      : ([
          ['resource requests', one.requests],
          ['resource limits', one.limits],
        ] as const);
  if (wanted === 'resources' && hasDefaults(facts)) return [];
  const lacking = asked.filter(([, stated]) => stated === 'no').map(([what]) => what);
  return lacking.length === 0 && asked.some(([, stated]) => stated === 'open') ? null : lacking;
}

/** Requests and limits for every container of a namespace that states none. */
function hasDefaults(facts: Facts): boolean {
  return facts.documents(infrastructure).some(({ value }) => value.some(({ type }) => type === 'LimitRange'));
}

function named({ kind, workload: name, name: container }: WorkloadContainer): string {
  const known = (text: string) => (/^[\w.-]{1,60}$/.test(text) && !text.includes('__') ? ` ${text}` : '');
  return container === name || known(container) === ''
    ? `${kind}${known(name)}`
    : `${kind}${known(name)}, container${known(container)},`.replace(/,$/, '');
}

function told(one: WorkloadContainer, message: string): Finding {
  return finding(one.path, { line: one.line, column: 1 }, message);
}
