import { artifactKind } from '../facts/artifacts.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly kinds: readonly ('data' | 'weights' | 'archive')[];
}

export const artifact: Probe<Options> = {
  about: 'data files and model weights in the repository, as files, LFS pointers or DVC pointers',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['kinds'],
    properties: { kinds: { type: 'array', minItems: 1, items: { enum: ['data', 'weights', 'archive'] } } },
  },
  needs: () => [],
  run: (facts, { kinds }) => ({
    seen: facts.files.flatMap(({ path, kind, tracked }) => {
      if (!tracked || kind === 'submodule') return [];
      const what = artifactKind(path.replace(/\.dvc$/i, ''));
      return what !== null && kinds.includes(what)
        ? [finding(path, null, what === 'weights' ? 'holds a model' : 'holds data')]
        : [];
    }),
  }),
};
