import type { FileText, Parsed, Reader } from '../model.ts';
import { type Resource, resourcesOf } from './infrastructure/resources.ts';
import { untemplated } from './infrastructure/template.ts';
import { terraformBlocks } from './infrastructure/terraform.ts';
import { readJson } from './json.ts';
import { readYaml } from './yaml.ts';

export type { Resource } from './infrastructure/resources.ts';

/** More than people write by hand. */
const longestJson = 300_000;

/**
 * What infrastructure code declares: objects of Kubernetes (also in templates of Helm), resources of Terraform,
 * CloudFormation, SAM, Bicep, Azure Resource Manager and Azure ML, functions of the Serverless Framework.
 */
export const infrastructure: Reader<readonly Resource[]> = {
  kind: 'infrastructure',
  cap: 'text',
  matches: (path) => /\.(?:ya?ml|tf|bicep|json|template)$/.test(path),
  parse: readInfrastructure,
};

function readInfrastructure({ path, text }: FileText): Parsed<readonly Resource[]> | null {
  if (path.endsWith('.tf')) return some(fromTerraform(text));
  if (path.endsWith('.bicep')) return some(fromBicep(text));
  const isJson = /^\s*\{\s*"/.test(text.slice(0, 2000));
  if (path.endsWith('.json') && !isJson) return null;
  if (isJson) return text.length > longestJson ? null : some(fromJson(text));
  const { text: plain, templated, condition } = untemplated(text);
  let read: ReturnType<typeof readYaml>;
  try {
    read = readYaml(plain);
  } catch (error) {
    if (templated) return null;
    throw error;
  }
  const resources = read.documents.flatMap((root) => resourcesOf(root, { templated, condition }));
  if (resources.length === 0 && read.gaps.length === 0) return null;
  return { value: Object.freeze(resources), ...(templated ? {} : { gaps: read.gaps }) };
}

function some(resources: readonly Resource[]): Parsed<readonly Resource[]> | null {
  return resources.length === 0 ? null : { value: Object.freeze(resources) };
}

function fromJson(text: string): readonly Resource[] {
  try {
    return resourcesOf(readJson(text), written);
  } catch {
    // Somebody else's JSON: whether it is well formed is no question of infrastructure.
    return [];
  }
}

const written = { templated: false, condition: null, node: null } as const;

function fromTerraform(text: string): readonly Resource[] {
  return terraformBlocks(text).flatMap(({ kind, labels, line, settings }): readonly Resource[] => {
    const [first = null, second = null] = labels;
    const one = { ...written, system: 'terraform', line, settings } as const;
    if (kind === 'resource' && first !== null) return [{ ...one, type: first, name: second }];
    if (kind === 'provider' && first !== null) return [{ ...one, type: `provider:${first}`, name: null }];
    const source = settings.find(({ key }) => key === 'source')?.text;
    return kind === 'module' && source !== undefined ? [{ ...one, type: `module:${source}`, name: first }] : [];
  });
}

/** Declarations and, below each, its lines of `name: value`; https://learn.microsoft.com/azure/azure-resource-manager/bicep/file */
function fromBicep(text: string): readonly Resource[] {
  const found: (Omit<Resource, 'settings'> & {
    settings: { key: string; text: string; isNull: boolean; line: number }[];
  })[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const declared = /^(?:resource)\s+(\w+)\s+'([^'@]+)@/.exec(line.slice(0, 1000));
    if (declared !== null) {
      found.push({
        ...written,
        system: 'azure',
        type: declared[2] ?? '',
        name: declared[1] ?? null,
        line: index + 1,
        settings: [],
      });
      continue;
    }
    const value = /^\s+(\w+):\s*'?([^']*)/.exec(line.slice(0, 1000));
    if (value !== null)
      found
        .at(-1)
        ?.settings.push({ key: value[1] ?? '', text: (value[2] ?? '').trim(), isNull: false, line: index + 1 });
  }
  return found;
}
