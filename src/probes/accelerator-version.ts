import { acceleratorLines, acceleratorNeeds } from '../facts/environment/accelerator.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const acceleratorVersion: Probe<Options> = {
  about:
    'lines of manifests, lock files, images and docs that say which CUDA, ROCm or which generation of accelerator is needed',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs', 'examples'],
  needs: () => acceleratorNeeds,
  run: (facts) => ({
    seen: facts
      .documents(acceleratorLines)
      .flatMap(({ path, value }) =>
        value.map(({ line }) => finding(path, { line, column: 1 }, 'says which accelerator is needed')),
      ),
  }),
};
