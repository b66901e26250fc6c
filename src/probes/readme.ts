import { markdown } from '../facts/markdown.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

interface Options {
  readonly threshold: number;
}

/** The places where GitHub looks for the README of a repository. */
const places = ['/README*', '/.github/README*', '/docs/README*'];
const place = /^(\.github\/|docs\/)?README[^/]*$/i;

export const readme: Probe<Options> = {
  about:
    'a README at the top of the repository with at least so many words of prose; badges, code and tables of contents are no prose',
  options: {
    type: 'object',
    additionalProperties: false,
    required: ['threshold'],
    properties: { threshold: { type: 'integer', minimum: 1, description: 'Words.' } },
  },
  in: ['code', 'docs'],
  needs: () => [{ reader: markdown, paths: places }],
  run: (facts, { threshold }) => {
    const found = facts.documents(markdown).filter(({ path }) => place.test(path));
    const enough = found.filter(({ value }) => value.words >= threshold);
    return {
      seen: enough.map(({ path, value }) => finding(path, null, `has ${value.words} words of prose`)),
      missing:
        enough.length > 0
          ? []
          : found.map(({ path, value }) =>
              finding(path, null, `has ${value.words} ${value.words === 1 ? 'word' : 'words'} of prose`),
            ),
    };
  },
};
