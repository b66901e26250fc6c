import { chainedAssignmentsOf, chainedNeed } from '../facts/chained-assignments.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const chainedAssignment: Probe<Options> = {
  about:
    'assignments to a part of a part of a pandas data frame (`frame[a][b] = …`, `frame.loc[a][b] = …`); reading so is a hint',
  options: { type: 'object', additionalProperties: false },
  needs: () => [chainedNeed],
  run: (facts) => ({
    seen: chainedAssignmentsOf(facts).map(({ path, at, reads, confidence }) =>
      finding(
        path,
        at,
        reads
          ? 'reads a column and then the label of a row, which `loc` does in one step'
          : 'assigns to an index of an index: the frame itself may stay as it was',
        confidence,
      ),
    ),
  }),
};
