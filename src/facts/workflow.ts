import type { FileText, Gap, Parsed, Reader } from '../model.ts';
import { permissionsOf } from './ci/github.ts';
import { never } from './ci/shape.ts';
import type { Permissions } from './ci.ts';
import { nameOf } from './patterns.ts';
import { readYaml, type Yaml } from './yaml.ts';
import { at, entriesOf, itemsOf, textOf, textsOf } from './yaml-access.ts';

/** A workflow or composite action of GitHub with all that decides what strangers can do to it. */
export interface Workflow {
  readonly kind: 'workflow' | 'action';
  readonly name: string | null;
  readonly triggers: ReadonlyMap<string, Trigger>;
  readonly permissions: Permissions | null;
  readonly env: Texts;
  /** An action has one, named `runs`. */
  readonly jobs: readonly WorkflowJob[];
}

/** What narrows an event down; empty lists where nothing does. */
export interface Trigger {
  readonly types: readonly string[];
  readonly branches: readonly string[];
  /** Names of the workflows after which this one runs. */
  readonly workflows: readonly string[];
}

export interface Text {
  readonly text: string;
  readonly line: number;
  /** Lines of the text are lines of the file, from `line` on. */
  readonly literal: boolean;
}

export type Texts = ReadonlyMap<string, Text>;

export interface WorkflowJob {
  readonly key: string;
  readonly line: number;
  readonly condition: string | null;
  readonly needs: readonly string[];
  readonly permissions: Permissions | null;
  /** A deployment environment, which may ask for somebody's consent. */
  readonly environment: boolean;
  /** The reusable workflow that the job calls. */
  readonly uses: Text | null;
  readonly with: Texts;
  readonly env: Texts;
  readonly steps: readonly WorkflowStep[];
  /** It, or what it calls, is given secrets other than the token of the run. */
  readonly secrets: boolean;
}

export interface WorkflowStep {
  readonly id: string | null;
  readonly condition: string | null;
  readonly run: Text | null;
  readonly uses: Text | null;
  readonly with: Texts;
  readonly env: Texts;
  readonly workingDirectory: string | null;
}

/** Steps and jobs that can never run are left out. */
export const workflows: Reader<Workflow> = {
  kind: 'workflow',
  cap: 'text',
  everywhere: true,
  matches: (path) => isWorkflow(path) || /^action\.ya?ml$/.test(nameOf(path)),
  parse: readWorkflowFile,
};

function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
}

function readWorkflowFile({ path, text }: FileText): Parsed<Workflow> | null {
  const { documents, gaps } = readYaml(text);
  const [root] = documents;
  if (isWorkflow(path)) return workflowOf(root, gaps);
  const runs = at(root, 'runs');
  if (runs === undefined) return null;
  const steps = stepsOf(at(runs, 'steps'));
  const job = { ...noJob, key: 'runs', line: runs.line, steps };
  return { value: { ...nothing, kind: 'action', name: textOf(at(root, 'name')), jobs: [job] }, gaps };
}

const noTexts: Texts = new Map();
const nothing: Workflow = {
  kind: 'workflow',
  name: null,
  triggers: new Map(),
  permissions: null,
  env: noTexts,
  jobs: [],
};
const noJob: Omit<WorkflowJob, 'key' | 'line'> = {
  condition: null,
  needs: [],
  permissions: null,
  environment: false,
  uses: null,
  with: noTexts,
  env: noTexts,
  steps: [],
  secrets: false,
};

function workflowOf(root: Yaml | undefined, gaps: readonly Gap[]): Parsed<Workflow> | null {
  if (root?.kind !== 'mapping') return gaps.length > 0 ? { value: nothing, gaps } : null;
  const env = at(root, 'env');
  const value: Workflow = {
    kind: 'workflow',
    name: textOf(at(root, 'name')),
    triggers: triggersOf(at(root, 'on') ?? at(root, 'true')),
    permissions: permissionsOf(at(root, 'permissions')),
    env: textsBelow(env),
    jobs: entriesOf(at(root, 'jobs')).flatMap(({ key, line, value: node }) => {
      const condition = textOf(at(node, 'if'));
      if (never(condition)) return [];
      return [
        {
          key,
          line,
          condition,
          needs: textsOf(at(node, 'needs')),
          permissions: permissionsOf(at(node, 'permissions')),
          environment: at(node, 'environment') !== undefined,
          uses: placedText(at(node, 'uses')),
          with: textsBelow(at(node, 'with')),
          env: textsBelow(at(node, 'env')),
          steps: stepsOf(at(node, 'steps')),
          secrets: givenSecrets(node) || (env !== undefined && givenSecrets(env)),
        },
      ];
    }),
  };
  return { value, gaps };
}

function triggersOf(on: Yaml | undefined): ReadonlyMap<string, Trigger> {
  const none: Trigger = { types: [], branches: [], workflows: [] };
  if (on?.kind !== 'mapping') return new Map(textsOf(on).map((event) => [event, none]));
  return new Map(
    entriesOf(on).map(({ key, value }) => [
      key,
      {
        types: textsOf(at(value, 'types')),
        branches: textsOf(at(value, 'branches')),
        workflows: textsOf(at(value, 'workflows')),
      },
    ]),
  );
}

function stepsOf(steps: Yaml | undefined): readonly WorkflowStep[] {
  return itemsOf(steps).flatMap((node) => {
    const condition = textOf(at(node, 'if'));
    if (never(condition)) return [];
    return [
      {
        id: textOf(at(node, 'id')),
        condition,
        run: placedText(at(node, 'run')),
        uses: placedText(at(node, 'uses')),
        with: textsBelow(at(node, 'with')),
        env: textsBelow(at(node, 'env')),
        workingDirectory: textOf(at(node, 'working-directory')),
      },
    ];
  });
}

function placedText(node: Yaml | undefined): Text | null {
  if (node?.kind !== 'scalar' || node.value === null) return null;
  return { text: node.text, line: node.line, literal: node.literal };
}

/** Texts by key in lower case: inputs and contexts are called in any case. */
function textsBelow(node: Yaml | undefined): Texts {
  return new Map(
    entriesOf(node).flatMap(({ key, value }) => {
      const text = placedText(value);
      return text === null ? [] : [[key.toLowerCase(), text] as const];
    }),
  );
}

/** `secrets.X` in any text, save the token of the run, or `secrets: inherit`. */
function givenSecrets(node: Yaml): boolean {
  if (node.kind === 'scalar')
    return /\bsecrets\s*(?:\.\s*(?!github_token\b)\w|\[\s*(?!'github_token')|\))/i.test(node.text);
  if (node.kind === 'sequence') return node.items.some(givenSecrets);
  return entriesOf(node).some(({ key, value }) =>
    key === 'secrets' && textOf(value) === 'inherit' ? true : givenSecrets(value),
  );
}
