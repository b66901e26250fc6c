import { hubLoadsOf, hubNeed } from '../facts/hub-loads.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

interface Options {
  readonly pinned?: boolean;
}

export const hubLoad: Probe<Options> = {
  about:
    'data sets and models that code loads from the Hugging Face Hub or torch.hub by an id that stands there; with `pinned`, whether a commit, tag or version fixes each',
  options: { type: 'object', additionalProperties: false, properties: { pinned: { type: 'boolean' } } },
  needs: () => [hubNeed],
  run: (facts, { pinned: asked = false }) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const { path, at, what, pinned } of hubLoadsOf(facts)) {
      if (!asked) seen.push(finding(path, at, `loads a ${what} of a hub`));
      else if (pinned === true) seen.push(finding(path, at, `loads a ${what} at a fixed version`));
      else
        missing.push(
          finding(path, at, `loads whatever ${what} the hub holds that day`, pinned === null ? 'hint' : 'certain'),
        );
    }
    return { seen, missing };
  },
};
