import { flattenYaml } from '../settings/flatten.ts';
import type { Setting } from '../settings.ts';
import type { Yaml } from '../yaml.ts';
import { at, entriesOf, itemsOf, textOf } from '../yaml-access.ts';

/** Something that infrastructure code declares. */
export interface Resource {
  readonly system: 'kubernetes' | 'terraform' | 'cloudformation' | 'azure' | 'serverless';
  /**
   * The kind of Kubernetes (`Deployment`), the type of Terraform (`aws_instance`, `module:source`, `provider:aws`), of
   * CloudFormation (`AWS::Lambda::Function`), of Azure (`Microsoft.App/containerApps`, `azureml:managedOnlineEndpoint`)
   * or `serverless:function`.
   */
  readonly type: string;
  readonly name: string | null;
  readonly line: number;
  /** What it sets, by dotted key, from the top of the object. */
  readonly settings: readonly Setting[];
  /** Of an object of Kubernetes. */
  readonly node: Yaml | null;
  /** Written as a template: an empty value may be filled in later. */
  readonly templated: boolean;
  /** The value of a Helm chart without which it does not exist. */
  readonly condition: string | null;
}

type Origin = Pick<Resource, 'templated' | 'condition'>;

const mostObjects = 500;

/** What one document of YAML or JSON declares; empty for one that is about something else. */
export function resourcesOf(root: Yaml, origin: Origin): readonly Resource[] {
  const kind = textOf(at(root, 'kind'));
  if (kind !== null && at(root, 'apiVersion') !== undefined) {
    if (kind === 'List')
      return itemsOf(at(root, 'items'))
        .slice(0, mostObjects)
        .flatMap((item) => (textOf(at(item, 'kind')) === 'List' ? [] : resourcesOf(item, origin)));
    const name = textOf(at(root, 'metadata', 'name')) ?? textOf(at(root, 'metadata', 'generateName'));
    return [
      {
        ...origin,
        system: 'kubernetes',
        type: kind,
        name,
        line: lineOf(root),
        settings: flattenYaml([root]),
        node: root,
      },
    ];
  }
  const declared = at(root, 'Resources');
  if (declared?.kind === 'mapping') return cloudFormation(declared, origin);
  const schema = textOf(at(root, '$schema')) ?? '';
  const ofAzure = /azuremlschemas[^/]*\/\w+\/(\w+)\.schema\.json/.exec(schema)?.[1];
  if (ofAzure !== undefined) {
    const name = textOf(at(root, 'name'));
    return [
      {
        ...origin,
        system: 'azure',
        type: `azureml:${ofAzure}`,
        name,
        line: lineOf(root),
        settings: flattenYaml([root]),
        node: null,
      },
    ];
  }
  if (/deploymentTemplate\.json/i.test(schema)) return resourceManager(root, origin);
  if (at(root, 'functions')?.kind === 'mapping' && at(root, 'provider', 'name') !== undefined)
    return serverless(root, origin);
  return [];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html */
function cloudFormation(declared: Yaml, origin: Origin): readonly Resource[] {
  return entriesOf(declared).flatMap(({ key, line, value }) => {
    const type = textOf(at(value, 'Type'));
    if (type === null || !type.includes('::')) return [];
    return [{ ...origin, system: 'cloudformation', type, name: key, line, settings: flattenYaml([value]), node: null }];
  });
}

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax */
function resourceManager(root: Yaml, origin: Origin): readonly Resource[] {
  return itemsOf(at(root, 'resources')).flatMap((item) => {
    const type = textOf(at(item, 'type'));
    if (type === null) return [];
    const name = textOf(at(item, 'name'));
    return [{ ...origin, system: 'azure', type, name, line: lineOf(item), settings: flattenYaml([item]), node: null }];
  });
}

/** https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml */
function serverless(root: Yaml, origin: Origin): readonly Resource[] {
  const functions = entriesOf(at(root, 'functions')).map(
    ({ key, line, value }): Resource => ({
      ...origin,
      system: 'serverless',
      type: 'serverless:function',
      name: key,
      line,
      settings: flattenYaml([value]),
      node: null,
    }),
  );
  const further = at(root, 'resources', 'Resources');
  return further === undefined ? functions : [...functions, ...cloudFormation(further, origin)];
}

function lineOf(node: Yaml): number {
  return entriesOf(node)[0]?.line ?? node.line;
}
