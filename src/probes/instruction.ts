import { instructionsOf, type Purpose } from '../facts/documents/instructions.ts';
import { pageNeed, pagesOf } from '../facts/documents/pages.ts';
import { tasks } from '../facts/tasks.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly for: Purpose;
}

export const instruction: Probe<Options> = {
  about:
    'instructions in the README, and in the documents that it leads to, for installing or for using what the repository holds: commands (also through Make and scripts), sections with content, code samples, ready-to-run notebooks, links to a manual',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['for'],
    properties: { for: { enum: ['install', 'usage'] } },
  },
  in: ['code', 'docs', 'examples'],
  needs: () => [pageNeed, { reader: tasks }],
  run: (facts, { for: purpose }) => {
    const seen = instructionsOf(facts, purpose).map(({ path, line, what }) => finding(path, { line, column: 1 }, what));
    const missing = seen.length > 0 ? [] : pagesOf(facts).filter(({ distance }) => distance === 0);
    const lacking = purpose === 'install' ? 'does not say how to install' : 'does not say how to run anything';
    return { seen, missing: missing.map(({ path }) => finding(path, null, lacking)) };
  },
};
