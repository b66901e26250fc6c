import { usedActions } from '../facts/workflow/pins.ts';
import { workflows } from '../facts/workflow.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const usedAction: Probe<Options> = {
  about:
    "actions, containers and reusable workflows of others that GitHub workflows and composite actions use: seen where pinned to a commit or digest, missing where a tag or branch can be moved (a hint for GitHub's own)",
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'vendored'],
  needs: () => [{ reader: workflows }],
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const { path, value } of facts.documents(workflows)) {
      // An action that somebody copied into the tree runs only where a workflow names it; then its authors pin it.
      if (value.kind === 'action' && facts.place(path) === 'vendored') continue;
      for (const { uses, line, pin } of usedActions(value)) {
        const at = { line, column: 1 };
        const name = uses.split('@')[0] ?? uses;
        if (pin === 'pinned') seen.push(finding(path, at, `${name} is pinned`));
        else if (pin === 'loose') missing.push(finding(path, at, `${name} is not pinned to a commit`));
        else if (pin === 'official') {
          missing.push(finding(path, at, `${name}, of GitHub itself, is not pinned to a commit`, 'hint'));
        }
      }
    }
    return { seen, missing };
  },
};
