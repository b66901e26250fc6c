import { isSwitchedOff } from '../facts/infrastructure/chart-values.ts';
import { resourceNeeds, resourceTypes } from '../facts/infrastructure/types.ts';
import { infrastructure, type Resource } from '../facts/infrastructure.ts';
import { api } from '../facts/python/api.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

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
  needs: ({ types, sets }) => resourceNeeds(types, sets),
  run: (facts, { types, sets, values }) => {
    const wanted = resourceTypes(types);
    const key = sets === undefined ? null : api(sets);
    const value = values === undefined ? null : api(values);
    const settingOf = ({ settings }: Resource) =>
      key === null
        ? undefined
        : settings.find((one) => key.matches(one.key) && (value === null ? !one.isNull : value.matches(one.text)));
    return {
      seen: facts.documents(infrastructure).flatMap(({ path, value: resources }) =>
        resources.flatMap((one): Finding[] => {
          if (!wanted(one.type) || isSwitchedOff(facts, path, one.condition)) return [];
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
