import { globs } from '../facts/globs.ts';
import { markdown } from '../facts/markdown.ts';
import { finding } from '../finding.ts';
import type { Finding, Need, Probe } from '../model.ts';

const paths = ['/README*', '/docs/README*', '/docs/citation*', '/docs/citing*'];
const isReadme = globs(paths);

/** An entry of BibTeX, wherever it stands. */
const entry =
  /@(?:article|inproceedings|misc|software|phdthesis|mastersthesis|techreport|book|incollection|unpublished|online)\s*\{/i;
const identifier = /^https?:\/\/(?:(?:dx\.)?doi\.org\/|zenodo\.org\/(?:badge\/)?(?:doi|records?|latestdoi)\/)/i;

export const citation: Probe<Record<string, never>> = {
  about: 'ways to cite the work in the README: entries of BibTeX and links to a DOI',
  options: { type: 'object', additionalProperties: false, properties: {} },
  in: ['code', 'docs'],
  needs: (): readonly Need[] => [{ reader: markdown, paths, needles: ['@', 'doi.org', 'zenodo.org'] }],
  run: (facts) => {
    const seen: Finding[] = [];
    for (const { path, value } of facts.documents(markdown)) {
      if (!isReadme(path)) continue;
      for (const { text, line } of [...value.code, ...value.paragraphs]) {
        if (entry.test(text)) seen.push(finding(path, { line, column: 1 }, 'has an entry of BibTeX'));
      }
      for (const { url, line } of value.links) {
        if (identifier.test(url)) seen.push(finding(path, { line, column: 1 }, 'links to a DOI'));
      }
    }
    return { seen };
  },
};
