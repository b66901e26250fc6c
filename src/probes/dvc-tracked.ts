import { dvc } from '../facts/dvc.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const dvcTracked: Probe<Options> = {
  about: 'files and folders that DVC tracks: outputs of pointers, pipelines and locks',
  options: { type: 'object', additionalProperties: false },
  needs: () => [{ reader: dvc }],
  run: (facts) => ({
    seen: facts.documents(dvc).flatMap(({ path, value }): Finding[] => {
      switch (value.kind) {
        case 'pointer':
          return value.outs.slice(0, 1).map(({ line }) => finding(path, { line, column: 1 }, 'DVC tracks data'));
        case 'pipeline':
        case 'lock':
          return value.stages
            .filter(({ outs }) => outs.length > 0)
            .slice(0, 1)
            .map(({ line }) => finding(path, { line, column: 1 }, 'DVC tracks the outputs of stages'));
        default:
          return [];
      }
    }),
  }),
};
