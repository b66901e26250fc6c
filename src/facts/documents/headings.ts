import type { Markdown } from '../markdown.ts';
import { phrases, unwritten } from '../phrases.ts';

/** Each is looked through; nobody writes so many on one topic. */
const mostSections = 100;

/** A matcher for headings: phrases of languages with spaces between words, and parts of words of those without. */
export interface Topic {
  test(heading: string): boolean;
}

export function topic(words: readonly string[], parts: RegExp, unless: readonly string[] = []): Topic {
  const wanted = phrases(words);
  const other = phrases(unless);
  return { test: (heading) => (wanted.test(heading) || parts.test(heading)) && !other.test(heading) };
}

/** Headings on a topic that have something below them: so many words, or code. */
export function sectionsOn(
  { headings, paragraphs, code }: Markdown,
  { test }: Topic,
  words: number,
): readonly { readonly line: number; readonly text: string }[] {
  let left = mostSections;
  return headings.filter(({ text, depth }, index) => {
    if (left === 0 || !test(text)) return false;
    left -= 1;
    let end = index + 1;
    while (end < headings.length && (headings[end]?.depth ?? 0) > depth) end += 1;
    const within = (heading: number) => heading >= index && heading < end;
    if (code.some((block) => within(block.heading) && block.text.trim() !== '')) return true;
    const written = paragraphs.filter((one) => within(one.heading) && !unwritten.test(one.text));
    return written.reduce((total, one) => total + one.words, 0) >= words;
  });
}
