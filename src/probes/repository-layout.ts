import { layoutsOf } from '../facts/documents/layout.ts';
import { pageNeed, pagesOf } from '../facts/documents/pages.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const repositoryLayout: Probe<Options> = {
  about:
    'places of the README, and of the documents that it leads to, that show how the repository is laid out or works: trees and lists of files, diagrams, sections on structure, architecture or method',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs'],
  needs: () => [pageNeed],
  run: (facts) => {
    const seen = layoutsOf(facts).map(({ path, line, what }) => finding(path, { line, column: 1 }, what));
    const front = seen.length > 0 ? [] : pagesOf(facts).filter(({ distance }) => distance === 0);
    return {
      seen,
      missing: front.map(({ path }) => finding(path, null, 'does not say how the repository is laid out')),
    };
  },
};
