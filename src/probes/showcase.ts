import { pageNeed, pagesOf } from '../facts/documents/pages.ts';
import { exhibitsOf } from '../facts/documents/showcase.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const showcase: Probe<Options> = {
  about: 'pictures, films and demos that the README shows or links to; badges, logos and portraits do not count',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs'],
  needs: () => [pageNeed],
  run: (facts) => {
    const seen = exhibitsOf(facts).map(({ path, line, what }) => finding(path, { line, column: 1 }, what));
    const front = seen.length > 0 ? [] : pagesOf(facts).filter(({ distance }) => distance === 0);
    return { seen, missing: front.map(({ path }) => finding(path, null, 'shows no picture, plot or demo')) };
  },
};
