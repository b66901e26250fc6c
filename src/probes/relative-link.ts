import { checkedLinks, linkNeeds } from '../facts/documents/link-check.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const relativeLink: Probe<Options> = {
  about:
    'relative links and pictures of READMEs and of documents at the top of the repository or of its docs folder, and whether what they lead to is in the repository, as GitHub resolves them. Sources of documentation sites are left out, for they have rules of their own',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs', 'examples'],
  needs: () => linkNeeds,
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    for (const { path, line, image, excused, problem } of checkedLinks(facts)) {
      const at = { line, column: 1 };
      const what = image ? 'the picture' : 'the link';
      if (problem === null) seen.push(finding(path, at, `${what} resolves`));
      else missing.push(finding(path, at, `${what} ${problem}`, excused ? 'hint' : 'certain'));
    }
    return { seen, missing };
  },
};
