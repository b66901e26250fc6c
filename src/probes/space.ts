import { markdown } from '../facts/markdown.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

export const space: Probe<Options> = {
  about:
    'READMEs whose metadata set up a Space of Hugging Face: `sdk` with `gradio`, `streamlit`, `docker` or `static`',
  options: { type: 'object', additionalProperties: false },
  in: ['code'],
  needs: () => [{ reader: markdown, paths: ['README.md'], needles: ['sdk:'] }],
  run: (facts) => ({
    seen: facts
      .documents(markdown)
      .filter(({ value }) => /^(?:gradio|streamlit|docker|static)$/.test(String(value.frontMatter?.sdk ?? '')))
      .map(({ path }) => finding(path, null, 'sets up a Space of Hugging Face')),
  }),
};
