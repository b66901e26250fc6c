import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { infrastructure } from '../../src/facts/infrastructure.ts';
import { settings } from '../../src/facts/settings.ts';
import { workloadsOf } from '../../src/facts/workloads.ts';
import { factsFrom, read } from './support.ts';

async function types(path: string, text: string): Promise<readonly string[]> {
  return (await read(infrastructure, path, text)).value.map(({ type }) => type);
}

describe('infrastructure code', () => {
  it('reads blocks of Terraform past comments, here-documents and strings that quote again', async () => {
    const text = `
# resource "aws_instance" "old" {}
/* resource "aws_instance" "older" {
} */
resource "aws_ecs_service" "churn" {
  name    = "churn-\${lookup(var.names, "x}")}"
  policy  = <<-EOT
    resource "aws_lambda_function" "text" {}
  EOT
  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT" // cheaper
    weight            = 1
  }
  dynamic "load_balancer" {
    for_each = var.ports
    content { container_port = load_balancer.value }
  }
}
module "api" { source = "terraform-aws-modules/lambda/aws" }
`;
    const { value } = await read(infrastructure, 'main.tf', text);
    expect(value.map(({ type }) => type)).toEqual(['aws_ecs_service', 'module:terraform-aws-modules/lambda/aws']);
    const service = value[0];
    expect(service?.line).toBe(5);
    expect(service?.settings.find(({ key }) => key === 'capacity_provider_strategy.capacity_provider')).toMatchObject({
      text: 'FARGATE_SPOT',
      line: 11,
    });
    expect(service?.settings.map(({ key }) => key)).toContain('load_balancer.container_port');
  });

  it('tells several documents, lists, CloudFormation, Azure and serverless functions apart', async () => {
    expect(
      await types(
        'all.yaml',
        'apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: List\nitems:\n  - apiVersion: apps/v1\n    kind: Deployment\n',
      ),
    ).toEqual(['Service', 'Deployment']);
    expect(await types('template.json', '{ "Resources": { "F": { "Type": "AWS::Lambda::Function" } } }')).toEqual([
      'AWS::Lambda::Function',
    ]);
    expect(
      await types('serverless.yml', 'provider:\n  name: aws\nfunctions:\n  predict:\n    handler: app.predict\n'),
    ).toEqual(['serverless:function']);
    expect(
      await types('main.bicep', "resource app 'Microsoft.App/containerApps@2024-03-01' = {\n  name: 'churn'\n}\n"),
    ).toEqual(['Microsoft.App/containerApps']);
  });

  it('takes nothing from a template for a fact that it leaves open', async () => {
    const facts = await factsFrom(
      {
        'chart/templates/app.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          image: "{{ .Values.image }}"\n          ports: [{ containerPort: 80 }]\n          resources:\n            {{- toYaml .Values.resources | nindent 12 }}\n          {{- with .Values.probes }}\n          readinessProbe:\n            {{- toYaml . | nindent 12 }}\n          {{- end }}\n',
      },
      [infrastructure, settings],
    );
    expect(workloadsOf(facts)).toMatchObject([
      { line: 9, requests: 'open', limits: 'open', readiness: 'open', liveness: 'no' },
    ]);
  });

  it('survives whatever stands in a file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('{', '}', '"', '${', '\n', 'a', '=', '<<E', '{{', '}}', '/*', ' ') }),
        async (text) => {
          for (const path of ['main.tf', 'main.bicep', 'chart/templates/app.yaml']) {
            try {
              await infrastructure.parse({ path, text, firstLine: 1 });
            } catch (error) {
              expect(error).toBeInstanceOf(Error);
            }
          }
        },
      ),
    );
  });
});
