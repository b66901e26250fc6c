import { join } from '../facts/commands/paths.ts';
import { usedActions } from '../facts/workflow/pins.ts';
import { workflows } from '../facts/workflow.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const usedAction: Probe<Options> = {
  about:
    "actions, containers and reusable workflows of others that GitHub workflows and composite actions use: seen where pinned to a commit or digest, missing where a tag or branch can be moved (a hint for GitHub's own)",
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples', 'vendored'],
  needs: () => [{ reader: workflows }],
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    /** GitHub's own, each told of once. */
    const official = new Set<string>();
    const called = actionsCalled(facts);
    for (const { path, value } of facts.documents(workflows)) {
      if (value.kind === 'action' && !called.has(path)) continue;
      for (const { uses, line, pin } of usedActions(value)) {
        const at = { line, column: 1 };
        const name = uses.split('@')[0] ?? uses;
        if (pin === 'pinned') seen.push(finding(path, at, `${name} is pinned`));
        else if (pin === 'loose') missing.push(finding(path, at, `${name} is not pinned to a commit`));
        else if (pin === 'official' && !official.has(name)) {
          official.add(name);
          missing.push(finding(path, at, `${name}, of GitHub itself, is not pinned to a commit`, 'hint'));
        }
      }
    }
    return { seen, missing };
  },
};

/** Actions of the repository that its workflows or other such actions use, and the one at its top, which others use. */
function actionsCalled(facts: Facts): ReadonlySet<string> {
  const called = new Set(['action.yml', 'action.yaml']);
  for (const { value } of facts.documents(workflows)) {
    for (const { uses, pin } of usedActions(value)) {
      if (pin !== 'local') continue;
      const folder = join('', uses);
      for (const name of ['action.yml', 'action.yaml']) called.add(join(folder, name));
    }
  }
  return called;
}
