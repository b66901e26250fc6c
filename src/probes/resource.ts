import { chartValuesNeed, isSwitchedOff } from '../facts/infrastructure/chart-values.ts';
import { infrastructure, type Resource } from '../facts/infrastructure.ts';
import { api } from '../facts/python/api.ts';
import { finding } from '../finding.ts';
import type { Finding, Need, Probe } from '../model.ts';

interface Options {
  readonly types: readonly string[];
  readonly sets?: readonly string[];
  readonly values?: readonly string[];
}

const list = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const resource: Probe<Options> = {
  about:
    'what infrastructure code declares, by type (`*` stands for anything): kinds of Kubernetes (`Deployment`), types of Terraform (`aws_instance`, `module:source`, `provider:aws`), CloudFormation and SAM (`AWS::Lambda::Function`), Azure (`Microsoft.App/containerApps`, `azureml:managedOnlineEndpoint`), `serverless:function`. With `sets` only where it sets one of these dotted keys, with `values` to one of these values. What a Helm chart switches off by default does not count',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['types'],
    properties: { types: list, sets: list, values: list },
  },
  needs: ({ types, sets }) => [...systems.flatMap((system) => needOf(system, types, sets)), chartValuesNeed],
  run: (facts, { types, sets, values }) => {
    const wanted = new RegExp(`^(?:${types.map(source).join('|')})$`);
    const key = sets === undefined ? null : api(sets);
    const value = values === undefined ? null : api(values);
    const settingOf = ({ settings }: Resource) =>
      key === null
        ? undefined
        : settings.find((one) => key.matches(one.key) && (value === null ? !one.isNull : value.matches(one.text)));
    return {
      seen: facts.documents(infrastructure).flatMap(({ path, value: resources }) =>
        resources.flatMap((one): Finding[] => {
          if (!wanted.test(one.type) || isSwitchedOff(facts, path, one.condition)) return [];
          if (key === null) return [finding(path, { line: one.line, column: 1 }, `declares ${one.type}`)];
          const setting = settingOf(one);
          if (setting === undefined) return [];
          const last = setting.key.split('.').slice(-2).join('.');
          return [finding(path, { line: setting.line, column: 1 }, `${one.type} sets ${last}`)];
        }),
      ),
    };
  },
};

function source(type: string): string {
  return type
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
}

interface System {
  readonly types: RegExp;
  readonly paths: readonly string[];
  /** What stands in every file of it. */
  readonly marks: string;
}

const systems: readonly System[] = [
  { types: /^(?:module:|provider:|[a-z][a-z0-9]*_|\*)/, paths: ['*.tf'], marks: '' },
  { types: /::/, paths: ['*.{yml,yaml,json,template}'], marks: '' },
  { types: /^azureml:/, paths: ['*.{yml,yaml}'], marks: 'azuremlschemas&&' },
  { types: /^Microsoft\./, paths: ['*.{json,bicep}'], marks: 'Microsoft.&&' },
  { types: /^serverless:function$/, paths: ['*.{yml,yaml}'], marks: 'provider:&&' },
  { types: /^[A-Z][A-Za-z0-9]*\*?$/, paths: ['*.{yml,yaml,json}'], marks: 'apiVersion&&kind&&' },
];

/** What a file must hold to declare one of the types: the type, beside it the mark of its system and the last of the keys. */
function needOf({ types: own, paths, marks }: System, types: readonly string[], sets: readonly string[] = []): Need[] {
  const mine = types.filter((type) => own.test(type));
  if (mine.length === 0) return [];
  const keys = sets.map((key) => {
    const last = key
      .split(/[*.]+/)
      .filter((part) => part !== '')
      .at(-1);
    return last === undefined ? '' : `${last}&&`;
  });
  const needles = mine.flatMap((type) => {
    const plain = type.replace(/^(?:module|provider|azureml):/, '').replace('serverless:function', 'functions:');
    const [literal = ''] = plain.split('*').sort((a, b) => b.length - a.length);
    const held = literal === '' ? 'provider' : literal;
    return keys.length === 0 ? [marks + held] : keys.map((key) => key + marks + held);
  });
  return [{ reader: infrastructure, paths, needles }];
}
