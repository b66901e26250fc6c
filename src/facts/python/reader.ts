import type { FileText, Parsed, Reader } from '../../model.ts';
import { notebookOf } from '../notebook.ts';
import { stripMagics } from './magics.ts';
import type { Module } from './module.ts';
import { moduleOf } from './modules.ts';

const NOTEBOOK = /\.ipynb$/i;
const PYTHON_LANGUAGE = /^(?:i?python\d*|pyspark|sage|xpython)$/;

/** Python modules, and notebooks in Python as one module each. A notebook in another language is none. */
export const python: Reader<Module> = {
  kind: 'python',
  cap: (path) => (NOTEBOOK.test(path) ? 'notebook' : 'text'),
  matches: (path) => /\.(?:pyw?|ipynb)$/i.test(path),
  parse: (file) =>
    NOTEBOOK.test(file.path) ? parseNotebook(file) : moduleOf(file.path, false, [{ text: file.text }], []),
};

function parseNotebook({ path, text }: FileText): Parsed<Module> | null {
  const notebook = notebookOf(text);
  if (!PYTHON_LANGUAGE.test(notebook.language)) return null;
  const cells: { text: string; cell: number }[] = [];
  const commands: Module['commands'][number][] = [];
  for (const { index, kind, language, source } of notebook.cells) {
    if (kind !== 'code') continue;
    if (language !== null && !PYTHON_LANGUAGE.test(language)) {
      for (const [line, command] of source.split('\n').entries()) {
        if (command.trim() !== '')
          commands.push({ text: command.trim(), at: { line: line + 1, column: 1, cell: index } });
      }
      continue;
    }
    const plain = stripMagics(source);
    cells.push({ text: plain.text, cell: index });
    for (const { text: command, line, column } of plain.commands)
      commands.push({ text: command, at: { line, column, cell: index } });
  }
  return moduleOf(path, true, cells, commands);
}
