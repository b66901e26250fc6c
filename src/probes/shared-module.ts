import { modularityOf } from '../facts/modularity.ts';
import { notebookState } from '../facts/notebook/state.ts';
import { pythonImports } from '../facts/python/imports.ts';
import { pythonOutline } from '../facts/python/outline.ts';
import { finding } from '../finding.ts';
import type { Probe } from '../model.ts';

type Options = Readonly<Record<string, never>>;

const most = 10;

export const sharedModule: Probe<Options> = {
  about:
    'modules whose functions or classes other files of the repository use, or several scripts made of functions that hold more code than its notebooks',
  options: { type: 'object', additionalProperties: false },
  in: ['code', 'tests', 'examples'],
  needs: () => [{ reader: pythonOutline }, { reader: pythonImports }, { reader: notebookState }],
  run: (facts) => {
    const { shared, scripts, notebooks } = modularityOf(facts);
    if (shared.length > 0)
      return {
        seen: shared.slice(0, most).map(({ path, line, by }) => finding(path, { line, column: 1 }, `is used by ${by}`)),
      };
    const inNotebooks = lines(notebooks);
    const inScripts = lines(scripts);
    const divided = scripts.filter(({ definitions }) => definitions > 0);
    if (divided.length > 1 && inScripts >= inNotebooks)
      return {
        seen: divided
          .slice(0, most)
          .map(({ path }) => finding(path, null, 'is made of functions, though no other file uses them', 'likely')),
      };
    const missing = [...notebooks, ...scripts]
      .sort((a, b) => b.lines - a.lines || (a.path < b.path ? -1 : 1))
      .slice(0, most)
      .map((file) => finding(file.path, null, `holds ${file.lines} lines of code that no other file uses`));
    return { seen: [], missing };
  },
};

function lines(files: readonly { readonly lines: number }[]): number {
  return files.reduce((all, file) => all + file.lines, 0);
}
