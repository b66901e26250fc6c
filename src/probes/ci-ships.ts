import { groovySteps } from '../facts/ci/groovy-steps.ts';
import { ci } from '../facts/ci.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/** What steps say that ship in a language of their own: Groovy of Jenkins, tasks of Azure, inputs of actions. */
const ships =
  /\bdocker\.withRegistry\b|\.push\(|\bkubernetesDeploy\b|\bopenshiftDeploy\b|\bdocker(?:\s+|-)(?:compose\s+)?push\b|\bdocker\s+(?:buildx\s+)?build\b[^\n]{0,400}--push\b|\bkubectl\s+(?:apply|set|rollout)\b|\bhelm\s+(?:upgrade|install)\b|\bgit\s+push\b[^\n]{0,200}(?:huggingface\.co|hf\.space|heroku|dokku|space)|\bcurl\b[^\n]{0,300}(?:deploy|render\.com|webhook)/i;
const tasks =
  /^(?:Docker@\d|AzureWebApp|AzureWebAppContainer|AzureRmWebAppDeployment|KubernetesManifest|HelmDeploy|Kubernetes@|AzureFunctionApp|AzureContainerApps|ECSDeploy|aws-ecs\/|aws-ecr\/|gcp-cloud-run\/|heroku\/|kubernetes\/|helm\/)/i;

export const ciShips: Probe<Options> = {
  about:
    'steps of CI that ship a service other than by plain commands: Groovy of Jenkins, tasks of Azure, orbs of CircleCI, pushes to a Git remote that deploys',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: ci }, { reader: groovySteps }],
  run: (facts) => ({
    seen: [
      ...groovy(facts),
      ...facts.documents(ci).flatMap(({ path, value }) =>
        value.jobs
          .filter(({ disabled }) => !disabled)
          .flatMap(({ steps }) => steps)
          .filter(({ disabled, run, uses, with: inputs }) => {
            if (disabled) return false;
            if (uses !== null && tasks.test(uses))
              return !/^Docker@/i.test(uses) || /push/i.test(inputs.command ?? 'buildAndPush');
            return run !== null && ships.test(withoutComments(run));
          })
          .map(({ line }) => finding(path, { line, column: 1 }, 'ships the service')),
      ),
    ],
  }),
};

function groovy(facts: Facts): readonly Finding[] {
  return facts.documents(groovySteps).flatMap(({ path, value }) => {
    const line = value.findIndex((text) => ships.test(text));
    return line < 0 ? [] : [finding(path, { line: line + 1, column: 1 }, 'ships the service')];
  });
}

function withoutComments(script: string): string {
  return script
    .slice(0, 50_000)
    .split('\n')
    .filter((line) => !/^\s*(?:#|\/\/|echo\b)/.test(line))
    .join('\n');
}
