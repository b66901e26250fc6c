import { describe, expect, it } from 'vitest';
import { markdown, readMarkdown } from '../../src/facts/markdown.ts';
import { gapsOf, read } from './support.ts';

const of = (text: string) => readMarkdown(text).value;

const readme = `---
license: mit
datasets: [imdb]
model-index:
  - name: clf
---
<p align="center">
  <img src="docs/logo.png" alt="Churn logo">
</p>

<h1 align="center">Churn &amp; more</h1>

[![CI](https://ci/badge.svg)](https://ci) ![licence](https://img/licence)

Predicts which *customers* leave, from [public data][kaggle] and \`train.py\`.
See https://example.org/paper and <a href="docs/usage.md">the guide</a>.

> [!NOTE]
> Needs Python 3.11.

Install
-------

\`\`\`bash
pip install -e .
\`\`\`

- Run \`make train\` on a GPU
- [Usage](#usage)
  1. Nested step

    indented = code

## Results

| Model | AUC |
| ----- | --: |
| **GBM** | 0.93 |
| [Baseline](b.md) of the majority | 0.5 |

<details>
<summary>More numbers</summary>

The <b>recall</b> is higher.<br>Really.

<table><tr><th>Name</th><th>F1</th></tr>
<tr><td>small model</td><td>0.7</td></tr></table>
<pre>
python eval.py
</pre>
</details>

<!-- a comment about bias -->

[kaggle]: https://kaggle.com/x "Churn"
`;

describe('a README', () => {
  const value = of(readme);

  it('has headings of every form with their lines', () => {
    expect(value.title).toBe('Churn & more');
    expect(value.headings).toEqual([
      { depth: 1, text: 'Churn & more', line: 11 },
      { depth: 2, text: 'Install', line: 21 },
      { depth: 2, text: 'Results', line: 34 },
    ]);
  });

  it('has prose without badges, bare links, markup and comments', () => {
    expect(value.paragraphs.map(({ kind, text, line, heading }) => [kind, text, line, heading])).toEqual([
      [
        'text',
        expect.stringMatching(/^Predicts which customers leave, from public data and train\.py\. See .* the guide\.$/),
        15,
        0,
      ],
      ['text', 'Needs Python 3.11.', 18, 0],
      ['item', 'Run make train on a GPU', 28, 1],
      ['item', 'Nested step', 30, 1],
      ['item', 'indented = code', 32, 1],
      ['cell', 'Model', 36, 2],
      ['cell', 'AUC', 36, 2],
      ['cell', 'GBM', 38, 2],
      ['cell', 'Baseline of the majority', 39, 2],
      ['text', 'More numbers', 42, 2],
      ['text', 'The recall is higher. Really.', 44, 2],
      ['cell', 'Name', 46, 2],
      ['cell', 'F1', 46, 2],
      ['cell', 'small model', 47, 2],
    ]);
    expect(value.words).toBe(value.paragraphs.reduce((sum, { words }) => sum + words, 0));
  });

  it('has code with the line of its text', () => {
    expect(value.code.map(({ language, text, line, heading }) => [language, text.trim(), line, heading])).toEqual([
      ['bash', 'pip install -e .', 25, 1],
      [null, 'python eval.py', 49, 2],
    ]);
  });

  it('has links and images of every form', () => {
    const badges = value.links.slice(1, 4).map(({ url, line, image }) => [url, line, image]);
    expect(value.links.map(({ url, line, image }) => [url, line, image])).toEqual([
      ['docs/logo.png', 8, true],
      ...badges,
      ['https://kaggle.com/x', 15, false],
      ['https://example.org/paper', 16, false],
      ['docs/usage.md', 16, false],
      ['#usage', 29, false],
      ['b.md', 39, false],
    ]);
    expect(badges.sort()).toEqual([
      ['https://ci', 13, false],
      ['https://ci/badge.svg', 13, true],
      ['https://img/licence', 13, true],
    ]);
    expect(value.links.find(({ url }) => url === 'docs/usage.md')?.text).toBe('the guide');
    expect(value.links.find(({ url }) => url === 'docs/logo.png')?.text).toBe('Churn logo');
  });

  it('has tables and the metadata of a model card', () => {
    expect(value.tables.map(({ line, rows }) => [line, rows])).toEqual([
      [
        36,
        [
          ['Model', 'AUC'],
          ['GBM', '0.93'],
          ['Baseline of the majority', '0.5'],
        ],
      ],
      [
        46,
        [
          ['Name', 'F1'],
          ['small model', '0.7'],
        ],
      ],
    ]);
    expect(value.frontMatter).toMatchObject({ license: 'mit', datasets: ['imdb'] });
    expect(Object.getPrototypeOf(value.frontMatter)).toBeNull();
  });
});

describe('Markdown', () => {
  it('may have a picture for a title, or a title in its metadata only', () => {
    expect(of('# ![Nice tool](x.png)\n').title).toBe('Nice tool');
    expect(of('<h1><img src="x.png" alt="Nice tool"></h1>\n').title).toBe('Nice tool');
    expect(of('---\ntitle: Nice tool\n---\nText.\n').title).toBe('Nice tool');
    expect(of('<h1 align="center">\n\nNice tool\n\n</h1>\n').title).toBe('Nice tool');
    expect(of('Text only').title).toBeNull();
  });

  it('begins with a rule more often than with metadata', () => {
    expect(of('---\n\nHello there\n\n---\n')).toMatchObject({ frontMatter: null, words: 2 });
    expect(readMarkdown('---\na: [b\n---\nText\n').gaps).toMatchObject([{ line: 1 }]);
    expect(of('---\n__proto__: { polluted: true }\n---\n').frontMatter).toHaveProperty('__proto__');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('counts words of scripts without spaces', () => {
    expect(of('这是一个机器学习项目').words).toBe(5);
    expect(of('Precision 0.93 🎉 https://x.org').words).toBe(1);
  });

  it('has code that ends with the text', () => {
    expect(of('```py\nx = 1').code).toMatchObject([{ language: 'py', text: 'x = 1', line: 2 }]);
    expect(of('Text:\n\n    x = 1\n').code).toMatchObject([{ language: null, line: 3 }]);
  });

  it('is what is called so', () => {
    const names = ['README', 'readme.txt', 'README.rst', 'docs/a.md', 'card.markdown', 'page.mdx', 'README.org'];
    expect(names.filter((name) => !markdown.matches(name))).toEqual([]);
    expect(['CITATION.bib', 'notes.txt', 'requirements.txt', 'a.py'].filter(markdown.matches)).toEqual([]);
  });

  it('of MDX and Org is read, too', async () => {
    const mdx = "import { Tabs } from 'x'\nexport const a = 1\n\n# Guide\n\n<Tabs>\n\nUse the tool.\n\n</Tabs>\n";
    expect((await read(markdown, 'a.mdx', mdx)).value).toMatchObject({ title: 'Guide', words: 3 });
    const org = '#+TITLE: Tool\n* Usage\nSee [[https://x.org][the site]].\n#+begin_src sh\nmake train\n#+end_src\n';
    expect((await read(markdown, 'README.org', org)).value).toMatchObject({
      title: 'Tool',
      headings: [{ line: 1 }, { text: 'Usage', line: 2 }],
      links: [{ url: 'https://x.org', line: 3 }],
      code: [{ language: 'sh', text: 'make train', line: 5 }],
    });
  });
});

describe('hostile Markdown', () => {
  it.each(['[', '*a_ ', 'a <?', '> ', '1. ', 'a\n=\n', '|a|b|\n', '<h1>', '<a href="', '`a '])(
    '%j again and again is read or refused',
    async (part) => {
      const gaps = await gapsOf(markdown, 'README.md', part.repeat(20_000));
      expect(Array.isArray(gaps)).toBe(true);
    },
  );
});
