import { container } from '../facts/containers.ts';
import { copiesContext } from '../facts/environment/build-context.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly 'copies-context'?: boolean;
}

export const dockerfile: Probe<Options> = {
  about: 'Dockerfiles outside dev containers, or those of them that copy the whole build context',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      'copies-context': { type: 'boolean', description: 'Only those with COPY or ADD of the whole build context.' },
    },
  },
  needs: () => [{ reader: container }],
  run: (facts, { 'copies-context': copies = false }) => ({
    seen: facts.documents(container).flatMap(({ path, value }) => {
      if (value.dockerfile === null || /(?:^|\/)\.devcontainer\//.test(path)) return [];
      if (!copies) return [finding(path, null, 'builds an image')];
      const line = copiesContext(value.dockerfile);
      return line === null ? [] : [finding(path, { line, column: 1 }, 'copies the whole folder')];
    }),
  }),
};
