import { type Markdown, markdown } from '../facts/markdown.ts';
import { phrases, unwritten } from '../facts/phrases.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const metadata = [
  'library_name',
  'pipeline_tag',
  'model-index',
  'base_model',
  'datasets',
  'metrics',
  'license',
  'tags',
];
const sections = phrases([
  'intended use*',
  'uses',
  'model description',
  'model details',
  'training data',
  'training procedure',
  'evaluation',
  'limitation*',
  'bias*',
  'ethical considerations',
]);

/** A README that the Hub would show as a model card: two keys of its metadata, and two written sections of a card. */
export const modelCard: Probe<Options> = {
  about: 'READMEs that are model cards: metadata of the Hugging Face Hub with written sections of a card',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs'],
  needs: () => [
    {
      reader: markdown,
      needles: ['library_name:', 'pipeline_tag:', 'model-index:', 'base_model:', 'datasets:', 'metrics:'],
    },
  ],
  run: (facts) => ({
    seen: facts
      .documents(markdown)
      .filter(({ value }) => isCard(value))
      .map(({ path }) => finding(path, null, 'is a model card of the Hub')),
  }),
};

function isCard({ frontMatter, headings, paragraphs }: Markdown): boolean {
  if (frontMatter === null || metadata.filter((key) => key in frontMatter).length < 2) return false;
  const written = headings.filter(
    ({ text }, index) =>
      sections.test(text) &&
      paragraphs.some((one) => one.heading === index && one.words >= 4 && !unwritten.test(one.text)),
  );
  return written.length >= 2;
}
