import { dvc } from '../facts/dvc.ts';
import { metricsFile as reader } from '../facts/metrics-file.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const metricsFile: Probe<Options> = {
  about: 'committed files with values of metrics, and metrics that a DVC pipeline keeps',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs'],
  needs: () => [{ reader }, { reader: dvc }],
  run: (facts) => ({
    seen: [
      ...facts
        .documents(reader)
        .map(({ path, value }) => finding(path, { line: value.line, column: 1 }, 'records metrics')),
      ...facts.documents(dvc).flatMap(({ path, value }): Finding[] => {
        if (value.kind !== 'pipeline') return [];
        const stage = value.stages.find(({ metrics }) => metrics.length > 0);
        if (stage !== undefined) return [finding(path, { line: stage.line, column: 1 }, 'DVC keeps its metrics')];
        return value.metrics.length > 0 ? [finding(path, null, 'DVC keeps metrics')] : [];
      }),
    ],
  }),
};
