import type { CiFile, CiJob, CiStep } from '../ci.ts';
import { folderOf } from '../patterns.ts';
import type { Yaml } from '../yaml.ts';
import { at, itemsOf, textMap, textOf, textsOf } from '../yaml-access.ts';
import { job, never, placed, step } from './shape.ts';

const deepest = 8;

/**
 * Azure Pipelines. Reference: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/
 * Templates come as files of their own.
 */
export function readAzure(root: Yaml, path: string): Omit<CiFile, 'system'> & { readonly refers: readonly string[] } {
  const templates: string[] = [];
  const reading = new Reading(path, templates);
  const jobs = reading.jobs(root, 0);
  return {
    triggers: ['trigger', 'pr', 'schedules'].filter((key) => {
      const node = at(root, key);
      return node !== undefined && textOf(node) !== 'none';
    }),
    permissions: null,
    jobs,
    refers: [...new Set(templates)],
  };
}

class Reading {
  readonly #path: string;
  readonly #templates: string[];

  constructor(path: string, templates: string[]) {
    this.#path = path;
    this.#templates = templates;
  }

  /** Jobs of a pipeline, a stage, or a template of either. */
  jobs(node: Yaml, depth: number): readonly CiJob[] {
    if (depth > deepest) return [];
    this.#template(node);
    const steps = at(node, 'steps') === undefined ? [] : [this.#job(node)];
    const inner = [...itemsOf(at(node, 'stages')), ...itemsOf(at(node, 'jobs'))].flatMap((item) =>
      at(item, 'jobs') === undefined ? [this.#job(item)] : this.jobs(item, depth + 1),
    );
    return [...steps, ...inner];
  }

  #job(node: Yaml): CiJob {
    this.#template(node);
    const condition = textOf(at(node, 'condition'));
    const container = at(node, 'container');
    const disabled = never(condition);
    const strategy = at(node, 'strategy');
    const deploy = ['runOnce', 'rolling', 'canary'].map((key) => at(strategy, key, 'deploy', 'steps'));
    return job({
      name: textOf(at(node, 'job')) ?? textOf(at(node, 'deployment')) ?? textOf(at(node, 'stage')) ?? 'steps',
      line: node.line,
      needs: textsOf(at(node, 'dependsOn')),
      condition,
      disabled,
      image: textOf(container) ?? textOf(at(container, 'image')),
      steps: [at(node, 'steps'), ...deploy].flatMap((steps) => this.#steps(steps, disabled)),
    });
  }

  #steps(steps: Yaml | undefined, disabled: boolean): readonly CiStep[] {
    return itemsOf(steps).flatMap((node) => {
      this.#template(node);
      const shell = ['script', 'bash', 'pwsh', 'powershell'].find((key) => at(node, key) !== undefined);
      const task = at(node, 'task');
      const run = shell === undefined ? at(node, 'inputs', 'script') : at(node, shell);
      const place = run ?? task;
      if (place === undefined) return [];
      const condition = textOf(at(node, 'condition'));
      return [
        step({
          name: textOf(at(node, 'displayName')),
          run: textOf(run),
          uses: textOf(task),
          with: textMap(at(node, 'inputs')),
          ...placed(place),
          condition,
          workingDirectory: textOf(at(node, 'workingDirectory')) ?? textOf(at(node, 'inputs', 'workingDirectory')),
          shell: shell ?? null,
          disabled: disabled || never(condition) || textOf(at(node, 'enabled')) === 'false',
        }),
      ];
    });
  }

  #template(node: Yaml): void {
    const template = textOf(at(node, 'template'));
    if (template === null || template.includes('@') || template.includes('$')) return;
    this.#templates.push(template.startsWith('/') ? template.slice(1) : joined(folderOf(this.#path), template));
  }
}

function joined(folder: string, path: string): string {
  const segments = folder.split('/').filter((segment) => segment !== '');
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}
