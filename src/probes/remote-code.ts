import { remoteCodeOf, remoteNeed } from '../facts/remote-code.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly any?: boolean;
}

export const remoteCode: Probe<Options> = {
  about:
    'calls that trust the code of a model or data set on a hub (`trust_remote_code=True`) without a revision; ids that come from elsewhere are hints',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { any: { type: 'boolean', description: 'Those with a revision, too.' } },
  },
  needs: () => [remoteNeed],
  run: (facts, { any = false }) => ({
    seen: remoteCodeOf(facts).flatMap(({ path, at, pinned, confidence }) => {
      if (any) return [finding(path, at, 'runs code from a hub')];
      if (pinned === true) return [];
      return [
        finding(
          path,
          at,
          'runs whatever code the hub holds, as no revision is given',
          pinned === null ? 'hint' : confidence,
        ),
      ];
    }),
  }),
};
