import { debugNeeds, debugServersOf } from '../facts/debug-servers.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const debugServer: Probe<Options> = {
  about:
    'servers in debug or reload mode: by the start command of an image, Compose file or Procfile, or in code that such a command starts or that nothing else starts. Where another server is started it is a hint',
  options: { type: 'object', additionalProperties: false },
  needs: () => debugNeeds,
  run: (facts) => ({
    seen: debugServersOf(facts).map(({ path, at, message, confidence, trace }) =>
      finding(path, at, message, confidence, trace),
    ),
  }),
};
