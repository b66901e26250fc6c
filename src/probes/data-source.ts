import { dataHosts, originIn, sourceOf } from '../facts/data-sources.ts';
import { dvc } from '../facts/dvc.ts';
import { markdown } from '../facts/markdown.ts';
import { notebook } from '../facts/notebook.ts';
import { wordNeedles } from '../facts/phrases.ts';
import { finding } from '../finding.ts';
import type { Finding, Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

/** Where data is spoken of in general; elsewhere only places that hold data count. */
const central = ['README*', '*data*.md', '**/data/**', '/docs/*', '/*.md', '/*.rst', '**/*dataset*/**'];
const telling = [
  ...dataHosts,
  ...['downloaded from', 'collected from', 'data source', 'dvc pull', 'the dataset'].flatMap(wordNeedles),
];

export const dataSource: Probe<Options> = {
  about:
    'places that tell where data comes from or how to get it: links, sentences and commands in docs and in Markdown of notebooks, and imports of DVC',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'docs', 'examples', 'tests'],
  needs: () => [
    { reader: markdown, paths: central },
    { reader: markdown, needles: telling },
    {
      reader: notebook,
      needles: [...dataHosts, 'dataset', 'Dataset', 'data set', 'data source', 'Data source', 'data from'],
    },
    { reader: dvc },
  ],
  run: (facts) => ({
    seen: [
      ...facts.documents(markdown).flatMap(({ path, value }): Finding[] => {
        const found = sourceOf(value);
        return found === null ? [] : [finding(path, { line: found.line, column: 1 }, found.message)];
      }),
      ...facts.documents(notebook).flatMap(({ path, value }): Finding[] => {
        for (const { index, kind, source } of value.cells) {
          const why = kind === 'markdown' ? originIn(source) : null;
          if (why !== null) return [finding(path, { line: 1, column: 1, cell: index }, why)];
        }
        return [];
      }),
      ...facts
        .documents(dvc)
        .filter(({ value }) => value.kind === 'pointer' && value.imported)
        .map(({ path }) => finding(path, null, 'imports the data from its source')),
    ],
  }),
};
