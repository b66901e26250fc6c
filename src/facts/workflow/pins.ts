import type { Text, Workflow } from '../workflow.ts';

/** How an action, container or reusable workflow is called for. */
export type Pin = 'pinned' | 'local' | 'official' | 'loose';

export interface UsedAction {
  readonly uses: string;
  readonly line: number;
  readonly pin: Pin;
}

/** Everything that a workflow or action uses, in order. */
export function usedActions({ jobs }: Workflow): readonly UsedAction[] {
  const all: (Text | null)[] = jobs.flatMap((job) => [job.uses, ...job.steps.map(({ uses }) => uses)]);
  return all.flatMap((uses) =>
    uses === null || uses.text.trim() === ''
      ? []
      : [{ uses: uses.text.trim(), line: uses.line, pin: pinOf(uses.text.trim()) }],
  );
}

/** Reference: https://docs.github.com/actions/reference/security/secure-use#using-third-party-actions */
function pinOf(uses: string): Pin {
  if (/^\.{0,2}\//.test(uses)) return 'local';
  if (uses.startsWith('docker://')) return /@sha256:[\da-f]{64}$/i.test(uses) ? 'pinned' : 'loose';
  const ref = uses.slice(uses.lastIndexOf('@') + 1);
  if (/^(?:[\da-f]{40}|[\da-f]{64})$/i.test(ref)) return 'pinned';
  return /^(?:actions|github)\//i.test(uses) ? 'official' : 'loose';
}
