import type { Reader } from '../model.ts';

/** Patterns of a .dockerignore, without comments. See https://docs.docker.com/build/concepts/context/#dockerignore-files. */
export const dockerignore: Reader<readonly string[]> = {
  kind: 'dockerignore',
  cap: 'text',
  matches: (path) => /(?:^|\/|\.)\.?(?:dockerignore|containerignore|gcloudignore)$/.test(path),
  parse: ({ text }) => ({
    value: text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  }),
};
