import { type Reviewed, summaries } from './reviewed.ts';
import { table } from './table.ts';
import { percent, share } from './tally.ts';

/** How many reported findings were checked by reading the repositories, and how many are so. */
export function reviewedAsMarkdown(entries: readonly Reviewed[]): string {
  const repositories = new Set(entries.map(({ repo }) => repo)).size;
  const all = share(entries, (entry) => entry.true);
  return table(
    ['rule', 'repositories', 'findings checked', 'so'],
    [
      ...summaries(entries).map(({ rule, checked, repositories: own }) => [
        rule,
        String(own),
        String(checked.of),
        percent(checked),
      ]),
      ['all', String(repositories), String(all.of), percent(all)],
    ],
    [1, 2, 3],
  );
}
