import { container as reader } from '../facts/containers.ts';
import type { Dockerfile } from '../facts/dockerfile.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const words = {
  dockerfile: 'builds an image',
  compose: 'composes services',
  devcontainer: 'is a dev container',
  apptainer: 'builds an Apptainer image',
  cog: 'builds an image with Cog',
  binder: 'rebuilds the environment on Binder',
  nix: 'rebuilds the environment with Nix',
} as const;

export const container: Probe<Options> = {
  about:
    'files that rebuild the environment in a container: Dockerfiles, dev containers, Compose, Apptainer, Cog, Binder, Nix',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader }],
  run: (facts) => ({
    seen: facts
      .documents(reader)
      .filter(({ value }) => value.kind !== 'compose' || value.services.some(({ build }) => build !== null))
      .filter(({ value: { dockerfile } }) => dockerfile === null || !isBare(dockerfile))
      .map(({ path, value }) => finding(path, null, words[value.kind])),
  }),
};

/** An image of a bare language or system, into which nothing is copied and nothing installed. */
function isBare({ stages, copies, runs }: Dockerfile): boolean {
  return (
    copies.length === 0 &&
    runs.length === 0 &&
    stages.length > 0 &&
    stages.every(({ resolved }) =>
      /^(?:docker\.io\/)?(?:library\/)?(?:python|ubuntu|debian|alpine|r-base|julia|node)(?:[:@]|$)/.test(resolved),
    )
  );
}
