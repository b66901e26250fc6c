import type { Gap } from '../../model.ts';
import { readYaml } from '../yaml.ts';
import { plain } from '../yaml-access.ts';

/**
 * The YAML block that a document may begin with, between lines of `---`. In `body` it is blank lines, so that line
 * numbers stay.
 */
export function frontMatterOf(text: string): {
  readonly frontMatter: Readonly<Record<string, unknown>> | null;
  readonly body: string;
  readonly gap: Gap | null;
} {
  const none = { frontMatter: null, body: text, gap: null };
  const opening = /^\s*---[ \t]*\r?\n/.exec(text)?.[0];
  if (opening === undefined) return none;
  const closing = /^(?:---|\.\.\.)[ \t]*\r?$/gm;
  closing.lastIndex = opening.length;
  const end = closing.exec(text);
  if (end === null) return none;
  const block = text.slice(opening.length, end.index);
  const body = text.slice(0, closing.lastIndex).replace(/[^\n]/g, '') + text.slice(closing.lastIndex);
  try {
    const { documents, gaps } = readYaml(block);
    const [root] = documents;
    if (root?.kind === 'mapping') {
      const gap = gaps.length > 0 ? unreadable(block) : null;
      return { frontMatter: plain(root) as Record<string, unknown>, body, gap };
    }
    // A rule, prose and another rule look the same.
    return gaps.length === 0 ? none : { frontMatter: null, body, gap: unreadable(block) };
  } catch {
    return { frontMatter: null, body, gap: unreadable(block) };
  }
}

function unreadable(block: string): Gap {
  return { reason: 'front matter is no valid YAML', line: 1, text: block };
}
