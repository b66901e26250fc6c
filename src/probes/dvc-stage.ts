import { dvc } from '../facts/dvc.ts';
import { folderOf } from '../facts/patterns.ts';
import { finding } from '../finding.ts';
import type { Facts, Finding, Probe } from '../model.ts';

interface Options {
  readonly locked?: boolean;
  readonly least?: number;
}

export const dvcStage: Probe<Options> = {
  about: 'stages of `dvc.yaml`; with `locked`, whether the `dvc.lock` beside it records each of them',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      locked: { type: 'boolean' },
      least: { type: 'integer', minimum: 1, description: 'Only those of files with at least so many stages.' },
    },
  },
  needs: () => [{ reader: dvc, paths: ['dvc.yaml', 'dvc.yml', 'dvc.lock'] }],
  run: (facts, { locked = false, least = 1 }) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const { path, value } of facts.documents(dvc)) {
      if (value.kind !== 'pipeline' || value.stages.length < least) continue;
      const names = locked ? lockedStages(facts, path) : null;
      for (const { name, line, repeated } of value.stages) {
        const at = { line, column: 1 };
        if (names === null && !locked) seen.push(finding(path, at, 'declares a stage'));
        else if (names === null) missing.push(finding(path, at, 'no dvc.lock beside it records the stage'));
        else if (names.has(name) || (repeated && [...names].some((one) => one.startsWith(`${name}@`))))
          seen.push(finding(path, at, 'dvc.lock records the stage'));
        else missing.push(finding(path, at, 'dvc.lock does not record the stage'));
      }
    }
    return { seen, missing };
  },
};

/** Names of the stages in the lock beside a `dvc.yaml`; `null` where there is no lock. */
function lockedStages(facts: Facts, path: string): ReadonlySet<string> | null {
  const lock = facts.document(dvc, `${folderOf(path)}dvc.lock`);
  return lock?.kind === 'lock' ? new Set(lock.stages.map(({ name }) => name)) : null;
}
