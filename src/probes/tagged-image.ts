import { ci } from '../facts/ci.ts';
import { commandReaders, commandsOf } from '../facts/commands.ts';
import { container } from '../facts/containers.ts';
import { isPublishedTool } from '../facts/images.ts';
import { workloadNeeds, workloadsOf } from '../facts/workloads.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const metadata = /^(?:docker\/metadata-action|crazy-max\/ghaction-docker-meta)(?:@|$)/i;
const pushing =
  /^(?:docker\/build-push-action|elgohr\/publish-docker-github-action|mr-smithers-excellent\/docker-build-push|kaniko|whoan\/docker-build-with-cache-action)(?:[/@]|$)/i;

/** A tag other than the latest: `ghcr.io/acme/churn:1.4`, `churn:${{ github.sha }}`, `$IMAGE:$TAG`. */
const tagged = /[\w}]:(?!latest(?:$|[\s"',]))(?:[\w$][\w.-]*|\$\{?\{?[^\s"',]{1,120})/;

export const taggedImage: Probe<Options> = {
  about:
    'images of the repository under a tag other than the latest: in what CI builds and pushes, in workloads of Kubernetes and in Compose files',
  options: { type: 'object', additionalProperties: false },
  in: ['code'],
  needs: () => [...commandReaders.map((reader) => ({ reader })), ...workloadNeeds, { reader: container }],
  run: (facts) => {
    const seen: Finding[] = [];
    for (const { path, value } of facts.documents(ci)) {
      for (const { uses, with: inputs, line, disabled } of value.jobs.flatMap(({ steps }) => steps)) {
        if (uses === null || disabled) continue;
        const tags = inputs.tags ?? inputs.tag ?? '';
        if (metadata.test(uses) || (pushing.test(uses) && tags.split(/[\n,]/).some((tag) => isTagged(tag))))
          seen.push(finding(path, { line, column: 1 }, 'tags the image with a version'));
      }
    }
    for (const { path, line, words } of commandsOf(facts)) {
      if (
        !/^(?:docker|podman|buildah|gcloud|az)$/.test(words[0] ?? '') ||
        !words.some((word) => /^(?:build|tag|push|buildx|submit)$/.test(word))
      )
        continue;
      if (words.some((word) => !word.includes('://') && isTagged(word)))
        seen.push(finding(path, { line, column: 1 }, 'tags the image with a version'));
    }
    for (const { path, line, image, tool } of workloadsOf(facts)) {
      if (image !== null && !tool && isTagged(image) && !image.includes('__template__'))
        seen.push(finding(path, { line, column: 1 }, 'runs an image of a stated version'));
    }
    for (const { path, value } of facts.documents(container)) {
      for (const { image } of value.services) {
        if (image !== null && image.tag !== null && image.tag !== 'latest' && !isPublishedTool(image.image))
          seen.push(finding(path, { line: image.line, column: 1 }, 'runs an image of a stated version'));
      }
    }
    return { seen };
  },
};

function isTagged(text: string): boolean {
  return tagged.test(text.trim().slice(0, 500));
}
