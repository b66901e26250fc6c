import { attributes, attributesOf } from '../facts/attributes.ts';
import { couldBePointer, lfs } from '../facts/lfs.ts';
import { finding } from '../finding.ts';
import type { FileEntry, Finding, Probe, Unread } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/** Shorter than a version line, a hash and a size: no pointer, whatever it is. */
const shortest = 100;
/** Git has to read these itself. */
const git = /(?:^|\/)\.(?:gitattributes|gitignore|gitmodules|lfsconfig)$/;

export const lfsFile: Probe<Options> = {
  about: 'files that `.gitattributes` sends to Git LFS: whether Git holds a pointer to them or their content',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'docs', 'examples'],
  needs: () => [{ reader: lfs }, { reader: attributes }],
  run: (facts) => {
    const seen: Finding[] = [];
    const missing: Finding[] = [];
    const unread: Unread[] = [];
    const rules = attributesOf(facts);
    if (rules.lfs.length === 0) return { seen };
    for (const entry of facts.files) {
      const { path, size } = entry;
      if (!isContent(entry)) continue;
      const sent = rules.of(path, 'filter');
      if (sent?.value !== 'lfs') continue;
      const trace = [{ path: sent.path, line: sent.line, column: 1, message: 'sends the file to Git LFS' }];
      if (facts.document(lfs, path) !== undefined)
        seen.push(finding(path, null, 'is a Git LFS pointer', 'certain', trace));
      else if (size === null) unread.push({ path, line: null, reason: 'its size is not known' });
      else if (size > 0 && (size < shortest || !couldBePointer(entry) || lfs.matches(path)))
        missing.push(finding(path, null, 'is sent to Git LFS, and Git holds its content', 'certain', trace));
    }
    return { seen, missing, unread };
  },
};

/** An empty file is its own pointer. */
function isContent({ path, kind, tracked }: FileEntry): boolean {
  return tracked && (kind === 'file' || kind === 'executable') && !git.test(path);
}
