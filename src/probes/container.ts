import { container as reader } from '../facts/containers.ts';
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
      .map(({ path, value }) => finding(path, null, words[value.kind])),
  }),
};
