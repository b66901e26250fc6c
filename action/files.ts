import { lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { writeOutput } from '../src/surface/output.ts';
import { ActionError } from './error.ts';

/**
 * Writes a file that the workflow names. A relative path lies in the workspace, where the files of a pull request may
 * be links: none of them leads out, or to another file. @returns the absolute path @throws ActionError or UsageError
 */
export function writeFile(workspace: string, file: string, text: string): string {
  const path = isAbsolute(file) ? file : join(workspace, file);
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true });
    if (!isAbsolute(file)) {
      const way = relative(realpathSync(workspace), realpathSync(folder));
      if (way.startsWith('..') || isAbsolute(way)) throw new Error('it lies outside the workspace');
    }
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) rmSync(path);
  } catch (error) {
    throw new ActionError(`cannot write ${file}: ${(error as Error).message}`);
  }
  writeOutput(path, text);
  return path;
}
