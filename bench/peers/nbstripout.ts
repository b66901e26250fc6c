import type { Case, Suite } from './suite.ts';

const folder = 'tests/e2e_notebooks';

/** What https://github.com/kynan/nbstripout leaves of its notebooks has nothing to object to in its outputs and counts. */
export const nbstripout: Suite = {
  name: 'nbstripout',
  repo: 'kynan/nbstripout',
  least: 1,
  cases: (copy) =>
    copy
      .list(folder)
      .filter((path) => /\.ipynb\.expected/.test(path))
      .map(
        (path): Case => ({
          name: path.slice(folder.length + 1),
          files: { 'notebook.ipynb': copy.text(path) },
          rules: ['code/notebook-order', 'code/notebook-errors', 'code/notebook-size'],
          expected: 'silent',
        }),
      ),
};
